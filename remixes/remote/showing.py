"""What may be shown of a kept call: without the keys of the services and the tokens of webhooks."""

from __future__ import annotations

import re

from django.conf import settings

from remixes.remote.evidence import MASK

_SHORTEST_SECRET = 6
# A webhook address is a capability: whoever knows its token can tell us results.
_WEBHOOK_TOKEN = re.compile(r"(/webhooks/remix/)[^/\s\"'\\?]+")
_AUTHORIZATION = re.compile(r"(?i)(authorization\"?\s*[:=]\s*\"?)(?:bearer\s+)?[^\s\",}]+")


def masked(text: str) -> str:
    """Without webhook tokens, Authorization values and the keys of the services."""
    for service in settings.REMIX_SERVICES.values():
        if len(service["key"]) >= _SHORTEST_SECRET:
            text = text.replace(service["key"], MASK)
    text = _WEBHOOK_TOKEN.sub(rf"\1{MASK}", text)
    return _AUTHORIZATION.sub(rf"\1{MASK}", text)
