"""What is kept of a call, with its secrets masked: the API key and the token of our webhook."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

MASK = "***"
BODY_LIMIT = 64 * 1024

# A key this short would mask ordinary words, and is none.
_SHORTEST_SECRET = 6
_OUR_WEBHOOK = re.compile(r"(/webhooks/remix/)[^/\s\"'<>?#]+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Exchange:
    """One call and its answer: the masked request, the HTTP status and the masked body."""

    request: dict[str, object]
    status: int
    body: str


@dataclass(frozen=True)
class Secrets:
    """Words that must never be kept. Any spelling they have in JSON or in a URL is masked too."""

    words: tuple[str, ...] = field(repr=False)

    def mask(self, text: str) -> str:
        """`text` without secrets, and without what a database would refuse."""
        for word in self.words:
            for spelled in _spellings(word):
                text = text.replace(spelled, MASK)
        return _UNSTORABLE.sub("", _OUR_WEBHOOK.sub(rf"\1{MASK}", text))

    def body(self, body: bytes) -> str:
        """An answer's body as masked text of at most 64 KiB."""
        # Masked before it is cut, or half a key could be left at the end.
        text = self.mask(body.decode("utf-8", errors="replace"))
        return text.encode()[:BODY_LIMIT].decode("utf-8", errors="ignore")

    def fields(self, fields: Mapping[str, str]) -> dict[str, str]:
        """Text fields as they are kept."""
        return {name: self.mask(text) for name, text in fields.items()}


def secrets_of(api_key: str, webhook_url: str = "") -> Secrets:
    """The secrets of one call."""
    token = webhook_url.rstrip("/").rsplit("/", 1)[-1]
    return Secrets(tuple(word for word in (api_key, token) if len(word) >= _SHORTEST_SECRET))


def _spellings(word: str) -> tuple[str, ...]:
    escaped = json.dumps(word)[1:-1]
    spelled = (word, escaped, escaped.replace("/", "\\/"), quote(word, safe=""), quote(word))
    # The longest first, so that none leaves a piece of another behind.
    return tuple(sorted(set(spelled), key=len, reverse=True))
