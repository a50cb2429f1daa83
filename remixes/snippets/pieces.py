"""A text cut into pieces, each with what it is, so that a page can colour it."""

from __future__ import annotations

import re
from typing import NamedTuple


class Piece(NamedTuple):
    """Some characters and their kind: word, string, name, value, variable, comment, mark or "".

    A mark stands for something that cannot be shown, such as the bytes of a file.
    """

    kind: str
    text: str


def cut(text: str, pattern: re.Pattern[str]) -> list[Piece]:
    """The text by the named groups of a pattern; the pieces together are always the whole text."""
    pieces, last = [], 0
    for found in pattern.finditer(text):
        pieces += [Piece("", text[last : found.start()]), Piece(found.lastgroup or "", found[0])]
        last = found.end()
    return [piece for piece in (*pieces, Piece("", text[last:])) if piece.text]
