"""Which services there are and how each is reached; the only file that reads settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings

ACE_STEP = "ace-step"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Service:
    """One service. `key` is our short name for it, `api_key` is the secret it knows us by.

    `form` is "classic" or "current" for a Remix API, "ace-step" for a server of ACE-Step 1.5;
    `parallel` is how many tasks it takes at once, `polls_per_minute` how many questions (0 = no
    limit). Deadlines are whole seconds for one call. Only "ace-step" knows `model` (which one to
    ask for, "" for the server's choice) and `cover_strength` (0 to 1, how far a remix keeps to
    its source).
    """

    key: str
    url: str
    api_key: str = field(repr=False)
    form: str = "classic"
    parallel: int = 1
    polls_per_minute: int = 20
    submit_deadline_s: float = 300.0
    ask_deadline_s: float = 20.0
    model: str = ""
    cover_strength: float = 0.6

    @classmethod
    def from_settings(cls, key: str) -> Self:
        """The service of that short key. Raises KeyError where none is configured."""
        told = settings.REMIX_SERVICES[key]
        return cls(
            key=key,
            url=told["url"].rstrip("/"),
            api_key=told["key"].strip(),
            form=told["form"],
            parallel=told["parallel"],
            polls_per_minute=told["polls_per_minute"],
            submit_deadline_s=settings.REMIX_SUBMIT_DEADLINE_S,
            ask_deadline_s=settings.REMIX_ASK_DEADLINE_S,
            model=told["model"],
            cover_strength=told["cover_percent"] / 100,
        )

    @property
    def authorization(self) -> str:
        """The Authorization header of every call, "" where there is no key."""
        is_bearer = self.form == ACE_STEP and self.api_key
        return f"Bearer {self.api_key}" if is_bearer else self.api_key

    @property
    def sends_webhooks(self) -> bool:
        """Whether it calls back; one that does not is asked, and that is all there is."""
        return self.form != ACE_STEP

    @property
    def calls_per_question(self) -> int:
        """How many calls one question about a task may take."""
        return 1 if self.form != ACE_STEP else 2

    @property
    def reads_links(self) -> bool:
        """Whether it fetches a source by itself; one that does not has to be sent the file."""
        return self.form != ACE_STEP

    @property
    def is_free(self) -> bool:
        """Whether nothing is paid for a task, because the server is one's own."""
        return self.form == ACE_STEP

    @property
    def own_hosts(self) -> tuple[str, ...]:
        """The `host:port` of this service, for a fetcher that may reach it although private."""
        parts = urlsplit(self.url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
        if not host or not port:
            return ()
        return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}",)


def sends_webhooks(key: str) -> bool:
    """Whether the service of that key calls back, as far as the settings still name it."""
    return key not in settings.REMIX_SERVICES or Service.from_settings(key).sends_webhooks


def is_free(key: str) -> bool:
    """Whether the service of that key takes no money, as far as the settings still name it."""
    return key in settings.REMIX_SERVICES and Service.from_settings(key).is_free
