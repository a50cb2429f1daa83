"""Where sections begin: checkerboard novelty over bars (Foote, ICME 2000), and levels."""

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.spectra import Array

_HALF = 4
_CLOSEST = 4


def find_sections(bar_colour: Array, bar_chroma: Array) -> tuple[tuple[int, int], ...]:
    """(first bar, bar after the last) of each section, from (bars, n) rows per bar."""
    bars = len(bar_colour)
    if bars < 3 * _HALF:
        return ((0, bars),)
    novelty = _novelty(_features(bar_colour, bar_chroma))
    floor = novelty.mean() + 0.6 * novelty.std()
    cuts = [0]
    for bar in range(_CLOSEST, bars - 2):
        around = novelty[max(0, bar - 3) : bar + 4]
        if novelty[bar] == around.max() > floor and bar - cuts[-1] >= _CLOSEST:
            cuts.append(bar)
    return tuple(zip(cuts, [*cuts[1:], bars], strict=True))


def _features(bar_colour: Array, bar_chroma: Array) -> Array:
    colour = (bar_colour - bar_colour.mean(0)) / (bar_colour.std(0) + 1e-9)
    chroma = bar_chroma / (np.linalg.norm(bar_chroma, axis=1, keepdims=True) + 1e-9)
    rows = np.hstack([0.7 * colour, 4 * (chroma - 0.27)])
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def _novelty(rows: Array) -> NDArray[np.float64]:
    alike = np.pad(rows @ rows.T, _HALF, mode="reflect")
    sign = np.r_[-np.ones(_HALF), np.ones(_HALF)]
    taper = np.hanning(2 * _HALF + 2)[1:-1]
    kernel = np.outer(sign * taper, sign * taper)
    size = 2 * _HALF
    return np.array([(alike[i : i + size, i : i + size] * kernel).sum() for i in range(len(rows))])
