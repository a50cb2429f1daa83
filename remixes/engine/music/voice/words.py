"""Lyrics' spelling as words that can be read aloud: shouts, drawn-out vowels, hums, dialect."""

import re
import unicodedata

from remixes.engine.music.voice.phonemes import is_known

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*['\u2019]?")
_DRAWN = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_HUM = re.compile(r"^(?:h+m+|m{2,}h*m*)$", re.IGNORECASE)
_HUSH = re.compile(r"^(?:s+h{2,}|p+s+t+|b+r{2,}|g+r{2,}|t+s+k+|s+k+r+t+|z{2,})$", re.IGNORECASE)
_BREATHED = re.compile(r"h{2,}$", re.IGNORECASE)
_CALLS = frozenset({"ooh", "aah", "whoo", "woo", "boo", "goo", "good", "feel", "need", "moon"})
"""What keeps its double vowel when it is drawn out."""
_SPELLED = frozenset({"dj", "mc", "tv", "usa", "uk", "nyc", "la", "dc", "ok", "vip", "cd", "suv"})
_DROPPED_G = re.compile(r"in['\u2019]$", re.IGNORECASE)
_SYMBOLS = ("So", "Sk", "Cs", "Co", "Cn", "Cf", "Cc", "Lm")
_MARKS = str.maketrans(
    dict.fromkeys("~*_#|<>^=\\", " ") | {"/": " ", "`": "'", "\u0130": "I"}  # its small form is two
)
_LONG_NUMBER = re.compile(r"\d[\d.,]{12,}")
"""What nobody reads as one number, and the reader has no words for."""


def readable(text: str) -> str:
    """The text for the reader: no emoji or mark-up, "SOOOO" as "so", "mmm" as a hum."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(" " if unicodedata.category(c) in _SYMBOLS else c for c in plain)
    plain = plain.translate(_MARKS)
    plain = _LONG_NUMBER.sub(lambda match: " ".join(re.findall(r"\d", match.group())), plain)
    shouted = not any(c.islower() for c in plain) and len(plain.split()) > 1
    plain = _WORD.sub(lambda match: _spelled(match.group(), shouted=shouted), plain)
    return " ".join(plain.split())


def _spelled(word: str, *, shouted: bool) -> str:
    if _HUM.match(word):
        return "um"
    if _HUSH.match(word):
        return " "
    word = _BREATHED.sub("h", word)
    if _DRAWN.search(word):
        word = _undrawn(word)
    if word.isupper() and len(word) > 1:
        word = _calmed(word, shouted=shouted)
    if _DROPPED_G.search(word) and len(word) > 4:
        return word[:-1]
    return word.rstrip("'\u2019") or " "


def _undrawn(word: str) -> str:
    """ "loooove" is love, "ooooh" is ooh; what no dictionary has keeps two letters."""
    once, twice = _DRAWN.sub(r"\1", word), _DRAWN.sub(r"\1\1", word)
    if twice.lower() in _CALLS:
        return twice
    return once if is_known(once.lower()) else twice


def _calmed(word: str, *, shouted: bool) -> str:
    """Shouted words are read as words, abbreviations by their letters."""
    lower = word.lower()
    if lower in _SPELLED and not (shouted and lower == "la"):
        return word
    return lower if shouted or is_known(lower) or len(word) > 4 else word
