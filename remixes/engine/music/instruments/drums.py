"""Everything that is hit, and effects: recorded in the bank or computed, one-shots all of them.

Recorded ones are listed with their character in `kit_names.HITS`. `variant` tells one hit of a
drum from the next; consecutive hits should count up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from remixes.engine.music.instruments import effects, machines, recorded
from remixes.engine.music.instruments.kit_names import HITS
from remixes.engine.music.instruments.waves import Sound


@dataclass(frozen=True)
class Drum:
    """How a drum sounds: `draw(variant, is_soft, rng)`, and what it is like."""

    draw: Callable[[int, bool, np.random.Generator], Sound]
    character: str


def _computed(draw: Callable[[np.random.Generator], Sound], character: str) -> Drum:
    """The noise differs from hit to hit, for it is seeded by the variant."""
    return Drum(lambda _variant, _is_soft, rng: draw(rng), character)


def _recorded(name: str, character: str) -> Drum:
    return Drum(
        lambda variant, is_soft, _rng: recorded.hit(name, variant, is_soft=is_soft), character
    )


_COMPUTED = {
    "kick": _computed(machines.kick(50, 130, 30, 8.5), "round, for any club"),
    "deep kick": _computed(machines.kick(45, 165, 26, 6.5), "long, house"),
    "soft kick": _computed(machines.kick(54, 70, 34, 11, click=0.08), "felt beater, lo-fi"),
    "hard kick": _computed(machines.kick(52, 260, 40, 8, click=0.5), "techno, driven"),
    "snare": _computed(machines.snare(196, 0.55, 17, 9500), "full"),
    "tight snare": _computed(machines.snare(224, 0.6, 27, 11_000), "short, drum & bass"),
    "dusty snare": _computed(machines.snare(178, 0.6, 21, 5200), "dull, lo-fi"),
    "gated snare": _computed(machines.gated_snare, "80s room cut off"),
    "chip snare": _computed(partial(machines.chip_noise, seconds=0.16, hold=9), "console noise"),
    "chip hat": _computed(partial(machines.chip_noise, seconds=0.05, hold=2), "console noise"),
    "chip kick": _computed(machines.chip_kick, "console, falling square"),
    "clap": _computed(machines.clap, "machine"),
    "snap": _computed(machines.snap, "fingers"),
    "hat": _computed(machines.metal(0.08, 70, 7600, 0.25), "machine, short"),
    "soft hat": _computed(machines.metal(0.06, 85, 6200, 0.1), "machine, dull"),
    "open hat": _computed(machines.metal(0.36, 11, 7000, 0.3), "machine, open"),
    "timpani": _computed(machines.kettle, "low kettle drum, no pitch asked"),
    "taiko": _computed(machines.taiko, "huge drum, trailers"),
    "riser": _computed(effects.riser, "1.9 s of noise growing towards its end"),
    "downlifter": _computed(effects.downlifter, "1.9 s of noise sinking away"),
    "reverse cymbal": _computed(effects.reverse_cymbal, "1.9 s, ends where the bar begins"),
    "impact": _computed(effects.impact, "boom with a splash, opens a drop"),
    "sub drop": _computed(effects.sub_drop, "a sine sinking for 1.8 s"),
    "crackle": _computed(effects.crackle, "a second of worn vinyl"),
    "tape hiss": _computed(effects.hiss, "a second of tape"),
}

_ALIASES = {
    "low tom": "studio low tom",
    "mid tom": "studio mid tom",
    "high tom": "studio high tom",
    "sidestick": "rim",
    "finger snap": "snap",
}

_KNOWN = _COMPUTED | {name: _recorded(name, hit.character) for name, hit in HITS.items()}

DRUMS: dict[str, Drum] = _KNOWN | {name: _KNOWN[same] for name, same in _ALIASES.items()}
