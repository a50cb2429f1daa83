"""Makes small, valid audio files that can be told apart by ear and by hash."""

from __future__ import annotations

import io
import wave
from functools import cache

import lameenc
import numpy as np

RATE = 44_100
_PEAK = 0.4


def _tone(seconds: float, hertz: float) -> bytes:
    """Interleaved 16-bit stereo PCM; the right channel is a fifth higher."""
    at = np.arange(round(seconds * RATE)) / RATE
    both = np.stack([np.sin(2 * np.pi * hertz * at), np.sin(3 * np.pi * hertz * at)], axis=1)
    return (both * _PEAK * 32_767).astype("<i2").tobytes()


@cache
def tone_wav(seconds: float, hertz: float) -> bytes:
    """A PCM wav, stereo, 44.1 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(_tone(seconds, hertz))
    return out.getvalue()


@cache
def tone_mp3(seconds: float, hertz: float) -> bytes:
    """An mp3 of 128 kbit/s, stereo, 44.1 kHz."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(128)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(2)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(_tone(seconds, hertz)) + encoder.flush())
