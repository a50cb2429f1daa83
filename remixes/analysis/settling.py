"""Counted beats put where the music is, to the millisecond; knows not how they were counted."""

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.attacks import ATTACK_FPS
from remixes.analysis.spectra import Array

Times = NDArray[np.float64]
"""Seconds."""

_WIDTHS_S = (0.025, 0.012)
"""How far from a beat its attack may be, at first and once its neighbours are settled too."""
_REACH = 2.0
_NEIGHBOURS = (2, 4, 8, 20)
_USUAL_NEIGHBOURS = 8
_ONE_ATTACK_S = 0.006
"""How well one attack tells where a beat is: half the window that it is seen through."""
_FEWEST = 4
_UNHEARD = 0.01
_LOOSEST_S = 0.06


def settled(beats: Times, attacks: Array) -> Times:
    """Each beat (seconds) moved to the attacks that it means, then freed of jitter.

    How many neighbours a beat is judged by is what foretells the beats of this song best: many of a
    machine's, few where the tempo moves. What players do that no neighbour foretells is left.
    """
    if len(beats) < _FEWEST:
        return beats
    for width_s in _WIDTHS_S:
        moved, evidence = _moved(beats, attacks, width_s)
        guesses = [_foretold(moved, evidence, count, degree=2) for count in _NEIGHBOURS]
        misses = [np.average(np.abs(guess - moved), weights=evidence) for guess in guesses]
        best = int(np.argmin(misses))
        wander = max(0.0, float(misses[best]) ** 2 - _ONE_ATTACK_S**2)
        own = evidence * wander / (wander + _ONE_ATTACK_S**2)
        beats = _kept_jumps(moved, guesses[best] + own * (moved - guesses[best]))
    return np.maximum.accumulate(beats)


def smoothed(beats: Times) -> Times:
    """Local straight-line fits take out frame jitter; real jumps of tempo stay."""
    if len(beats) < _FEWEST:
        return beats
    fit = _foretold(beats, np.ones(len(beats)), _USUAL_NEIGHBOURS, degree=1)
    return np.maximum.accumulate(_kept_jumps(beats, fit))


def _moved(beats: Times, attacks: Array, width_s: float) -> tuple[Times, Times]:
    """Centres of the attacks around each beat, and how much there is to go by (0..1)."""
    reach = int(_REACH * width_s * ATTACK_FPS) + 1
    frames = np.round(beats * ATTACK_FPS).astype(int)
    offsets = np.arange(-reach, reach + 1)
    padded = np.pad(attacks, (reach, 4 * reach))
    around = padded[np.clip(frames, 0, len(attacks))[:, None] + offsets + reach]
    near = np.exp(-0.5 * (offsets / ATTACK_FPS / width_s) ** 2)
    # By its square the sharpest attack speaks, not the slow ones and the noise around it.
    weight = around.astype(np.float64) ** 2 * near
    total = weight.sum(1)
    usual = float((attacks.astype(np.float64) ** 2).mean() * near.sum()) + 1e-12
    centre = (weight * offsets).sum(1) / (total + 1e-12)
    moved = np.where(total > _UNHEARD * usual, (frames + centre) / ATTACK_FPS, beats)
    return moved, total / (total + usual) + _UNHEARD


def _foretold(times: Times, weight: Times, count: int, degree: int) -> Times:
    """Each time as a curve through `count` neighbours on either side, without itself, has it."""
    padded = np.pad(times - _trend(times), count)
    known = np.pad(weight, count)
    offsets = np.arange(-count, count + 1)
    others = np.lib.stride_tricks.sliding_window_view(known, 2 * count + 1) * (offsets != 0)
    near = np.lib.stride_tricks.sliding_window_view(padded, 2 * count + 1)
    powers = (offsets / count)[:, None] ** np.arange(degree + 1)
    squares = np.einsum("ik,ka,kb->iab", others, powers, powers) + 1e-9 * np.eye(degree + 1)
    sums = np.einsum("ik,ik,ka->ia", others, near, powers)
    return np.asarray(np.linalg.solve(squares, sums[:, :, None])[:, 0, 0] + _trend(times))


def _trend(times: Times) -> Times:
    """The straight line under all: fits to what is left are exact in milliseconds."""
    index = np.arange(len(times))
    return np.asarray(np.polyval(np.polyfit(index, times, 1), index))


def _kept_jumps(times: Times, fit: Times) -> Times:
    return np.where(np.abs(fit - times) < _LOOSEST_S, fit, times)
