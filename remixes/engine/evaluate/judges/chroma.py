"""Which pitch classes sound, and which key that makes; not the engine's own chroma.

Key profiles are Krumhansl's and Kessler's (Psychological Review 89, 1982); the engine uses others.
"""

from pathlib import Path

import numpy as np
import scipy.signal
import soxr
from numpy.typing import NDArray

from remixes.audio import decode_blocks

Floats = NDArray[np.float64]

_DECODED = 44_100
_RATE = 11_025
_SIZE = 4096
_HOP = 512
FPS = _RATE / _HOP
_LOW_HZ, _HIGH_HZ = 100.0, 2000.0
_WIDTH = 0.35
"""Of the window around a pitch, semitones."""
_MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
_MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])


def chroma(sound: NDArray[np.float32], rate: int) -> Floats:
    """(frames, 12) from C, `FPS` frames a second, of (frames, channels) sound."""
    mono = soxr.resample(sound.mean(1), rate, _RATE)
    mono = np.pad(mono, (_SIZE // 2, _SIZE))
    starts = np.arange(0, len(mono) - _SIZE, _HOP)
    window = scipy.signal.get_window("hann", _SIZE)
    weights = _weights()
    out = np.empty((len(starts), 12))
    for k in range(0, len(starts), 512):
        cut = starts[k : k + 512, None] + np.arange(_SIZE)
        spectrum = np.abs(np.fft.rfft(mono[cut] * window, axis=1))
        out[k : k + 512] = spectrum @ weights
    return out


def of_file(path: Path) -> Floats:
    """The same of any file that the engine reads. Raises BadAudio."""
    blocks = decode_blocks(path, sample_rate=_DECODED, block_frames=1 << 20)
    return chroma(np.concatenate([block.mean(1, keepdims=True) for block in blocks]), _DECODED)


def _weights() -> Floats:
    """(bins, 12): how much of a bin belongs to a pitch class, fairly between octaves."""
    hz = np.fft.rfftfreq(_SIZE, 1 / _RATE)
    inside = (hz >= _LOW_HZ) & (hz <= _HIGH_HZ)
    pitch = 69 + 12 * np.log2(np.maximum(hz, 1) / 440)
    away = (pitch[:, None] - np.arange(12) + 6) % 12 - 6
    near = np.exp(-0.5 * (away / _WIDTH) ** 2)
    return near * (inside / np.maximum(hz, 1))[:, None]


def by_spans(frames: Floats, edges: Floats) -> Floats:
    """(spans, 12) means between neighbouring edges, seconds; spans outside the sound are zero."""
    at = np.clip(np.round(np.asarray(edges) * FPS).astype(int), 0, len(frames))
    total = np.concatenate([np.zeros((1, 12)), np.cumsum(frames, axis=0)])
    counts = np.maximum(1, np.diff(at))
    return np.diff(total[at], axis=0) / counts[:, None]


def key_gap(profile: Floats, tonic: int, *, is_minor: bool) -> float:
    """How much better than this key the best of all 24 fits a (12,) profile; 0 is best.

    Fit is correlation. Songs of four chords often fit a related key a little better than their own,
    by 0.1 or less; one transposed to the nearest key loses 0.3 and more.
    """
    scores = _fits(profile)
    return float(scores.max() - scores[int(is_minor), tonic])


def _fits(profile: Floats) -> Floats:
    """(2, 12): correlation with major and minor on every tonic."""
    rows = [[np.roll(shape, tonic) for tonic in range(12)] for shape in (_MAJOR, _MINOR)]
    return np.array([[np.corrcoef(row, profile)[0, 1] for row in mode] for mode in rows])


def likeness(one: Floats, other: Floats) -> float:
    """Mean over spans of the correlation of their (12,) chroma, of those that sound in both."""
    heard = (one.max(1) > 1e-6) & (other.max(1) > 1e-6)
    if not heard.any():
        return 0.0
    return float(np.mean((_standard(one[heard]) * _standard(other[heard])).mean(1)))


def _standard(rows: Floats) -> Floats:
    return (rows - rows.mean(1, keepdims=True)) / (rows.std(1, keepdims=True) + 1e-9)
