"""The sound of this server: a "wav" of 32-bit floats at 48 kHz, in places above full scale."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import soundfile

RATE = 48_000
_LOUD = 1.2


@cache
def master_wav(seconds: float, hertz: float) -> bytes:
    """Stereo; another pitch is another file."""
    at = np.arange(round(seconds * RATE)) / RATE
    wave = _LOUD * np.sin(2 * np.pi * hertz * at)
    out = io.BytesIO()
    soundfile.write(out, np.stack([wave, wave], axis=1), RATE, format="WAV", subtype="FLOAT")
    return out.getvalue()
