"""Which Remix API services there are and how each is reached; the only file that reads settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Service:
    """One Remix API. `key` is our short name for it, `api_key` is the secret it knows us by.

    `form` is "classic" or "current", `parallel` how many tasks it takes at once,
    `polls_per_minute` how many questions (0 = no limit). Deadlines are whole seconds for one call.
    """

    key: str
    url: str
    api_key: str = field(repr=False)
    form: str = "classic"
    parallel: int = 1
    polls_per_minute: int = 20
    submit_deadline_s: float = 300.0
    ask_deadline_s: float = 20.0

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
        )

    @property
    def own_hosts(self) -> tuple[str, ...]:
        """The `host:port` of this service, for a fetcher that may reach it although private."""
        parts = urlsplit(self.url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme)
        if not host or not port:
            return ()
        return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}",)
