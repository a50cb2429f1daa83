"""Everybody who plays pitches: recorded in the bank or computed, with range and character.

Recorded ones are listed with theirs in `sampled_names.SAMPLED`; they play a fourth beyond their
range without harm. Any pitch is possible, but outside it sounds like nothing on earth.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from remixes.engine.music.filters import filtered, peak
from remixes.engine.music.instruments import basses, recorded, synths
from remixes.engine.music.instruments.sampled_names import SAMPLED, Sampled
from remixes.engine.music.instruments.synths import Draw
from remixes.engine.music.instruments.vowels import FORMANTS, vowel
from remixes.engine.music.instruments.waves import Sound


@dataclass(frozen=True)
class Pitched:
    """How an instrument sounds (`draw`), how a note begins and ends in seconds, where it is good.

    `low` and `high` are MIDI pitches.
    """

    draw: Draw
    attack_s: float = 0.003
    release_s: float = 0.12
    low: int = 36
    high: int = 96
    character: str = ""


def _recorded(name: str, kind: Sampled) -> Pitched:
    play: Callable[[str, float, float], Sound] = recorded.section if kind.is_wide else recorded.note

    def draw(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
        return play(name, pitch, seconds)

    return Pitched(draw, 0.0, kind.release_s, kind.low, kind.high, kind.character)


def _fiddle(pitch: float, seconds: float, _rng: np.random.Generator) -> Sound:
    """A violin nearer to the bow."""
    return filtered(recorded.note("violin", pitch, seconds), peak(2600, 5, 0.9), peak(350, -3))


_bells = [(1.0, 1.0, 1.8), (2.76, 0.4, 4.0), (5.4, 0.2, 8.0)]
_glass = [(1.0, 1.0, 0.2), (2.0, 0.3, 0.4), (3.01, 0.15, 0.9)]
_wide_left, _wide_right = (-18.0, -5.0, 2.0, 12.0), (-11.0, -1.0, 6.0, 19.0)
_basses, _leads = (24, 55), (48, 96)

_COMPUTED: dict[str, Pitched] = {
    "sub bass": Pitched(basses.sub, 0.006, 0.05, *_basses, "felt more than heard"),
    "synth bass": Pitched(basses.saws, 0.003, 0.04, *_basses, "closing filter"),
    "reese bass": Pitched(basses.reese, 0.008, 0.05, *_basses, "beating, dark, wide"),
    "wobble bass": Pitched(basses.wobble, 0.004, 0.05, *_basses, "growling, dubstep"),
    "808 bass": Pitched(basses.tr808, 0.002, 0.08, *_basses, "long kick with a pitch; glides"),
    "acid bass": Pitched(basses.acid, 0.002, 0.03, *_basses, "squelching"),
    "fm bass": Pitched(basses.fm, 0.002, 0.05, *_basses, "hard, digital, 80s"),
    "chip bass": Pitched(basses.pulse, 0.001, 0.02, 28, 60, "console triangle"),
    "fm piano": Pitched(synths.fm_piano, 0.003, 0.18, 36, 96, "digital, 80s ballads"),
    "supersaw": Pitched(
        synths.ensemble(_wide_left, _wide_right, 5400), 0.008, 0.1, *_leads, "trance, very wide"
    ),
    "synth strings": Pitched(
        synths.ensemble((-8, 4), (-3, 9), 3400), 0.09, 0.3, 36, 96, "string machine, 70s"
    ),
    "synth brass": Pitched(synths.brass, 0.012, 0.1, 36, 84, "80s fanfare"),
    "warm pad": Pitched(synths.warm_pad, 0.35, 0.7, 40, 84, "soft"),
    "dark pad": Pitched(synths.dark_pad, 0.5, 0.9, 36, 76, "low, menacing"),
    "glass pad": Pitched(synths.bars(_glass, 12.0), 0.25, 0.9, 48, 96, "thin, glassy"),
    "synth stab": Pitched(synths.stab, 0.002, 0.09, 40, 84, "rave chord"),
    "pluck": Pitched(synths.pluck, 0.002, 0.15, *_leads, "short, falling filter"),
    "synth pluck": Pitched(synths.plucked(0.8, 6000, 2.5), 0.002, 0.2, 40, 90, "computed string"),
    "bells": Pitched(synths.bars(_bells, 2.5), 0.002, 0.8, 60, 100, "inharmonic, soft"),
    "synth lead": Pitched(synths.lead, 0.012, 0.12, *_leads, "two saws, late vibrato"),
    "chip lead": Pitched(synths.pulse_lead(0.5), 0.001, 0.02, *_leads, "console square"),
    "chip pulse": Pitched(synths.pulse_lead(0.22), 0.001, 0.02, *_leads, "console, thin pulse"),
    "fiddle": Pitched(_fiddle, 0.0, 0.08, 55, 90, "country, near the bow"),
    **{f"voice {name}": Pitched(vowel(name), 0.045, 0.12, 48, 84, "wordless") for name in FORMANTS},
}

PITCHED: dict[str, Pitched] = _COMPUTED | {
    name: _recorded(name, kind) for name, kind in SAMPLED.items()
}
