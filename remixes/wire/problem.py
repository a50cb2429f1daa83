"""A refusal on its way to the caller; knows nothing of what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """`text` goes to the caller with HTTP `status`."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = dict(headers or {})

    @property
    def body(self) -> dict[str, Any]:
        """As both official clients can read it: one text under three names."""
        return {
            "success": False,
            "message": self.text,
            "error": self.text,
            "detail": self.text,
        }


class Unprocessable(Problem):
    """422: the request was understood and cannot be done."""

    def __init__(self, text: str) -> None:
        super().__init__(422, text)


def too_large(most_bytes: int) -> Problem:
    """The 413 of a door that takes files of at most `most_bytes`, 0 for none."""
    most = f"a file may have {most_bytes / (1 << 20):g} MiB" if most_bytes else "no file goes here"
    return Problem(413, f"The request is too large: {most}.")
