"""From a mix to a finished record: tonal balance, glue, -14 LUFS, true peak under the ceiling.

The sound is gone through twice: once to equalise and measure it, once to write it. In between only
curves are worked on, so the gain that is right after limiting is found without touching a sample.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.progress import Step
from remixes.engine.music import limiter
from remixes.engine.music.glue import glue
from remixes.engine.music.limiter import AROUND
from remixes.engine.music.loudness import HOP as METER_HOP
from remixes.engine.music.loudness import SILENCE_LUFS, Meter, gated, lufs
from remixes.engine.music.sound import Frames, let_go, pieces, ride, spans
from remixes.engine.music.tone import HALF, Equaliser, some_pieces, tone_curve

LOUDNESS_LUFS = -13.9
CEILING_DB = -2.0
"""Encoding to mp3 may add a decibel of true peak; the promise is -1 dBTP after decoding."""

_TURNS = 6
_NEAR_LU = 0.03
_CLIPPED_DB = 2.5
"""How far above the ceiling the soft clipper lets peaks reach before the limiter takes over."""
_ROUNDS = 2
"""How often clipped sound is listened to: between samples, part of what was clipped returns."""
_HOT_DB = -4.0
"""Against the ceiling: samples lower than this have no true peak above it."""


@dataclass(frozen=True)
class Mastered:
    """A mix in place plus the gains that finish it."""

    mix: Frames
    gain: float
    curve: limiter.Curve
    glue: limiter.Curve | None = None

    def blocks(self, step: Step) -> Iterator[Frames]:
        """The finished record, block by block."""
        for span, block in pieces(self.mix):
            loud = _driven(block, span.start, self.gain, self.glue)
            ride(loud, limiter.gains(self.curve, span.start, span.stop))
            yield loud
            step(span.stop / len(self.mix))


def _driven(block: Frames, start: int, gain: float, held: limiter.Curve | None) -> Frames:
    """What the limiter is given of the (frames, 2) of a mix that begin at frame `start`."""
    loud = np.array(block, np.float32) * np.float32(gain)
    if held is not None:
        ride(loud, limiter.gains(held, start, start + len(loud)))
    return soft_clip(loud)


def soft_clip(block: Frames) -> Frames:
    """Round off what is far above the ceiling; everything below stays as it is."""
    if max(float(block.max(initial=0)), -float(block.min(initial=0))) <= _KNEE:
        return block
    flat = block.reshape(-1)
    at = np.flatnonzero(np.abs(flat) > _KNEE)
    flat[at] = np.copysign(_rounded(np.abs(flat[at])), flat[at])
    return block


_KNEE = np.float32(10 ** (CEILING_DB / 20))
_ROOM = np.float32(10 ** (_CLIPPED_DB / 20) - 1) * _KNEE


def _rounded(level: NDArray[Any]) -> NDArray[Any]:
    return _KNEE + _ROOM * np.tanh((level - _KNEE) / _ROOM)


def master(mix: Frames, step: Step, *, tone: bool = True) -> Mastered:
    """Equalise (frames, 2) in place and find the gains to -14 LUFS below -2 dBTP."""
    some = some_pieces(mix)
    equaliser = Equaliser(tone_curve(some) if tone else np.ones(1, np.float32))
    heard = _equalise(mix, equaliser, _hot(some), step)
    loudness = gated(heard.power)
    if loudness <= SILENCE_LUFS:
        return Mastered(mix, 1.0, np.ones(len(heard.peaks)))
    held = glue(heard.levels) if tone else np.ones(len(heard.peaks))
    gain = 10 ** ((LOUDNESS_LUFS - loudness) / 20)
    returns = np.ones(len(held))
    for _ in range(_ROUNDS):
        gain = _gain_to_level(heard, held, gain, returns)
        clipped = _clipped_peaks(mix, heard, gain, held)
        returns = clipped / np.maximum(_rounded_off(heard.peaks * held * gain), 1e-9)
    return Mastered(mix, gain, limiter.gain_curve(clipped, CEILING_DB), held if tone else None)


def _gain_to_level(
    heard: "_Heard", held: limiter.Curve, gain: float, returns: limiter.Curve
) -> float:
    """The gain that is right after clipping and limiting, sought from one that is near."""
    for _ in range(_TURNS):
        peaks = _rounded_off(heard.peaks * held * gain) * returns
        curve = limiter.gain_curve(peaks, CEILING_DB)
        missing = LOUDNESS_LUFS - _after(heard.power, gain, held * curve)
        if abs(missing) < _NEAR_LU:
            break
        gain *= 10 ** (missing / 20)
    return gain


def _clipped_peaks(mix: Frames, heard: "_Heard", gain: float, held: limiter.Curve) -> limiter.Curve:
    """True peaks of a mix after the soft clipper, measured where they are not known from before."""
    found = heard.peaks * held * gain
    unknown = (heard.peaks <= heard.hot) & (found > _KNEE * 10 ** (_HOT_DB / 20))
    unknown |= found > _KNEE
    for span in spans(len(mix)):
        rows = slice(span.start // limiter.HOP, -(-span.stop // limiter.HOP))
        if not unknown[rows].any():
            continue
        low, high = max(0, span.start - AROUND), min(len(mix), span.stop + AROUND)
        made = _driven(mix[low:high], low, gain, held)
        before, own = made[: span.start - low], made[span.start - low : span.stop - low]
        hot = np.where(unknown[rows], 0.0, np.inf)
        measured = limiter.peaks(own, before, made[span.stop - low :], hot)
        found[rows] = np.where(unknown[rows], measured, found[rows])
        let_go(mix)
    return found


@dataclass(frozen=True)
class _Heard:
    """Of the equalised mix: power per tenth of a second; true peak and RMS per 256 frames.

    Peaks up to `hot` are those of samples.
    """

    power: NDArray[np.float64]
    peaks: limiter.Curve
    levels: limiter.Curve
    hot: float


def _hot(some: list[Frames]) -> float:
    """What samples of a mix must reach to matter to the limiter, from its pieces' loudness."""
    gain_db = LOUDNESS_LUFS - (lufs(np.concatenate(some)) if some else SILENCE_LUFS)
    return float(10 ** ((CEILING_DB + _HOT_DB - gain_db) / 20))


def _equalise(mix: Frames, equaliser: Equaliser, hot: float, step: Step) -> _Heard:
    """Equalise in place, block by block without delay, and listen to what comes out."""
    margin = HALF + AROUND
    meter, peaks, levels = Meter(), [], []
    behind = np.zeros((margin, 2), np.float32)
    for span in spans(len(mix)):
        own = np.array(mix[span])
        ahead = np.array(mix[span.stop : span.stop + margin])
        ahead = np.pad(ahead, ((0, margin - len(ahead)), (0, 0)))
        piece = np.concatenate([behind, own, ahead])
        behind = piece[len(own) : len(own) + margin]
        made = equaliser(piece)
        inner = made[AROUND : len(made) - AROUND]
        meter.add(inner)
        peaks.append(limiter.peaks(inner, made[:AROUND], made[len(made) - AROUND :], hot))
        levels.append(limiter.levels(inner))
        mix[span] = inner
        let_go(mix)
        step(span.stop / len(mix))
    return _Heard(meter.power, np.concatenate(peaks), np.concatenate(levels), hot)


def _rounded_off(peaks: limiter.Curve) -> limiter.Curve:
    """What the soft clipper makes of peaks that are samples."""
    return np.where(peaks > _KNEE, _rounded(peaks), peaks)


def _after(power: NDArray[np.float64], gain: float, curve: limiter.Curve) -> float:
    """LUFS once a gain and a curve lie on the metered power."""
    at = (np.arange(len(power)) + 0.5) * METER_HOP / limiter.HOP
    reduced = np.interp(at, np.arange(len(curve)), _mean_over_hop(curve))
    return gated(power * (gain * reduced) ** 2)


def _mean_over_hop(curve: limiter.Curve) -> limiter.Curve:
    width = METER_HOP // limiter.HOP
    return np.convolve(np.pad(curve, width // 2, mode="edge"), np.ones(width) / width, "same")[
        width // 2 : width // 2 + len(curve)
    ]
