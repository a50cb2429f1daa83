"""How this site logs: one plain line to standard output, with secrets masked on the way out."""

import logging
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied

MASK = "***"
PATTERNS = (
    # paths whose last part is a capability: webhooks, shares, invitations, signed files
    (re.compile(r"(/webhooks/remix/|/s/|/invite/|/f/)[^/\s\"'?]{8,}"), rf"\1{MASK}"),
    # personal tokens, wherever somebody has put one
    (re.compile(r"\b(rxd_)[0-9A-Za-z]{8,}"), rf"\1{MASK}"),
    (re.compile(r"(/password/reset/key/)[^/\s\"'?]+"), rf"\1{MASK}"),
    (
        re.compile(
            r"(?i)(authorization|api[_-]?key)([\"']?\s*[:=]\s*[\"']?)(bearer\s+)?[^\s\"',}]+"
        ),
        rf"\1\2{MASK}",
    ),
)
SHORTEST_SECRET = 6


class RedactingFormatter(logging.Formatter):
    """Masks capability paths, Authorization headers and the given secrets, also in tracebacks."""

    def __init__(self, *args: Any, secrets: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._secrets = tuple(text for text in secrets if len(text) >= SHORTEST_SECRET)

    def formatMessage(self, record: logging.LogRecord) -> str:
        # a line break in a logged value must not be able to fake a log line
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            # somebody asked for what is not theirs: a line, not a trace of our own code
            record.exc_info = record.exc_text = None
        return mask(super().format(record), self._secrets)


def line_formatter(secrets: Iterable[str]) -> RedactingFormatter:
    """The one shape of a log line, for our loggers and for gunicorn's."""
    return RedactingFormatter(
        "%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S", secrets=secrets
    )


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with everything that opens a door replaced by asterisks."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    for pattern, replacement in PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def logging_settings(level: str, secrets: Iterable[str]) -> dict[str, Any]:
    """The dictConfig for Django, gunicorn and the workers alike."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": line_formatter, "secrets": [text for text in secrets if text]}
        },
        "handlers": {
            "stdout": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stdout",
                "formatter": "line",
            }
        },
        "root": {"handlers": ["stdout"], "level": level},
        "loggers": {
            # Django puts handlers of its own on these, which would bypass the masking
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # a line per job or per unknown address says nothing, and job lines carry descriptions
            "rq": {"level": "WARNING"},
            "urllib3": {"level": "WARNING"},
        },
    }
