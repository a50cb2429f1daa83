"""Phrases of a prompt that mean something, longest first, slips forgiven; knows no grammar."""

from collections.abc import Iterator
from dataclasses import dataclass

from remixes.engine.music.prompt.lexicon import Entry, Meaning, longest, look_up
from remixes.engine.music.prompt.lists import fold
from remixes.engine.music.prompt.spelling import meant
from remixes.engine.music.prompt.tokens import Token
from remixes.engine.music.prompt.vocabulary import is_common

STYLE_KINDS = ("names", "forms", "artists", "hints")
PLAYER_KINDS = ("part", "chords", "arp", "lead", "bassist")
_INSIDE = {"-", "/"}
_MOST_SLIPS = 40
"""Corrections that are looked for in one prompt: a long text costs no more than a sentence."""
_SURE_LENGTH = 8


@dataclass(frozen=True)
class Mention:
    """Words first..stop (of the English tokens) and what they mean; `said` is how."""

    first: int
    stop: int
    meanings: tuple[Meaning, ...]
    said: str

    def values(self, *kinds: str) -> list[str]:
        """What it names of the given kinds."""
        return [meaning.value for meaning in self.meanings if meaning.kind in kinds]

    def has(self, *kinds: str) -> bool:
        """Whether it names anything of the given kinds."""
        return any(meaning.kind in kinds for meaning in self.meanings)

    @property
    def sort(self) -> str:
        """What lists of unwanted things are made of: op, part, player, style or trait."""
        if self.has("op"):
            return "op"
        if self.has("part", "absent"):
            return "part"
        if self.has(*PLAYER_KINDS):
            return "player"
        return "style" if self.has("names", "forms", "artists") else "trait"


def mentions(words: list[Token]) -> list[Mention]:
    """All that is known in a prompt, in order and without overlaps."""
    found: list[Mention] = []
    at, tries = 0, _MOST_SLIPS
    while at < len(words):
        entry, used = _known(words, at)
        if not entry and tries and not words[at].is_mark:
            entry, used = _misspelt(words, at)
            tries -= 1
        if entry:
            found.append(Mention(at, at + used, entry.meanings, _said(words[at : at + used])))
        at += used or 1
    return found


def _known(words: list[Token], at: int) -> tuple[Entry | None, int]:
    for stop in range(min(len(words), at + 2 * longest()), at, -1):
        window = _joined(words, at, stop)
        entry = look_up(*window) if window else None
        if entry:
            return entry, stop - at
    return None, 0


def _misspelt(words: list[Token], at: int) -> tuple[Entry | None, int]:
    for stop in range(min(len(words), at + 3), at, -1):
        window = _joined(words, at, stop)
        if not window or not _may_be_a_slip(words[at:stop], *window):
            continue
        word = meant(*window)
        if word:
            return look_up(word, 1), stop - at
    return None, 0


def _may_be_a_slip(window: list[Token], joined: str, parts: int) -> bool:
    """One unknown word, or several that only together are nearly an entry."""
    strange = any(not is_common(token.text) for token in window if not token.is_mark)
    return strange or (parts > 1 and len(joined) >= _SURE_LENGTH)


def _joined(words: list[Token], first: int, stop: int) -> tuple[str, int] | None:
    """The words as one, hyphens ignored; None across other marks or from or to a hyphen."""
    window = words[first:stop]
    if window[0].is_mark or window[-1].is_mark:
        return None
    kept = [token.text for token in window if token.text not in _INSIDE]
    if any(token.is_mark and token.text not in _INSIDE for token in window):
        return None
    return "".join(kept), len(kept)


def _said(window: list[Token]) -> str:
    """As in the prompt; behind the English for it where that is in another language."""
    kept = [token for token in window if token.text not in _INSIDE]
    said = " ".join(dict.fromkeys(token.said for token in kept))
    english = " ".join(token.text for token in kept)
    if any(fold(token.said) != token.text for token in kept):
        return f"{english} ({said})"
    return "".join(_spaced(window))


def _spaced(window: list[Token]) -> Iterator[str]:
    """The words with the hyphens and spaces that were between them."""
    for number, token in enumerate(window):
        beside = window[number - 1].text in _INSIDE or token.text in _INSIDE
        yield token.said if number == 0 or beside else f" {token.said}"
