"""Where sections begin: where the sound changes and where repetition does, at musical lengths.

Checkerboard novelty over bars (Foote, ICME 2000) finds new sound. Structure features (Serrà et al.,
IEEE Trans. Multimedia 16(5), 2014) find the place where what is repeated changes, even if the sound
does not. The cuts are the best path through both, in which eight bars are likelier than seven.
"""

from itertools import pairwise

import numpy as np
import scipy.ndimage
from numpy.typing import NDArray

from remixes.analysis.spectra import Array

Sections = tuple[tuple[int, int], ...]
Numbers = NDArray[np.float64]

_HALF = 4
_SHORTEST, _LONGEST = 4, 32
_FRAGMENT = 6.0
_CUT_COSTS = 1.1
_REPETITION = 1.5
_SILENT = 0.1
_PLAIN_SOUND, _PLAIN_HARMONY = 1.0, 0.1
_MOST = 2.5
_EDGE = 0.4
"""What an unusual length costs at the ends of a song: pick-ups and last notes are not counted."""


def find_sections(bar_colour: Array, bar_harmony: Array, levels: Numbers) -> Sections:
    """(first bar, bar after the last) of each section.

    `bar_colour` is (bars, bands); `bar_harmony` (bars, beats x 12) holds the chroma of each beat,
    so that the same chords in another order are another bar. `levels` is RMS per bar.
    """
    bars = len(levels)
    heard = np.flatnonzero(levels > _SILENT * np.median(levels))
    if len(heard) < 4 * _HALF:
        return ((0, bars),)
    # A last chord that rings out is no section of its own.
    first, stop = int(heard[0]), int(heard[-1]) + 1
    inner = _inner(bar_colour[first:stop], bar_harmony[first:stop])
    return tuple(pairwise([0, *(first + cut for cut in inner), bars]))


def _inner(bar_colour: Array, bar_harmony: Array) -> list[int]:
    sound = np.clip(standard(bar_colour), -_MOST, _MOST)
    novelty = _scaled(_novelty(_cosines(sound)), _PLAIN_SOUND)
    novelty += _REPETITION * _scaled(_structure(alike(bar_harmony)), _PLAIN_HARMONY)
    return _best_cuts(novelty)[1:-1]


def alike(rows: Array) -> Numbers:
    """Cosines between all pairs of rows, after taking out what all have in common: (n, n)."""
    return _cosines(rows - rows.mean(0))


def standard(rows: Array) -> Array:
    """Each column in its standard deviations from its mean."""
    return (rows - rows.mean(0)) / (rows.std(0) + 1e-3)


def _cosines(rows: Array) -> Numbers:
    unit = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    return np.asarray(unit @ unit.T, np.float64)


def _novelty(similar: Numbers) -> Numbers:
    """How different the bars before and after each bar are, each alike among themselves."""
    padded = np.pad(similar, _HALF, mode="reflect")
    sign = np.r_[-np.ones(_HALF), np.ones(_HALF)]
    taper = np.hanning(2 * _HALF + 2)[1:-1]
    kernel = np.outer(sign * taper, sign * taper)
    size = 2 * _HALF
    return np.array(
        [(padded[i : i + size, i : i + size] * kernel).sum() for i in range(len(similar))]
    )


def _structure(similar: Numbers) -> Numbers:
    """How much the set of earlier and later bars that each bar repeats changes there."""
    bars = len(similar)
    # Along its diagonals a run of repeated bars is a line; a lag is a column afterwards.
    lagged = np.array([np.roll(similar[i], -i) for i in range(bars)])
    lines = scipy.ndimage.uniform_filter1d(np.maximum(lagged - 0.3, 0), _HALF, axis=0)
    lines = scipy.ndimage.gaussian_filter1d(lines, 0.5, axis=1, mode="wrap")
    out = np.zeros(bars)
    for bar in range(2, bars - 1):
        before = lines[max(0, bar - _HALF) : bar].mean(0)
        after = lines[bar : bar + _HALF].mean(0)
        # Near the ends fewer bars are compared, by chance more unlike.
        out[bar] = np.linalg.norm(after - before) * min(1.0, bar / _HALF, (bars - bar) / _HALF)
    return out


def _best_cuts(novelty: Numbers) -> list[int]:
    """First bars of the sections, and the end, with the most novelty at the best lengths."""
    bars = len(novelty)
    total = np.full(bars + 1, -np.inf)
    back = np.zeros(bars + 1, int)
    total[0] = 0.0
    for stop in range(1, bars + 1):
        gain = novelty[stop] - _CUT_COSTS if stop < bars else 0.0
        for start in range(max(0, stop - _LONGEST), stop):
            cost = _oddness(stop - start, at_edge=start == 0 or stop == bars)
            score = total[start] + gain - cost
            if score > total[stop]:
                total[stop], back[stop] = score, start
    cuts = [bars]
    while cuts[-1] > 0:
        cuts.append(int(back[cuts[-1]]))
    return cuts[::-1]


def _oddness(bars: int, *, at_edge: bool) -> float:
    """What a section of so many bars costs."""
    if bars < _SHORTEST:
        return _FRAGMENT
    usual = {8: 0.0, 16: 0.2, 4: 0.4, 12: 0.4, 24: 0.6, 32: 0.8}
    return usual.get(bars, 1.0 if bars % 2 else 0.7) * (_EDGE if at_edge else 1.0)


def _scaled(novelty: Numbers, least: float) -> Numbers:
    """In standard deviations, or in `least` where nothing stands out."""
    return (novelty - novelty.mean()) / max(float(novelty.std()), least)
