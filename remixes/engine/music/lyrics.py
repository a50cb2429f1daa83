"""Lyrics as lines, sections and who sings what; knows nothing of time, pitch or sound."""

import re
from dataclasses import dataclass

_BRACKETED = re.compile(r"^[\[{<](.*)[\]}>]$")
_LEADING = re.compile(r"^\[([^\]]*)\]\s*(?=\S)")
_CHORD = re.compile(r"\[[A-H][#b\u266f\u266d]?(?:m|maj|min|sus|dim|aug|add|[0-9/#bA-H+])*\]")
_INLINE = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
_BARE = re.compile(
    r"^\(?(?:(?:verse|chorus|bridge|intro|outro|hook|refrain|pre-?\s?chorus)\s*\d*\)?:?"
    r"|(?:instrumental|solo|break|interlude|drop)\s*\d*\)?:)\)?$",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\s*\(?\s*(?:[x\u00d7]\s?(\d{1,2})|(\d{1,2})\s?[x\u00d7])\s*\)?[.!]*$", re.I)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_KINDS = (
    ("prechorus", re.compile(r"pre\W?\s?(?:chorus|hook)")),
    ("chorus", re.compile(r"chorus|hook|refrain")),
    ("verse", re.compile(r"verse|strophe|\brap\b")),
    ("bridge", re.compile(r"bridge|middle")),
    ("intro", re.compile(r"intro")),
    ("outro", re.compile(r"outro|ending|coda|fade")),
    ("instrumental", re.compile(r"instrumental|solo|break|interlude|drop|build")),
)
_MOST_TIMES = 8


@dataclass(frozen=True)
class Said:
    """Some words in a row that one side sings: the lead, or the backing voices."""

    text: str
    is_backing: bool


@dataclass(frozen=True)
class Line:
    """One line as given; `index` counts all lines, blank ones too, so it may skip."""

    index: int
    text: str
    is_tag: bool
    kind: str
    """The kind of section it stands in: verse, prechorus, chorus, bridge, intro, outro,
    instrumental, or "" before the first tag."""
    section: int
    """The number of its section; everything before the first tag is section 0."""
    place: int
    """How manyth line of its section it is."""
    said: tuple[Said, ...] = ()
    times: int = 1
    """How often it is sung in a row ("x2")."""


def parse(lyrics: str) -> tuple[Line, ...]:
    """Non-blank lines in order."""
    lines: list[Line] = []
    kind, section, place = "", 0, 0
    for index, raw in enumerate(re.split(r"\r\n|\r|\n", lyrics)):
        text = " ".join(raw.split())
        if not text:
            continue
        tag = _tag(text)
        if tag is not None:
            kind, section, place = kind_of(tag) or kind, section + 1, 0
            lines.append(Line(index, text, True, kind, section, 0))  # noqa: FBT003
            continue
        begins = _LEADING.match(text)
        if begins and kind_of(begins.group(1)):
            kind, section, place = kind_of(begins.group(1)), section + 1, 0
        said, times = _said(text)
        lines.append(Line(index, text, False, kind, section, place, said, times))  # noqa: FBT003
        place += 1
    return tuple(lines)


def kind_of(tag: str) -> str:
    """What kind of section a tag names, "" for mere directions."""
    lower = tag.lower()
    return next((kind for kind, pattern in _KINDS if pattern.search(lower)), "")


def _tag(text: str) -> str | None:
    """The words of a line that is a tag."""
    plain = text.strip("*#_ ")
    bracketed = _BRACKETED.match(plain)
    if bracketed and "]" not in bracketed.group(1):
        return bracketed.group(1)
    return plain if _BARE.match(plain) else None


def _said(text: str) -> tuple[tuple[Said, ...], int]:
    """Who sings what, and how often; chords and directions in brackets are not sung."""
    text = _INLINE.sub(" ", _CHORD.sub("", text))
    times = _TIMES.search(text)
    if times:
        text = text[: times.start()]
    parts: list[Said] = []
    at = 0
    for match in _PARENTHESES.finditer(text):
        parts += [Said(text[at : match.start()], False), Said(match.group(1), True)]  # noqa: FBT003
        at = match.end()
    parts.append(Said(text[at:].replace("(", " ").replace(")", " "), False))  # noqa: FBT003
    kept = tuple(part for part in parts if re.search(r"\w", part.text))
    count = int(next(filter(None, times.groups()))) if times else 1
    return kept, max(1, min(_MOST_TIMES, count))
