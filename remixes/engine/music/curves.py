"""Slow curves (one point per so many frames) and what they are frame by frame."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float32] | NDArray[np.float64]


def unfolded(curve: Curve, hop: int, start: int, stop: int, centre: int = 0) -> NDArray[np.float32]:
    """Frames `start` to `stop` of a curve with a straight line between its points.

    Point k lies at frame `k * hop + centre`; beyond both ends the curve keeps its value.
    """
    first = (start - centre) // hop
    last = (stop - centre) // hop + 2
    at = np.clip(np.arange(first, last), 0, len(curve) - 1)
    points = curve[at].astype(np.float32)
    rows = points[:-1, None] + np.diff(points)[:, None] * _ramp(hop)
    skip = start - centre - first * hop
    return np.ravel(rows)[skip : skip + stop - start]


@lru_cache(8)
def _ramp(hop: int) -> NDArray[np.float32]:
    return np.arange(hop, dtype=np.float32) / np.float32(hop)
