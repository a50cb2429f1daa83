"""Which words mean what: styles, traits, players and grammar by the joined word; no sentences."""

from dataclasses import dataclass
from functools import cache

from remixes.engine.music.prompt.lists import WordList, keys, read_list

Name = str

_RANKS = ("names", "artists", "forms", "hints")
_INHERITED = {"chords", "arp", "lead", "mood", "energy", "pace", "swing", "texture"}
_ENDINGS = ("s", "es", "e", "er", "en", "em", "ly")
_GENDERS = ("as", "os", "a", "o")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Meaning:
    """One thing that a word can mean: a kind such as "mood", and which."""

    kind: Name
    value: Name


@dataclass(frozen=True)
class Entry:
    """Everything that a joined word means; `parts` is the most words it may be written as."""

    meanings: tuple[Meaning, ...]
    parts: int


@cache
def lexicon() -> dict[str, Entry]:
    """All entries; loaded at first use."""
    found: dict[str, Entry] = {}
    for style, groups in read_list("styles").items():
        for rank in _RANKS:
            _put(found, Meaning(rank, style), groups[rank])
    for name in ("traits", "grammar"):
        _put_all(found, read_list(name))
    _inherit(found)
    return found


@cache
def longest() -> int:
    """Most words that one entry may take."""
    return max(entry.parts for entry in lexicon().values())


def look_up(joined: str, parts: int) -> Entry | None:
    """The entry of so many joined words; single words may carry an ending."""
    entry = _exact(joined, parts)
    if entry:
        return entry
    for stem in _stems(joined):
        entry = _exact(stem, parts)
        if entry and not any(m.kind in {"op", "absent"} for m in entry.meanings):
            return entry
    return None


def _exact(joined: str, parts: int) -> Entry | None:
    entry = lexicon().get(joined)
    return entry if entry and parts <= entry.parts else None


def _stems(word: str) -> list[str]:
    stems = [word.removesuffix(end) for end in _ENDINGS if word.endswith(end)]
    for end in _GENDERS:
        if word.endswith(end):
            stems.append(word.removesuffix(end) + "o")
    return [stem for stem in stems if len(stem) >= _SHORTEST_STEM and stem.isascii()]


def _put_all(found: dict[str, Entry], sections: WordList) -> None:
    for kind, values in sections.items():
        for value, words in values.items():
            _put(found, Meaning(kind, value), words)


def _inherit(found: dict[str, Entry]) -> None:
    """ "Dream pop" is dreamy and a "guitar solo" has a guitar: traits and players of the parts."""
    for groups in read_list("styles").values():
        for words in (groups["names"], groups["forms"], groups["hints"]):
            for word in words.split():
                for part in keys(word.replace("-", " ")) if "-" in word else ():
                    own = found.get(part.joined, Entry((), 1)).meanings
                    _add(found, word, [one for one in own if one.kind in _INHERITED])


def _add(found: dict[str, Entry], word: str, meanings: list[Meaning]) -> None:
    for meaning in meanings:
        _put(found, meaning, word)


def _put(found: dict[str, Entry], meaning: Meaning, words: str) -> None:
    for key in keys(words):
        old = found.get(key.joined, Entry((), 1))
        kept = tuple(one for one in old.meanings if one != meaning)
        found[key.joined] = Entry((*kept, meaning), max(old.parts, key.parts))
