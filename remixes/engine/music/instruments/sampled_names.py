"""Which pitched instruments the bank holds: General MIDI program, range, length and character.

The table is read twice: when the bank is built, and when a note is played.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sampled:
    """One instrument of the bank: recorded from `low` to `high`, every few semitones."""

    program: int
    low: int
    high: int
    seconds: float
    """What of a note is kept; held instruments go on from there in a loop."""
    character: str
    every: int = 4
    is_held: bool = False
    release_s: float = 0.12
    is_wide: bool = False
    """Many players: left and right hear different recordings."""


SAMPLED: dict[str, Sampled] = {
    # keys
    "piano": Sampled(0, 33, 93, 3.4, "grand", release_s=0.22),
    "electric piano": Sampled(4, 36, 84, 2.8, "tines", release_s=0.18),
    "clavinet": Sampled(7, 36, 80, 1.3, "biting, for funk", every=5, release_s=0.05),
    "celesta": Sampled(8, 60, 96, 1.6, "soft small bells", release_s=0.5),
    "glockenspiel": Sampled(9, 72, 100, 1.6, "bright small bells", release_s=0.6),
    "music box": Sampled(10, 60, 96, 2.0, "toy-like, fragile", release_s=0.5),
    "vibraphone": Sampled(11, 53, 89, 2.6, "mellow metal, slow tremolo", release_s=0.4),
    "marimba": Sampled(12, 45, 88, 1.0, "warm wood", release_s=0.3),
    "organ": Sampled(16, 36, 88, 2.2, "drawbars, steady", is_held=True, release_s=0.06),
    "rock organ": Sampled(
        18, 36, 88, 2.2, "growling, rotary", every=5, is_held=True, release_s=0.08
    ),
    "church organ": Sampled(19, 36, 84, 2.4, "pipes, large", every=6, is_held=True, release_s=0.35),
    "accordion": Sampled(
        21, 48, 84, 2.2, "reeds, folk and tango", every=5, is_held=True, release_s=0.08
    ),
    "harmonica": Sampled(22, 57, 86, 2.2, "blues harp", is_held=True, release_s=0.08),
    # guitars
    "nylon guitar": Sampled(24, 40, 80, 2.4, "classical, bossa nova"),
    "steel guitar": Sampled(25, 40, 80, 2.4, "folk strumming, bright", release_s=0.14),
    "jazz guitar": Sampled(26, 40, 80, 1.8, "round hollow body", release_s=0.1),
    "clean guitar": Sampled(27, 40, 80, 2.2, "electric, single coil", release_s=0.08),
    "muted guitar": Sampled(28, 40, 76, 0.7, "palm-muted chug", release_s=0.06),
    "overdriven guitar": Sampled(
        29, 40, 80, 2.4, "crunch, blues and garage", every=5, is_held=True, release_s=0.07
    ),
    "distorted guitar": Sampled(
        30, 36, 76, 2.4, "power chords", every=5, is_held=True, release_s=0.07
    ),
    "banjo": Sampled(105, 48, 80, 1.4, "country picking", release_s=0.1),
    "sitar": Sampled(104, 48, 78, 2.0, "buzzing drone strings", every=5, release_s=0.2),
    # basses
    "upright bass": Sampled(32, 28, 55, 1.8, "plucked double bass", every=3, release_s=0.08),
    "finger bass": Sampled(33, 28, 55, 2.0, "round electric", every=3, release_s=0.06),
    "picked bass": Sampled(34, 28, 55, 1.8, "hard electric, punk", every=3, release_s=0.05),
    "fretless bass": Sampled(35, 28, 55, 2.0, "singing electric", every=4, release_s=0.07),
    "slap bass": Sampled(36, 28, 55, 1.5, "popping, funk", every=3, release_s=0.05),
    # strings
    "violin": Sampled(40, 55, 95, 2.4, "solo, vibrato", every=5, is_held=True, release_s=0.15),
    "cello": Sampled(42, 36, 67, 2.4, "solo, dark", is_held=True, release_s=0.18),
    "tremolo strings": Sampled(
        44, 40, 88, 2.6, "trembling section", every=6, is_held=True, release_s=0.3, is_wide=True
    ),
    "pizzicato": Sampled(45, 40, 88, 0.8, "plucked section", release_s=0.25),
    "harp": Sampled(46, 36, 91, 2.2, "plucked, ringing", release_s=0.5),
    "strings": Sampled(
        48, 36, 91, 2.6, "section, quick attack", is_held=True, release_s=0.3, is_wide=True
    ),
    "slow strings": Sampled(
        49, 36, 88, 3.0, "section, swelling", every=5, is_held=True, release_s=0.7, is_wide=True
    ),
    # voices
    "choir": Sampled(52, 43, 79, 2.8, "mixed, ah", is_held=True, release_s=0.4, is_wide=True),
    # winds
    "trumpet": Sampled(56, 54, 84, 2.2, "solo, open", is_held=True, release_s=0.09),
    "muted trumpet": Sampled(59, 54, 82, 2.0, "smoky", is_held=True, release_s=0.08),
    "trombone": Sampled(57, 40, 70, 2.2, "solo", every=5, is_held=True, release_s=0.1),
    "french horn": Sampled(60, 41, 75, 2.4, "noble, soft", is_held=True, release_s=0.18),
    "brass": Sampled(61, 40, 82, 2.2, "section, stabs", is_held=True, release_s=0.1, is_wide=True),
    "saxophone": Sampled(65, 50, 82, 2.2, "alto", is_held=True, release_s=0.1),
    "tenor saxophone": Sampled(66, 44, 76, 2.2, "breathy, low", is_held=True, release_s=0.1),
    "flute": Sampled(73, 60, 93, 2.2, "solo", is_held=True, release_s=0.12),
    "clarinet": Sampled(71, 50, 86, 2.2, "solo, woody", is_held=True, release_s=0.09),
    "oboe": Sampled(68, 58, 87, 2.2, "solo, nasal", is_held=True, release_s=0.09),
    "pan flute": Sampled(75, 60, 88, 2.0, "airy", every=5, is_held=True, release_s=0.15),
    # elsewhere
    "kalimba": Sampled(108, 57, 88, 1.3, "thumb piano", release_s=0.3),
    "steel drum": Sampled(114, 52, 86, 1.5, "Caribbean pan", release_s=0.25),
    "tuned timpani": Sampled(47, 36, 57, 2.2, "kettle drums by pitch", release_s=0.6),
}
