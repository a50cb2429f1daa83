"""What a style is: tempo range, band, room and balance, as plain values; steps are sixteenths.

In a pattern `X` is an accent, `x` a normal hit, `o` a ghost and `.` a rest.
"""

from dataclasses import dataclass, field

STRENGTH = {"X": 1.0, "x": 0.78, "o": 0.42}


@dataclass(frozen=True)
class Drums:
    """A drum pattern by role; each is (drum, sixteen steps). `extra` joins at full energy."""

    kick: tuple[str, str] | None = None
    snare: tuple[str, str] | None = None
    hat: tuple[str, str] | None = None
    extra: tuple[tuple[str, str], ...] = ()
    fill: str = "snare"
    """What fills are played on: snare, toms, claps or none."""
    has_crash: bool = True


@dataclass(frozen=True)
class Bass:
    """A bass line: instrument, steps, and how it moves (root, octave, fifth, walk, bounce)."""

    instrument: str
    steps: str
    moves: str = "root"


@dataclass(frozen=True)
class Comp:
    """Chords: instrument, steps, which tones (triad, seventh, power) and how long they ring."""

    instrument: str
    steps: str
    tones: str = "triad"
    ring: float = 0.95
    centre: int = 62
    strum_s: float = 0.0


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
    words: str
    """Words that name it, strongest first; what the prompt is searched for."""
    hints: str = ""
    """Words that only suggest it."""
    swing: float = 0.5
    swings_eighths: bool = False
    layer: Layer = field(default_factory=Layer)
    room: tuple[float, float] = (1.2, 0.14)
    """Reverb time in seconds and its share."""
    pump: float = 0.0
    """How deep everything ducks under the kick, 0..1."""
    balance: dict[str, float] = field(default_factory=dict)
    """dB of each stem against the song's layer: drums, bass, chords, arp, pad."""
    leans: int = 0
    """-1 rather slows a song down, 1 rather speeds it up, 0 stays close."""
    has_crackle: bool = False
