"""Wordless computed voices: harmonics weighted by the formants of one vowel."""

import numpy as np

from remixes.engine.music.filters import filtered, high_pass, low_pass
from remixes.engine.music.instruments.synths import Draw
from remixes.engine.music.instruments.waves import Sound, clock, hertz, noise
from remixes.engine.music.sound import RATE

FORMANTS = {
    "ah": ((760, 1.0), (1180, 0.6), (2600, 0.25), (3500, 0.12)),
    "oo": ((340, 1.0), (760, 0.35), (2400, 0.1), (3400, 0.06)),
    "ee": ((300, 1.0), (2200, 0.4), (2900, 0.3), (3600, 0.15)),
    "eh": ((560, 1.0), (1780, 0.45), (2500, 0.25), (3500, 0.12)),
    "oh": ((460, 1.0), (860, 0.5), (2500, 0.15), (3400, 0.08)),
}
"""Centres in Hz and their weights."""


def vowel(name: str) -> Draw:
    """One singer with vibrato and a little breath."""

    def draw(pitch: float, seconds: float, rng: np.random.Generator) -> Sound:
        at, hz = clock(seconds), hertz(pitch)
        bend = 0.007 * np.sin(2 * np.pi * 5.3 * at) * np.minimum(1, np.maximum(0, at - 0.15) / 0.5)
        turns = hz * (at + np.cumsum(bend - 0.03 * np.exp(-30 * at)) / RATE)
        base = (2 * np.pi * (turns % 1)).astype(np.float32)
        wave = np.zeros(len(at), np.float32)
        for k in range(1, int(min(40, 7000 / hz)) + 1):
            gain = sum(
                level / (1 + ((k * hz - centre) / (70 + 0.06 * centre)) ** 2)
                for centre, level in FORMANTS[name]
            )
            wave += np.float32((gain + 0.03) / k**0.4) * np.sin(np.float32(k) * base)
        breath = filtered(noise(len(at), rng), high_pass(1800), low_pass(7000))
        return wave + 0.02 * breath

    return draw
