"""What the model is told about a song: its caption, words and measures, from order and analysis."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from remixes.analysis.song import Song

_TAG = re.compile(r"^\s*\[[^\]]+\]", re.MULTILINE)
_SUNG = frozenset({"verse", "chorus", "bridge"})
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_SLOWEST, _FASTEST = 30, 300
_VOICES = {"male": "male vocals", "female": "female vocals", "neutral": "androgynous vocals"}
INSTRUMENTAL = "[Instrumental]"
VOCALISE = "ooh ooh, ah ah\nooh, ah"


@dataclass(frozen=True)
class Conditions:
    """Text and measures as ACE-Step 1.5 takes them; None is left for the model to find."""

    caption: str
    lyrics: str
    language: str
    bpm: int | None
    key: str
    meter: str


def conditions(song: Song, caption: str, lyrics: str) -> Conditions:
    """Lyrics come with their section tags; a song without a pulse tells no tempo."""
    known = song.has_pulse and _SLOWEST <= song.bpm <= _FASTEST
    return Conditions(
        caption,
        lyrics,
        language_of(lyrics),
        round(song.bpm) if known else None,
        str(song.key),
        str(song.meter),
    )


def voiced(caption: str, gender: str) -> str:
    """The caption with who sings, in plain words."""
    voice = _VOICES.get(gender, "")
    return f"{caption}, {voice}" if voice else caption


def with_sections(lyrics: str, labels: Sequence[str]) -> str:
    """Lyrics with a tag over every stanza: their own, else those of the song's sung sections.

    `labels` name the song's sections in order: "intro", "verse", "chorus", ... or "" for unknown.
    """
    text = lyrics.strip()
    if not text or _TAG.search(text):
        return text
    stanzas = [part.strip() for part in re.split(r"\n\s*\n", text)]
    sung = [label for label in labels if label in _SUNG]
    tagged = zip(chain(sung, repeat("verse")), stanzas, strict=False)
    return "\n\n".join(f"[{label.capitalize()}]\n{stanza}" for label, stanza in tagged)


def without_words(labels: Sequence[str], words: str = "") -> str:
    """The song's form as tags, with `words` (a vocalise) under every one or none at all."""
    tags = [f"[{label.capitalize()}]" for label in labels if label]
    if words:
        return "\n\n".join(f"{tag}\n{words}" for tag in tags or ["[Verse]"])
    return "\n\n".join([INSTRUMENTAL, *tags])


def language_of(lyrics: str) -> str:
    """A language code by script; other scripts count as English."""
    return next((code for code, letters in _SCRIPTS if letters.search(lyrics)), "en")
