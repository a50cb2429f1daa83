"""What a style is: tempo range, band, feel, room and balance, as plain values.

Steps are sixteenths; a pattern of sixteen is a bar of four beats, one of thirty-two two bars.
`X` is an accent, `x` a normal hit, `o` a ghost, `.` a rest, `r` two hits in the time of one step,
`t` three in the time of two.
"""

from dataclasses import dataclass, field
from typing import Literal

STRENGTH = {"X": 1.0, "x": 0.78, "o": 0.42, "r": 0.7, "t": 0.66}

Hits = tuple[str, str]
"""(drum, steps)."""
Fill = Literal["snare", "toms", "claps", "rolls", "breaks", "stops", "none"]
Moves = Literal[
    "root",
    "octave",
    "octaves",
    "fifth",
    "walk",
    "bounce",
    "boogie",
    "tumbao",
    "riff",
    "arpeggio",
]
Tones = Literal["triad", "seventh", "dominant", "ninth", "shell", "power", "open"]
Drama = Literal["song", "club", "drift"]


@dataclass(frozen=True)
class Drums:
    """A drum pattern by role; `extra` joins at full energy, the snare when the band is in."""

    kick: Hits | None = None
    snare: Hits | None = None
    hat: Hits | None = None
    extra: tuple[Hits, ...] = ()
    fill: Fill = "snare"
    has_crash: bool = True


@dataclass(frozen=True)
class Bass:
    """A bass line: instrument, steps, how it moves, and how often it leads into the next chord."""

    instrument: str
    steps: str
    moves: Moves = "root"
    approach: float = 0.0
    ring: float = 0.92


@dataclass(frozen=True)
class Comp:
    """Chords: instrument, steps, which tones, and how long they ring as a share of their gap.

    `breathes` is the chance that an unaccented stroke is left out; `pushes` plays the next chord
    already on the last eighth of a bar.
    """

    instrument: str
    steps: str
    tones: Tones = "triad"
    ring: float = 0.95
    centre: int = 62
    strum_s: float = 0.0
    breathes: float = 0.0
    pushes: bool = False


@dataclass(frozen=True)
class Arp:
    """Single chord tones on every `every`-th sixteenth, played with a certain chance."""

    instrument: str
    every: int = 2
    chance: float = 1.0
    order: tuple[int, ...] = (0, 1, 2, 3, 2, 1)
    centre: int = 74


@dataclass(frozen=True)
class Band:
    """Who plays in one version."""

    drums: Drums
    bass: Bass
    chords: Comp
    arp: Arp | None = None
    pad: str = ""
    lead: str = "voice ah"
    counter: str = ""
    """Who answers in the gaps of the lead and over full passages; nobody if empty."""


@dataclass(frozen=True)
class Layer:
    """What happens to the song itself: drums taken down (0..1), filters in Hz, gain in dB."""

    drums_down: float = 0.9
    high_pass_hz: float = 140
    low_pass_hz: float = 0
    gain_db: float = 0.0


@dataclass(frozen=True)
class Style:
    """One style: `tempo` in BPM (low, high), `swing` 0.5 straight to 0.67 triplet."""

    name: str
    label: str
    tempo: tuple[float, float]
    bands: tuple[Band, Band]
    swing: float = 0.5
    swings_eighths: bool = False
    lay_back_s: float = 0.0
    """How far the snare drags behind the beat."""
    looseness: float = 1.0
    """How uneven the hands are: 0 for machines, 1 for players."""
    drama: Drama = "song"
    """Whether a version follows the song, builds towards drops, or drifts."""
    layer: Layer = field(default_factory=Layer)
    room: tuple[float, float] = (1.2, 0.14)
    """Reverb time in seconds and its share."""
    pump: float = 0.0
    """How deep everything ducks under the kick, 0..1."""
    balance: dict[str, float] = field(default_factory=dict)
    """dB of each stem against the song's layer: drums, bass, chords, arp, pad, counter."""
    leans: int = 0
    """-1 rather slows a song down, 1 rather speeds it up, 0 stays close."""
    has_crackle: bool = False
