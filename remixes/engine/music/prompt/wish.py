"""What was understood of a prompt, as values; knows neither words nor sound."""

from dataclasses import dataclass

from remixes.engine.music.styles import Style


@dataclass(frozen=True)
class Wish:
    """A read prompt. Every field but `style` and `heard` may be empty: then nothing was said."""

    style: Style
    heard: tuple[str, ...]
    """What was understood, in plain words and in order; nothing that changes nothing."""
    bpm: float | None = None
    """The tempo asked for in numbers."""
    pace: int = 0
    """-1 slower, 0, 1 faster."""
    is_half_time: bool = False
    absent: frozenset[str] = frozenset()
    """Of drums, bass, chords, arp, vocals: what must be silent."""
    chords: str = ""
    arp: str = ""
    colours: frozenset[str] = frozenset()
    """Of dark, bright, wide, dry, heavy bass, light bass, hard drums, soft drums."""
    named_style: bool = False
    """Whether a word named the style, rather than likeness or nobody."""
    energy: int = 0
    """-1 calmer, 0, 1 harder."""
    moods: frozenset[str] = frozenset()
    """Of dark, bright, sad, happy, dreamy, aggressive, romantic, epic, calm, playful."""
    era: str = ""
    """"", 60s, 70s, 80s, 90s or 2000s."""
    instruments: tuple[str, ...] = ()
    """Engine instruments asked for besides `chords` and `arp`."""
    blend: Style | None = None
    """A second style that colours the first."""
    swing: bool | None = None
    texture: bool = False
    """Vinyl or tape asked for."""
    unwanted: frozenset[str] = frozenset()
    """Engine instruments that must not play."""
    is_likeness: bool = False
    """Whether the style is the nearest in meaning to a prompt that names none."""
