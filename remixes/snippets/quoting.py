"""How any text is written as a literal of a shell, of Python and of JavaScript.

Bytes in, the same bytes out, also where the text is pasted by hand: nothing in it is expanded,
ends the quotes, completes a name, or turns the direction of what is read.
"""

from __future__ import annotations

import json
import re

# What a terminal acts on when it is pasted (all control characters but the line end), and what
# makes a line read otherwise than it runs (marks of direction, other line ends).
_HIDDEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_ANSI = re.compile(rf"{_HIDDEN.pattern}|[\\'!\n]")
_CURL = re.compile(r'[\\"]')


def shell(text: str) -> str:
    """One word of bash or zsh: 'single quotes', or $'…' where something has to be escaped."""
    if _HIDDEN.search(text):
        return f"$'{_ANSI.sub(_ansi, text)}'"
    return "'" + text.replace("'", "'\\''") + "'"


def script(text: str) -> str:
    """A string between double quotes that means the same in Python and in JavaScript."""
    return _HIDDEN.sub(_unicode, json.dumps(text, ensure_ascii=False))


def lines(text: str) -> list[str]:
    """The text as literals, a line each, that are to be joined as they are; at least one."""
    return [script(line) for line in re.findall(r"[^\n]*\n|[^\n]+", text)] or [script("")]


def curl_path(path: str) -> str:
    """A path between the quotes that curl's own reading of -F undoes."""
    return '"' + _CURL.sub(r"\\\g<0>", path) + '"'


def _ansi(found: re.Match[str]) -> str:
    character = found[0]
    if character in "\\'":
        return f"\\{character}"
    if character == "\n":
        return "\\n"
    # Three octal digits always: what follows can be a digit itself.
    return "".join(f"\\{byte:03o}" for byte in character.encode())


def _unicode(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
