"""Drums apart from everything else: harmonic/percussive separation after Fitzgerald (DAFx 2010).

A ninther (median of medians of three) stands in for the long median filters: eight vector
operations instead of a sort, and as good on songs with known stems.
"""

from collections.abc import Iterator

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from remixes.analysis.progress import Step
from remixes.engine.music.sound import Frames, let_go, spans

_SIZE = 4096
_HOP = 1024
_CONTEXT = 16 * _HOP
_BLOCK = 192 * _HOP
_WINDOW = np.hanning(_SIZE + 1)[:_SIZE].astype(np.float32)

Complex = NDArray[np.complex64]


def without_drums(sound: Frames, share: float, step: Step) -> Iterator[Frames]:
    """Blocks of `sound` (frames, 2) minus `share` (0..1) of its percussive part."""
    for span in spans(len(sound), _BLOCK):
        low, high = max(0, span.start - _CONTEXT), min(len(sound), span.stop + _CONTEXT)
        piece = np.asarray(sound[low:high])
        inner = slice(span.start - low, span.stop - low)
        if share > 0:
            yield piece[inner] - np.float32(share) * _percussive(piece)[inner]
        else:
            yield piece[inner]
        let_go(sound)
        step(span.stop / len(sound))


def take_down_drums(sound: Frames, out: Frames, share: float, step: Step) -> None:
    """The same, written into `out`."""
    at = 0
    for block in without_drums(sound, share, step):
        out[at : at + len(block)] = block
        at += len(block)


def _percussive(piece: Frames) -> Frames:
    left, right = _stft(piece[:, 0]), _stft(piece[:, 1])
    picture = np.abs(left + right)
    across_time, across_pitch = _ninther(picture, 0), _ninther(picture, 1)
    across_pitch *= across_pitch
    mask = across_pitch / (across_time * across_time + across_pitch + 1e-9)
    return np.stack([_istft(left * mask, len(piece)), _istft(right * mask, len(piece))], axis=1)


def _stft(channel: NDArray[np.float32]) -> Complex:
    padded = np.pad(channel, (_SIZE // 2, _SIZE + _HOP))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _SIZE)[::_HOP]
    return scipy.fft.rfft(frames * _WINDOW, axis=1)


def _istft(picture: Complex, samples: int) -> NDArray[np.float32]:
    parts = _SIZE // _HOP
    frames = scipy.fft.irfft(picture, _SIZE, axis=1) * _WINDOW
    frames = frames.reshape(len(frames), parts, _HOP)
    out = np.zeros((len(frames) + parts - 1, _HOP), np.float32)
    for part in range(parts):
        out[part : part + len(frames)] += frames[:, part]
    gain = (_WINDOW**2).reshape(parts, _HOP).sum(0)[0]
    return out.ravel()[_SIZE // 2 : _SIZE // 2 + samples] / gain


def _ninther(picture: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """Roughly the median of 17 neighbours along one axis."""
    for reach in (2, 6):
        before, after = _moved(picture, reach, axis), _moved(picture, -reach, axis)
        low, high = np.minimum(before, picture), np.maximum(before, picture)
        picture = np.maximum(low, np.minimum(high, after))
    return picture


def _moved(picture: NDArray[np.float32], by: int, axis: int) -> NDArray[np.float32]:
    """Shift along one axis; the edge row fills what becomes free."""
    size = picture.shape[axis]
    return np.take(picture, np.clip(np.arange(size) + by, 0, size - 1), axis=axis)
