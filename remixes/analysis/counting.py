"""How a song is counted: of several tempi that fit, the one whose beats and bars explain most.

The tempogram cannot tell a tempo from its double, or from 4/3 of it where basses are dotted. So
each related tempo is followed to the end, on the beat and off it, and judged by what it explains.
"""

from dataclasses import dataclass

import numpy as np
import scipy.ndimage

from remixes.analysis.bars import Accents, Bars, strongest
from remixes.analysis.beats import clocked, follow, followed_again, sounding
from remixes.analysis.hearing import Heard
from remixes.analysis.onsets import EARLY_S, FPS, Onsets
from remixes.analysis.progress import Step
from remixes.analysis.settling import Times, settled
from remixes.analysis.spectra import Array
from remixes.analysis.tempo import HOP_S, tempo_curve

_RATIOS = (1 / 3, 1 / 2, 2 / 3, 3 / 4, 1.0, 4 / 3, 3 / 2, 2.0, 3.0)
_SLOWEST, _FASTEST = 50.0, 215.0
_FEWEST = 8
_USUAL_BPM = 115.0
_FAST_BPM = 130.0
_EVEN = 1.2
_PULSE_COUNTS = 0.9
_ON_BEATS_COUNT = 0.3
_BARS_COUNT = 0.7
_UNUSUAL_COSTS = 0.5
_UNEVEN_COSTS = 0.6
_KICKS_BETWEEN_COST = 5.0
"""Weights of the evidence, chosen on fifty computed songs, 47 of which they count as written; the
last so that kicks overrule everything else."""
_SUBDIVISIONS = (1, 2, 3, 4)
_FLOOR = 4
_SWEEP = 5
_KICKS_FROM = 99


@dataclass(frozen=True)
class Count:
    """Beats (seconds), and which of them begin bars."""

    beats: Times
    bars: Bars


def find_count(heard: Heard, step: Step) -> Count | None:
    """The most convincing count; None when nothing pulses."""
    onsets, envelope = heard.onsets, heard.onsets.envelope
    if envelope.max(initial=0.0) <= 0:
        return None
    accents, curve = Accents(onsets, heard.chroma), tempo_curve(envelope)
    tempo = np.interp(np.arange(len(envelope)), np.arange(len(curve)) * HOP_S * FPS, curve)
    found: list[tuple[float, Times]] = []
    for i, ratio in enumerate(_RATIOS):
        step(i / len(_RATIOS))
        if _SLOWEST < np.median(tempo) * ratio < _FASTEST:
            beats = follow(envelope, 60 * FPS / (tempo * ratio))
            found += _judged(sounding(beats, onsets.level), onsets, accents)
    if not found:
        return None
    chosen = followed_again(max(found, key=lambda item: item[0])[1], envelope)
    beats = settled(clocked(sounding(chosen, onsets.level)), heard.attacks)
    return Count(beats, accents.bars(beats))


def _judged(beats: Times, onsets: Onsets, accents: Accents) -> list[tuple[float, Times]]:
    """Beats, and the middles between them, with the score of each."""
    if len(beats) < _FEWEST:
        return []
    grids = [_explained(onsets.envelope, beats, parts) for parts in _SUBDIVISIONS]
    between = _middles(beats)
    # Between the beats lie the same eighths and sixteenths, other beats and other thirds.
    others = list(grids)
    others[0], others[2] = (_explained(onsets.envelope, between, parts) for parts in (1, 3))
    pulse = _PULSE_COUNTS * max(grids[0], others[0])
    return [
        (
            pulse
            + max(own)
            + _ON_BEATS_COUNT * own[0]
            + _BARS_COUNT * accents.contrast(times)
            - _unusual(times, onsets)
            - _KICKS_BETWEEN_COST * _kicks_between(onsets.kicks, times),
            times,
        )
        for times, own in ((beats, grids), (between, others))
    ]


def _unusual(beats: Times, onsets: Onsets) -> float:
    """What speaks against a tempo: far from the usual, or fast with every other beat weak."""
    bpm = float(60 / np.median(np.diff(beats)))
    cost = _UNUSUAL_COSTS * np.log2(bpm / _USUAL_BPM) ** 2
    if bpm > _FAST_BPM:
        even = _evenness(onsets.envelope, beats) + _evenness(onsets.low, beats)
        cost += _UNEVEN_COSTS * max(0.0, _EVEN - even)
    return float(cost)


def _kicks_between(kicks: Array, beats: Times) -> float:
    """How much speaks for a kick half-way between all of these beats, or between their halves."""
    # A kick falls in pitch, and reaches the deepest band late.
    late = scipy.ndimage.maximum_filter1d(kicks, _SWEEP) / (
        np.percentile(kicks, _KICKS_FROM) + 1e-9
    )
    cost = 0.0
    for parts in (1, 2):
        grid = _divided(beats, parts)
        on, off = (np.minimum(1, strongest(late, t)) ** 2 for t in (grid[:-1], _middles(grid)))
        cost = max(cost, _four_in_a_row(off, on) - _four_in_a_row(on, off))
    return cost


def _four_in_a_row(size: Times, others: Times) -> float:
    """By how much power four kicks in a row outdo all that is between them (0..1).

    Whoever dances counts these, although bass, chords and hats may all come in between.
    """
    weakest = scipy.ndimage.minimum_filter1d(size, _FLOOR)
    return float(np.maximum(0, weakest - scipy.ndimage.maximum_filter1d(others, _FLOOR)).mean())


def _evenness(flux: Array, beats: Times) -> float:
    """How much the weaker beats have of what the stronger have, taking turns (0..1)."""
    size = strongest(flux, beats)
    pair = float(size[::2].mean()), float(size[1::2].mean())
    return min(pair) / (max(pair) + 1e-9)


def _explained(envelope: Array, beats: Times, parts: int) -> float:
    """Information, in nats, that a grid of so many parts a beat gives about where onsets are.

    The divergence of the onsets' distribution, on the grid or off it, from chance: a grid twice as
    dense catches more, and has to.
    """
    frames = np.round((_divided(beats, parts) - EARLY_S) * FPS).astype(int)
    near = np.zeros(len(envelope), np.bool_)
    for offset in (-1, 0, 1):
        near[np.clip(frames + offset, 0, len(near) - 1)] = True
    caught = float(envelope[near].sum() / envelope.sum())
    chance = float(near.mean())
    if not chance < caught < 1:
        return 0.0
    missed = (1 - caught) * np.log((1 - caught) / (1 - chance))
    return float(caught * np.log(caught / chance) + missed)


def _divided(beats: Times, parts: int) -> Times:
    return np.interp(np.arange(len(beats) * parts) / parts, np.arange(len(beats)), beats)


def _middles(beats: Times) -> Times:
    return (beats[1:] + beats[:-1]) / 2
