"""Lyrics as lines, sections and who sings what; knows nothing of time, pitch or sound."""

import re
from collections import Counter
from collections.abc import Iterator
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
_TIMES = re.compile(
    r"(?<!\w)\(?\s*(?:(?:[x\u00d7]\s?|X)(\d{1,2})|(\d{1,2})\s?[xX\u00d7])\s*\)?[.!]*$"
)
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
    """The kind of section it stands in or begins: verse, prechorus, chorus, bridge, intro, outro,
    instrumental, or "" before the first of these and for tags that begin none."""
    section: int
    """The number of its section, from 0."""
    place: int = 0
    """How manyth line of its section it is."""
    said: tuple[Said, ...] = ()
    times: int = 1
    """How often it is sung in a row ("x2")."""


def parse(lyrics: str) -> tuple[Line, ...]:
    """Non-blank lines in order; where no tag names a section, blank lines part them."""
    rows = [" ".join(row.split()) for row in re.split(r"\r\n|\r|\n", lyrics)]
    if any(_named(row) for row in rows):
        return tuple(_tagged(rows))
    return tuple(_untagged(rows))


def _tagged(rows: list[str]) -> Iterator[Line]:
    kind, section, place = "", 0, 0
    for index, text in enumerate(rows):
        if not text:
            continue
        begins = _begins(rows, index)
        if begins:
            kind = _named(text) or (kind if kind != "instrumental" else "")
            section, place = section + 1, 0
        if _tag(text) is not None:
            yield Line(index, text, is_tag=True, kind=kind if begins else "", section=section)
            continue
        yield _sung(index, text, kind, section, place)
        place += 1


def _begins(rows: list[str], index: int) -> bool:
    """Whether a row begins a section; a tag of any other kind among lines is a direction."""
    is_apart = index == 0 or not rows[index - 1]
    return bool(_named(rows[index])) or (is_apart and _tag(rows[index]) is not None)


def _untagged(rows: list[str]) -> Iterator[Line]:
    """A stanza that comes again is the chorus, the others are verses."""
    stanzas: list[list[tuple[int, str]]] = [[]]
    for index, text in enumerate(rows):
        if text:
            stanzas[-1].append((index, text))
        elif stanzas[-1]:
            stanzas.append([])
    if all(len(stanza) < 2 for stanza in stanzas):
        # Blank lines between all lines part nothing.
        stanzas = [[line for stanza in stanzas for line in stanza]]
    heard = Counter(_words(stanza) for stanza in stanzas if stanza)
    for section, stanza in enumerate(stanzas):
        kind = "chorus" if heard[_words(stanza)] > 1 else "verse"
        place = 0
        for index, text in stanza:
            if _tag(text) is not None:
                yield Line(index, text, is_tag=True, kind="", section=section)
                continue
            yield _sung(index, text, kind, section, place)
            place += 1


def _sung(index: int, text: str, kind: str, section: int, place: int) -> Line:
    said, times = _said(text)
    return Line(index, text, False, kind, section, place, said, times)  # noqa: FBT003


def _words(stanza: list[tuple[int, str]]) -> tuple[str, ...]:
    lines = (text for _, text in stanza if _tag(text) is None)
    return tuple(re.sub(r"\W+", " ", line.lower()).strip() for line in lines)


def _named(text: str) -> str:
    """The kind of section that a line is the tag of or begins with the tag of, "" for none."""
    tag = _tag(text)
    if tag is not None:
        return _kind_of(tag)
    leading = _LEADING.match(text)
    return _kind_of(leading.group(1)) if leading else ""


def _kind_of(tag: str) -> str:
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
