"""The four ways a request is written, in the order in which they are offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from remixes.snippets import curl, javascript, python, raw
from remixes.snippets.pieces import Piece, cut
from remixes.snippets.request import ApiRequest


class Language(NamedTuple):
    """``key`` for addresses and classes, ``title`` for people, ``write`` for the text."""

    key: str
    title: str
    write: Callable[[ApiRequest], str]
    looks: re.Pattern[str]

    def pieces(self, request: ApiRequest) -> list[Piece]:
        """The same text as ``write``, cut for colouring."""
        return cut(self.write(request), self.looks)


LANGUAGES = (
    Language("curl", "curl", curl.curl, curl.LOOKS),
    Language("python", "Python", python.python, python.LOOKS),
    Language("javascript", "JavaScript", javascript.javascript, javascript.LOOKS),
    Language("http", "HTTP", raw.raw, raw.LOOKS),
)
