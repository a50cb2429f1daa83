"""Lyrics as lines and syllables; knows nothing of time or pitch."""

import re
import unicodedata
from dataclasses import dataclass

_TAG = re.compile(r"^\[.*\]$|^\(?(?:verse|chorus|bridge|intro|outro|hook)\s*\d*\)?:?$", re.I)
_VOWELS = re.compile(r"[aeiouyäöüàáâãåèéêëìíîïòóôõøùúûæœ]+", re.I)
_SILENT_E = re.compile(r"^[a-z']*[^l\Wei]e$")
_WIDE = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_SHAPES = {"a": "ah", "e": "eh", "i": "ee", "y": "ee", "o": "oh", "u": "oo"}


@dataclass(frozen=True)
class Line:
    """One line as given; `index` counts all lines, blank ones too, so it may skip."""

    index: int
    text: str
    is_tag: bool
    section: str
    """The kind of section it stands in, "" before the first tag; chorus and chorus are alike."""
    place: int
    """How manyth line of its section it is."""


def parse(lyrics: str) -> tuple[Line, ...]:
    """Non-blank lines in order."""
    lines = []
    section, place = "", 0
    for index, raw in enumerate(re.split(r"\r\n|\r|\n", lyrics)):
        text = " ".join(raw.split())
        if not text:
            continue
        is_tag = bool(_TAG.match(text))
        if is_tag:
            section, place = re.sub(r"[^a-z]", "", text.lower()), 0
        lines.append(Line(index, text, is_tag, section, place))
        place += not is_tag
    return tuple(lines)


def syllables(text: str) -> tuple[str, ...]:
    """The vowel (ah, eh, ee, oh, oo) of every syllable; at least one for a line with letters."""
    out: list[str] = []
    for word in re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+", text):
        out += _of_word(word)
    return tuple(out)


def _of_word(word: str) -> list[str]:
    if word.isdigit():
        return ["ah"] * len(word)
    if any(unicodedata.name(c, "").startswith(_WIDE) for c in word):
        return ["ah"] * len(word)
    lower = word.lower()
    groups = [match.group() for match in _VOWELS.finditer(lower)]
    if len(groups) > 1 and _SILENT_E.search(lower):
        groups.pop()
    if not groups:
        return ["ah"] * max(1, len(word) // 4 if word.isascii() else len(word) // 2)
    return [_vowel(group) for group in groups]


def _vowel(group: str) -> str:
    plain = unicodedata.normalize("NFD", group)[0]
    if group in {"ee", "ea", "ie"}:
        return "ee"
    if group in {"oo", "ou"}:
        return "oo"
    return _SHAPES.get(plain, "ah")
