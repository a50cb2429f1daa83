"""Sounds that tell where they are, and what was really heard of them."""

import io
import wave

import numpy as np
import numpy.typing as npt

RATE = 44_100
HZ_PER_S = 150.0
"""How fast a sweep rises: its pitch is its place."""
WINDOW = 2048

Sound = npt.NDArray[np.float64]


def sweep(seconds: float, first_hz: float) -> bytes:
    """A tone as wav that rises by HZ_PER_S; browsers seek in mp3 only to the nearest frame."""
    at = np.arange(int(seconds * RATE)) / RATE
    tone = 0.4 * np.sin(2 * np.pi * (first_hz * at + HZ_PER_S / 2 * at**2))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((tone * 32767).astype("<i2").tobytes())
    return out.getvalue()


def place(heard: Sound, rate: float, first_hz: float) -> float:
    """The second of the sweep in the middle of WINDOW samples, from their loudest pitch."""
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(WINDOW), 8 * WINDOW))
    top = int(spectrum.argmax())
    left, middle, right = np.log(spectrum[top - 1 : top + 2] + 1e-12)
    bin_of = top + 0.5 * (left - right) / (left - 2 * middle + right)
    return float((bin_of * rate / (8 * WINDOW) - first_hz) / HZ_PER_S)


def share_above(heard: Sound, rate: float, split_hz: float, step: int = 96) -> Sound:
    """For every `step` samples, how much of the sound is above `split_hz`, 0..1."""
    shares = []
    for at in range(0, len(heard) - 256, step):
        power = np.abs(np.fft.rfft(heard[at : at + 256] * np.hanning(256))) ** 2
        shares.append(power[int(split_hz * 256 / rate) :].sum() / (power.sum() + 1e-9))
    return np.array(shares)


def quietest(heard: Sound, rate: float, window_s: float = 0.002) -> float:
    """The lowest level of any stretch of `window_s`, against the usual level."""
    size = int(window_s * rate)
    levels = np.sqrt((heard[: len(heard) // size * size].reshape(-1, size) ** 2).mean(1))
    return float(levels.min() / np.median(levels))
