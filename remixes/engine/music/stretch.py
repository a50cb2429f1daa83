"""Another tempo at the same pitch, by Signalsmith Stretch; knows nothing of beats."""

import numpy as np
import python_stretch

from remixes.analysis.progress import Step
from remixes.engine.music.sound import RATE, Frames, Scratch

_BLOCK = 4 * RATE
_SAME = 0.002


def stretch(sound: Frames, rate: float, scratch: Scratch, step: Step) -> Frames:
    """(frames, 2) played `rate` times as fast; the input itself when the rate is about 1."""
    if abs(rate - 1) < _SAME:
        return sound
    machine = python_stretch.Signalsmith.Stretch()
    machine.preset(2, RATE)
    machine.setTimeFactor(rate)
    out = scratch.room(int(len(sound) / rate) + 1)
    at = 0
    for start in range(0, len(sound), _BLOCK):
        block = np.ascontiguousarray(sound[start : start + _BLOCK].T)
        done = np.asarray(machine.process(block)).T[: len(out) - at]
        out[at : at + len(done)] = done
        at += len(done)
        step(start / len(sound))
    return out[:at]
