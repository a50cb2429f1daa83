"""What a prompt asks for: style, tempo, what to leave out or bring in; words only, no models."""

import re
from dataclasses import dataclass

from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.styles import Style

DEFAULT = "pop"

_STRONG, _HINT, _ADDITION = 2.2, 0.8, 0.15
_SLOWER = ("slow", "slower", "slowed", "slow-motion", "laid-back", "downtempo", "lazy", "langsam")
_FASTER = ("fast", "faster", "sped-up", "uptempo", "up-tempo", "speedy", "double-time", "schnell")
_HALF = ("half-time", "halftime", "half-speed")
_PARTS = {
    "drums": ("drums", "drum", "beat", "beats", "percussion", "drumless", "kick", "snare"),
    "bass": ("bass", "bassline", "sub", "808"),
    "chords": ("chords", "keys", "pads", "harmony", "piano", "guitar", "guitars"),
    "arp": ("arp", "arps", "arpeggio", "arpeggios", "melody", "bells"),
    "vocals": ("vocals", "vocal", "voice", "voices", "singing", "singer", "lyrics"),
}
_INSTRUMENTS = {
    "electric piano": ("rhodes", "electric-piano", "epiano", "wurlitzer"),
    "piano": ("piano", "pianos", "grand-piano"),
    "organ": ("organ", "hammond"),
    "strings": ("strings", "violin", "violins", "cello"),
    "nylon guitar": ("nylon-guitar", "classical-guitar"),
    "steel guitar": ("acoustic-guitar", "steel-guitar"),
    "clean guitar": ("guitar", "guitars", "electric-guitar"),
    "distorted guitar": ("distorted-guitar", "distortion", "power-chords"),
    "brass": ("brass", "horns", "trumpet", "trumpets", "trombone"),
    "supersaw": ("supersaw", "supersaws", "synths"),
    "warm pad": ("pad", "pads"),
}
_ARPS = {
    "bells": ("bells", "glockenspiel", "chimes"),
    "vibraphone": ("vibraphone", "vibes"),
    "marimba": ("marimba", "xylophone", "kalimba"),
    "music box": ("music-box", "celesta"),
    "harp": ("harp",),
    "flute": ("flute", "pan-flute"),
    "pluck": ("pluck", "plucks", "arp", "arpeggio", "arps"),
}
_COLOURS = {
    "dark": ("dark", "darker", "moody", "gloomy", "noir", "mysterious", "sinister"),
    "bright": ("bright", "brighter", "sparkling", "crisp", "shiny"),
    "wide": ("reverb", "spacious", "huge", "cathedral", "dreamy", "washed", "echo"),
    "dry": ("dry", "intimate", "close"),
    "heavy bass": ("heavy-bass", "deep-bass", "big-bass", "bass-heavy", "bass-boosted", "subby"),
    "hard drums": ("hard-drums", "big-drums", "heavy-drums", "punchy", "hard-hitting"),
}
_NOT = re.compile(
    r"\b(?:no|without|sans|minus|remove|drop the|lose the|avoid|less|don'?t want|not too|not)\s+"
    r"((?:any |the |too much |too many )?[\w&'-]+"
    r"(?:(?:\s*,\s*|\s+(?:and|or|nor|&)\s+)(?:no |any |the )?[\w&'-]+)*)"
)
_BPM = re.compile(r"\b(\d{2,3}(?:\.\d+)?)\s*-?\s*bpm\b|\bbpm\s*[:=]?\s*(\d{2,3}(?:\.\d+)?)\b")
_TIMES = re.compile(r"\(?\breplace\b[^)]*\)?")


@dataclass(frozen=True)
class Wish:
    """A read prompt. `bpm` is what was asked for in numbers; `pace` is -1, 0 or 1."""

    style: Style
    heard: tuple[str, ...]
    bpm: float | None = None
    pace: int = 0
    is_half_time: bool = False
    absent: frozenset[str] = frozenset()
    chords: str = ""
    arp: str = ""
    colours: frozenset[str] = frozenset()
    named_style: bool = False
    energy: int = 0
    moods: frozenset[str] = frozenset()
    era: str = ""
    instruments: tuple[str, ...] = ()
    blend: Style | None = None
    swing: bool | None = None
    texture: bool = False


def read(prompt: str) -> Wish:
    """Understand a prompt; one without a known word gets the default style, `heard` empty."""
    text = " " + re.sub(r"\s+", " ", _TIMES.sub(" ", prompt.lower().replace("\u2019", "'"))) + " "
    absent, gone = _absences(text)
    wanted = _blanked(text, gone)
    heard: dict[int, str] = {}
    style = _style(wanted, heard)
    bpm = _bpm(wanted, heard)
    half = _any(wanted, _HALF, heard)
    pace = _any(wanted, _FASTER, heard) - (_any(wanted, _SLOWER, heard) or half)
    chords = _first(wanted, _INSTRUMENTS, heard)
    arp = _first(wanted, _ARPS, heard)
    colours = frozenset(name for name, words in _COLOURS.items() if _any(wanted, words, heard))
    said = _apart(heard) + [f"no {part}" for part in sorted(absent)]
    return Wish(
        STYLES[style or DEFAULT],
        tuple(dict.fromkeys(said)),
        bpm,
        int(pace),
        half,
        absent,
        chords,
        arp,
        colours,
        bool(style),
    )


def _apart(heard: dict[int, str]) -> list[str]:
    """The words in order, without those inside a longer one that was understood."""
    said, until = [], 0
    for start in sorted(heard):
        if start >= until:
            said.append(heard[start])
            until = start + len(heard[start])
    return said


def _hear(heard: dict[int, str], match: re.Match[str]) -> None:
    word = match.group().strip()
    heard[match.start()] = max(word, heard.get(match.start(), ""), key=len)


def _pattern(word: str) -> re.Pattern[str]:
    """The word alone; a hyphen in the lexicon stands for hyphen, space or nothing."""
    body = re.escape(word).replace(r"\-", r"[\s-]?")
    return re.compile(rf"(?<![\w-]){body}(?![\w-])")


def _any(text: str, words: tuple[str, ...], heard: dict[int, str]) -> bool:
    found = False
    for word in words:
        for match in _pattern(word).finditer(text):
            _hear(heard, match)
            found = True
    return found


def _first(text: str, table: dict[str, tuple[str, ...]], heard: dict[int, str]) -> str:
    """The entry whose longest word matches."""
    best = (0, "")
    for name, words in table.items():
        for word in words:
            if _any(text, (word,), heard):
                best = max(best, (len(word), name))
    return best[1]


def _absences(text: str) -> tuple[frozenset[str], list[tuple[int, int]]]:
    """Parts that must be silent, and the stretches of text that said so."""
    absent, gone = set(), []
    for match in _NOT.finditer(text):
        gone.append(match.span())
        words = re.findall(r"[\w&'-]+", match.group(1))
        absent |= {part for part, names in _PARTS.items() if set(names) & set(words)}
    for part, word in (("drums", "drumless"), ("vocals", "instrumental")):
        if _pattern(word).search(text):
            absent.add(part)
    return frozenset(absent), gone


def _blanked(text: str, gone: list[tuple[int, int]]) -> str:
    for start, stop in gone:
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def _bpm(text: str, heard: dict[int, str]) -> float | None:
    match = _BPM.search(text)
    if not match:
        return None
    bpm = float(match.group(1) or match.group(2))
    if not 40 <= bpm <= 240:
        return None
    heard[match.start()] = f"{bpm:g} bpm"
    return bpm


def _style(text: str, heard: dict[int, str]) -> str:
    scores = dict.fromkeys(STYLES, 0.0)
    for name, style in STYLES.items():
        for words, weight in ((style.words, _STRONG), (style.hints, _HINT)):
            for word in words.split():
                scores[name] += _score(text, word, weight, heard)
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else ""


def _score(text: str, word: str, weight: float, heard: dict[int, str]) -> float:
    """Earlier mentions and longer names count a little more."""
    total = 0.0
    for match in _pattern(word).finditer(text):
        _hear(heard, match)
        early = _ADDITION * (1 - match.start() / max(1, len(text)))
        total += weight * (1 + early + 0.1 * word.count("-"))
    return total
