"""Where the beats are when the tempo is known: dynamic programming after Ellis (JNMR 2007)."""

import numpy as np
import scipy.ndimage

from remixes.analysis.onsets import EARLY_S, FPS
from remixes.analysis.settling import Times, smoothed
from remixes.analysis.spectra import Array

_TIGHTNESS = 1500.0
"""Cost of an uneven beat. So much that no syncopated passage pulls the count half a beat away;
what players do within a beat is put back when they settle."""
_AGAIN = 2.0
_PERIOD_OVER = 33
_STEADY_WITHIN = 0.01
_STEADY_SHARE = 0.7
_CLOCK_WITHIN_S = 0.02
_CLOCK_SHARE = 0.75
_ROUNDS = 3
_NEAR_PERIODS = 0.15
_NONE = -1e9


def follow(envelope: Array, period: Times, tightness: float = _TIGHTNESS) -> Times:
    """The chain of times (seconds) with the strongest onsets at the most even distance.

    `period` is the expected distance at each frame, in frames. No beat has its predecessor less
    than half a period away, so half a period of frames is solved at once. Beats keep their time
    within the frame: if they did not, a passage without onsets would drift by whole frames.
    """
    count, step = len(envelope), max(1, int(period.min() / 2))
    far = int(2 * period.max()) + 1
    # Scores are kept behind `far` impossible ones: every frame may look back that far.
    score = np.concatenate([np.full(far, _NONE), envelope.astype(np.float64)])
    exact = np.arange(-far, count, dtype=np.float64)
    back = np.full(count, -1)
    for first in range(step, count, step):
        rows = np.arange(first, min(count, first + step))
        near = period[rows]
        lags = np.arange(max(step, int(near.min() / 2)), int(2 * near.max()) + 1)
        before = rows[:, None] - lags + far
        due = exact[before] + near[:, None] - rows[:, None]
        early = np.clip(due, -0.5, 0.5)
        uneven = np.log1p(np.maximum((early - due) / near[:, None], -0.9))
        options = score[before] - tightness * uneven * uneven
        best = options.argmax(1)
        every = np.arange(len(rows))
        is_next = options[every, best] > 0
        score[far + rows] += np.where(is_next, options[every, best], 0)
        exact[far + rows] += np.where(is_next, early[every, best], 0)
        back[rows] = np.where(is_next, rows - lags[best], -1)
    tail = min(count, int(period[-1]) + 1)
    at = count - tail + int(score[-tail:].argmax())
    chain = []
    while at >= 0:
        chain.append(exact[far + at])
        at = int(back[at])
    return np.array(chain[::-1]) / FPS + EARLY_S


def followed_again(beats: Times, envelope: Array) -> Times:
    """The same beats, followed once more with the period that they themselves have shown.

    Straighter than the first time: an ending without drums goes on as the song went.
    """
    gaps = np.diff(smoothed(beats))
    usual = np.median(gaps)
    local = scipy.ndimage.median_filter(gaps, _PERIOD_OVER, mode="nearest")
    is_steady = np.mean(np.abs(local / usual - 1) < _STEADY_WITHIN) > _STEADY_SHARE
    period = np.full(len(gaps), usual) if is_steady else local
    at = np.arange(len(envelope)) / FPS + EARLY_S
    index = np.interp(at, beats, np.arange(len(beats)), left=0, right=0)
    away = np.abs(index - np.round(index)) / _NEAR_PERIODS
    near = (envelope * np.exp(-0.5 * away**2)).astype(np.float32)
    wanted = FPS * np.interp(at, (beats[1:] + beats[:-1]) / 2, period)
    return follow(near, wanted, _AGAIN * _TIGHTNESS)


def clocked(beats: Times) -> Times:
    """The even beats of a machine, if nearly all of these are; else the same.

    What then lies beside them is a passage without drums, where the count lost its way.
    """
    at, half = np.arange(len(beats)), len(beats) // 2
    gap = float(np.median(beats[half:] - beats[: len(beats) - half])) / half
    line = gap * at + np.median(beats - gap * at)
    for _ in range(_ROUNDS):
        close = np.abs(beats - line) < _CLOCK_WITHIN_S
        if close.mean() < _CLOCK_SHARE:
            return beats
        line = np.polyval(np.polyfit(at[close], beats[close], 1), at)
    return np.asarray(line)


def sounding(beats: Times, level: Array) -> Times:
    """Without the beats before the first and after the last sound."""
    floor = 0.02 * np.percentile(level, 95)
    frames = np.round(beats * FPS).astype(int)
    heard = np.flatnonzero(
        [level[max(0, f - 8) : max(0, f + 20)].max(initial=0.0) > floor for f in frames]
    )
    return beats[heard[0] : heard[-1] + 1] if len(heard) else beats[:0]
