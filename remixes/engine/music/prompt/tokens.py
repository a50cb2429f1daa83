"""A prompt cut into words without accents, other languages put into English; knows no meanings."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from remixes.engine.music.prompt.lists import fold, keys, read_list
from remixes.engine.music.prompt.vocabulary import is_common

_LONGEST = 2000
"""Characters of a prompt that are read; the rest can hardly be about style."""
_WORD = re.compile(r"[^\W_]+(?:['&][^\W_]+)*|[&+@]|[^\w\s]")
_UNSPACED = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'") | {"\u3001": ",", "\u3002": "."}
)
_WITHOUT = ((re.compile(r"\bw/o(?:ut)?\b"), "without"), (re.compile(r"\bw/(?=\s|\w)"), "with "))
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_MOST_WORDS = 5
_ENDINGS = ("es", "er", "en", "em", "e", "n", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Token:
    """A word: `text` to be looked up, `said` as the prompt has it (shared by its translations)."""

    text: str
    said: str
    place: int
    """Which word of the prompt it was; translations of one phrase share it."""
    start: int = 0

    @property
    def is_mark(self) -> bool:
        """Whether it separates rather than says."""
        return not self.text[0].isalnum() and self.text not in {"&", "+"}


def plain(prompt: str) -> str:
    """Lower case, compatible characters unified, typographic signs made simple."""
    text = unicodedata.normalize("NFKC", prompt[:_LONGEST]).translate(_SIGNS).lower()
    text = _INITIALS.sub(r"\1", text)
    for pattern, word in _WITHOUT:
        text = pattern.sub(word, text)
    return text


def tokens(text: str) -> list[Token]:
    """The words of plain text in English."""
    raw = [
        Token(fold(word) or word, word, place, start)
        for place, (word, start) in enumerate(_split(text))
    ]
    return list(_translated(raw))


def _split(text: str) -> Iterator[tuple[str, int]]:
    for match in _WORD.finditer(text):
        word = match.group()
        if _HAS_UNSPACED.search(word):
            yield from _unspaced(word, match.start())
        else:
            yield word, match.start()


def _unspaced(run: str, at: int) -> Iterator[tuple[str, int]]:
    """Known words of scripts without spaces, and what lies between them."""
    end = 0
    for match in _unspaced_words().finditer(run):
        if match.start() > end:
            yield run[end : match.start()], at + end
        yield match.group(), at + match.start()
        end = match.end()
    if end < len(run):
        yield run[end:], at + end


@cache
def _glossary() -> dict[str, tuple[str, ...]]:
    """English words by the joined foreign ones."""
    found: dict[str, tuple[str, ...]] = {}
    for section in read_list("glossary").values():
        for english, foreign in section.items():
            words = tuple(re.split(r"[_-]", english))
            for key in keys(foreign):
                found.setdefault(key.joined, words)
    return found


@cache
def _unspaced_words() -> re.Pattern[str]:
    words = [word for word in _glossary() if _HAS_UNSPACED.search(word)]
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, ordered), r"[0-9a-z]+"]))


def _translated(raw: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(raw):
        words, used = _english(raw, at)
        if used:
            said = " ".join(token.said for token in raw[at : at + used])
            for word in words:
                yield Token(word, said, raw[at].place, raw[at].start)
        else:
            yield raw[at]
        at += used or 1


def _english(raw: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """The translation of the longest phrase that begins here, and its length."""
    for used in range(min(_MOST_WORDS, len(raw) - at), 0, -1):
        window = raw[at : at + used]
        if any(token.is_mark and token.text != "-" for token in window):
            continue
        joined = "".join(token.text for token in window if token.text != "-")
        words = _glossary().get(joined) or (_inflected(joined) if used == 1 else None)
        if words and raw[at].text != "-":
            return words, used
    return (), 0


def _inflected(word: str) -> tuple[str, ...] | None:
    """The translation of a word that is listed with another ending; English words have none."""
    if is_common(word) or not word.isalnum():
        return None
    stems = (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))
    found = (_glossary().get(stem) for stem in stems if len(stem) >= _SHORTEST_STEM)
    return next((words for words in found if words), None)
