"""Where the beats are: dynamic programming after Ellis (JNMR 2007) with a moving tempo."""

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.onsets import EARLY_S, FPS, Onsets
from remixes.analysis.progress import Step
from remixes.analysis.tempo import HOP_S, tempo_curve

_TIGHTNESS = 100.0
"""Cost of an uneven beat; loose values let syncopated kicks pull the beat away."""
_SMOOTHED_OVER = 8
_LOOSEST_S = 0.06
_REACH = 3
_CHECK_EVERY = 4096
_FAST_BPM = 130.0
_OFF_BEATS = 1.15
"""Every other beat is an off-beat when its onsets' shares of the others', all plus low, add up to
less: computed songs of 72 to 84 BPM lie under 1.05, fast ones over 1.24, drum & bass at 1.5."""


def find_beats(onsets: Onsets, step: Step) -> NDArray[np.float64]:
    """Beat times in seconds; empty when nothing pulses."""
    if onsets.envelope.max(initial=0.0) <= 0:
        return np.zeros(0)
    frames = _follow(onsets.envelope, tempo_curve(onsets.envelope), step)
    frames = _without_silence(frames, onsets.level)
    frames = _without_off_beats(frames, onsets)
    return smoothed(_between_frames(frames, onsets.envelope) / FPS + EARLY_S)


def _between_frames(frames: NDArray[np.intp], envelope: NDArray[np.float32]) -> NDArray[np.float64]:
    """Move each beat to the centre of the onset around it: frames alone are 12 ms apart."""
    reach = np.arange(-_REACH, _REACH + 1)
    padded = np.pad(envelope, _REACH)
    around = padded[frames[:, None] + reach + _REACH]
    weight = around.sum(1)
    moved = np.divide((around * reach).sum(1), weight, out=np.zeros(len(frames)), where=weight > 1)
    return frames + moved


def _follow(
    envelope: NDArray[np.float32], bpm: NDArray[np.float64], step: Step
) -> NDArray[np.intp]:
    """The chain of frames with the strongest onsets at the most even distance."""
    count = len(envelope)
    at = np.arange(count)
    period = 60 * FPS / np.interp(at, np.arange(len(bpm)) * int(HOP_S * FPS), bpm)
    score = envelope.astype(np.float64)
    back = np.full(count, -1)
    for i in range(count):
        if i % _CHECK_EVERY == 0:
            step(i / count)
        low, high = max(0, int(i - 2 * period[i])), int(i - period[i] / 2)
        if high <= 0:
            continue
        stretch = np.log((i - at[low:high]) / period[i])
        options = score[low:high] - _TIGHTNESS * stretch * stretch
        best = int(options.argmax())
        score[i] += options[best]
        back[i] = low + best
    tail = max(1, int(period[-1]))
    last = count - tail + int(score[-tail:].argmax()) if count > tail else int(score.argmax())
    chain = []
    while last >= 0:
        chain.append(last)
        last = int(back[last])
    return np.array(chain[::-1])


def _without_silence(frames: NDArray[np.intp], level: NDArray[np.float32]) -> NDArray[np.intp]:
    """Drop beats before the first and after the last sound."""
    floor = 0.02 * np.percentile(level, 95)
    heard = [level[max(0, f - 8) : f + 20].max(initial=0.0) > floor for f in frames]
    if not any(heard):
        return frames[:0]
    return frames[heard.index(True) : len(heard) - heard[::-1].index(True)]


def _without_off_beats(frames: NDArray[np.intp], onsets: Onsets) -> NDArray[np.intp]:
    """Every other beat of a fast pulse, when those between are mere eighth notes."""
    if len(frames) < 16 or 60 * FPS / np.median(np.diff(frames)) < _FAST_BPM:
        return frames
    every = [_by_turns(frames, onsets.envelope), _by_turns(frames, onsets.low)]
    shares = [min(pair) / max(pair) if max(pair) > 0 else 1.0 for pair in every]
    if sum(shares) > _OFF_BEATS:
        return frames
    even, odd = every[0]
    return frames[::2] if even > odd else frames[1::2]


def _by_turns(frames: NDArray[np.intp], flux: NDArray[np.float32]) -> tuple[float, float]:
    """Mean flux around even and around odd beats."""
    size = [flux[max(0, f - _REACH) : f + _REACH + 1].max(initial=0.0) for f in frames]
    return float(np.mean(size[::2])), float(np.mean(size[1::2]))


def smoothed(beats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Local straight-line fits take out frame jitter; real jumps of tempo stay."""
    count = len(beats)
    if count < 4:
        return beats
    out = beats.copy()
    for i in range(count):
        low, high = max(0, i - _SMOOTHED_OVER), min(count, i + _SMOOTHED_OVER + 1)
        index = np.arange(low, high)
        slope, start = np.polyfit(index - i, beats[low:high], 1)
        residual = beats[low:high] - (start + slope * (index - i))
        if np.abs(residual).max() < _LOOSEST_S:
            out[i] = start
    return np.maximum.accumulate(out)
