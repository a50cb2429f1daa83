"""From a mix to a finished record: tonal balance, -14 LUFS, true peak under the ceiling.

The target spectrum is the average of commercial records (Pestana et al., AES 135), met half-way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import scipy.fft
import scipy.signal
from numpy.typing import NDArray

from remixes.analysis.progress import Step
from remixes.engine.music import limiter
from remixes.engine.music.loudness import HOP as METER_HOP
from remixes.engine.music.loudness import SILENCE_LUFS, Meter, gated
from remixes.engine.music.sound import BLOCK, RATE, Frames, spans

LOUDNESS_LUFS = -13.8
CEILING_DB = -2.0
"""Encoding to mp3 may add a decibel of true peak; the promise is -1 dBTP after decoding."""

_CENTRES = np.array([63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000.0])
_TARGET_DB = np.array([-1, 0, -2, -4, -6, -8, -10.5, -14, -21.0])
_WEIGHTS = np.array([0.5, 1, 1, 1, 1, 1, 1, 1, 0.3])
_SHARE = 0.5
_MOST_DB = 4.0
_TAPS = 2048
_TURNS = 4
_CLIPPED_DB = 2.5
"""How far above the ceiling the soft clipper lets peaks reach before the limiter takes over."""


def tone_curve(mix: Frames) -> NDArray[np.float32]:
    """A symmetric FIR that pulls the long-term spectrum half-way to the target."""
    size = 1 << 15
    starts = np.linspace(0, max(0, len(mix) - size), 40).astype(int)
    pieces = [np.asarray(mix[s : s + size]).mean(1) for s in starts]
    pieces = [p for p in pieces if len(p) == size and np.abs(p).max() > 1e-4]
    if not pieces:
        return np.array([1.0], np.float32)
    loud = sorted(pieces, key=lambda p: -float((p**2).mean()))[: len(pieces) // 2 + 1]
    power = np.mean([np.abs(scipy.fft.rfft(p * np.hanning(size))) ** 2 for p in loud], axis=0)
    return _fir(_corrections_db(power, size))


def _corrections_db(power: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    bins = np.fft.rfftfreq(size, 1 / RATE)
    edges = [(c / np.sqrt(2), c * np.sqrt(2)) for c in _CENTRES]
    have = [power[(bins >= low) & (bins < high)].sum() for low, high in edges]
    missing = _TARGET_DB - 10 * np.log10(np.array(have) + 1e-9)
    missing -= (missing * _WEIGHTS).sum() / _WEIGHTS.sum()
    return np.clip(missing * _SHARE, -_MOST_DB, _MOST_DB)


def _fir(gains_db: NDArray[np.float64]) -> NDArray[np.float32]:
    bins = np.fft.rfftfreq(_TAPS, 1 / RATE)
    curve = np.interp(np.log2(np.maximum(bins, 20)), np.log2(_CENTRES), gains_db)
    taps = np.roll(np.fft.irfft(10 ** (curve / 20)), _TAPS // 2)
    return (taps * np.hanning(_TAPS)).astype(np.float32)


@dataclass(frozen=True)
class Mastered:
    """A mix in place plus the gains that finish it."""

    mix: Frames
    gain: float
    curve: limiter.Curve

    def blocks(self, step: Step) -> Iterator[Frames]:
        """The finished record, block by block."""
        for span in spans(len(self.mix)):
            gains = limiter.gains(self.curve, span.start, span.stop)
            yield soft_clip(self.mix[span] * np.float32(self.gain)) * gains[:, None]
            step(span.stop / len(self.mix))


def soft_clip(block: Frames) -> Frames:
    """Round off what is far above the ceiling; everything below stays as it is."""
    knee = np.float32(10 ** (CEILING_DB / 20))
    room = np.float32(10 ** (_CLIPPED_DB / 20) - 1) * knee
    over = np.abs(block) - knee
    if not (over > 0).any():
        return block
    rounded = knee + room * np.tanh(over / room)
    return np.where(over > 0, np.sign(block) * rounded, block)


def master(mix: Frames, step: Step, *, tone: bool = True) -> Mastered:
    """Equalise (frames, 2) in place and find the gains to -14 LUFS below -2 dBTP."""
    if tone:
        _equalise(mix, tone_curve(mix), lambda done: step(0.5 * done))
    meter = Meter()
    for span in spans(len(mix)):
        meter.add(mix[span])
    loudness = gated(meter.power)
    if loudness <= SILENCE_LUFS:
        return Mastered(mix, 1.0, np.ones(len(mix) // limiter.HOP + 1))
    gain = 10 ** ((LOUDNESS_LUFS - loudness) / 20)
    for turn in range(_TURNS):
        curve = _limiting(mix, gain, partial(_part, step, turn))
        missing = LOUDNESS_LUFS - _after(meter.power, gain, curve)
        if abs(missing) < 0.1 or turn == _TURNS - 1:
            break
        gain *= 10 ** (missing / 20)
    return Mastered(mix, gain, curve)


def _part(step: Step, turn: int, done: float) -> None:
    step(0.5 + 0.5 * (turn + done) / _TURNS)


def _after(power: NDArray[np.float64], gain: float, curve: limiter.Curve) -> float:
    """LUFS once the limiter's curve lies on the metered power."""
    at = (np.arange(len(power)) + 0.5) * METER_HOP / limiter.HOP
    reduced = np.interp(at, np.arange(len(curve)), _mean_over_hop(curve))
    return gated(power * (gain * reduced) ** 2)


def _mean_over_hop(curve: limiter.Curve) -> limiter.Curve:
    width = METER_HOP // limiter.HOP
    return np.convolve(np.pad(curve, width // 2, mode="edge"), np.ones(width) / width, "same")[
        width // 2 : width // 2 + len(curve)
    ]


def _limiting(mix: Frames, gain: float, step: Step) -> limiter.Curve:
    parts = []
    for span in spans(len(mix)):
        low, high = max(0, span.start - 32), min(len(mix), span.stop + 32)
        piece = soft_clip(mix[low:high] * np.float32(gain))
        inner = piece[span.start - low : span.stop - low]
        before, after = piece[: span.start - low], piece[len(piece) - (high - span.stop) :]
        parts.append(limiter.peaks(inner, before, after if high > span.stop else piece[:0]))
        step(span.stop / len(mix))
    return limiter.gain_curve(np.concatenate(parts), CEILING_DB)


def _equalise(mix: Frames, taps: NDArray[np.float32], step: Step) -> None:
    """Convolve in place, block by block, without delay."""
    half = len(taps) // 2
    if not half:
        return
    behind = np.zeros((half, 2), np.float32)
    for span in spans(len(mix), BLOCK):
        ahead = np.asarray(mix[span.stop : span.stop + half])
        ahead = np.pad(ahead, ((0, half - len(ahead)), (0, 0)))
        piece = np.concatenate([behind, mix[span], ahead])
        behind = np.asarray(mix[span])[-half:].copy()
        if len(behind) < half:
            behind = piece[len(piece) - 2 * half : len(piece) - half].copy()
        count = span.stop - span.start
        for side in (0, 1):
            out = scipy.signal.oaconvolve(piece[:, side], taps)
            mix[span, side] = out[2 * half : 2 * half + count]
        step(span.stop / len(mix))
