"""Bars that sound alike tell together what they play: noise and passing notes differ, chords stay.

After T. Cho, J. P. Bello: A feature smoothing method for chord recognition using recurrence plots
(ISMIR 2011). It knows nothing of chords.
"""

import numpy as np

from remixes.analysis.form import alike
from remixes.analysis.spectra import Array

_ALIKE = 0.6
"""Cosine of two bars' harmony from which one has a say in the other; at 1 as much as itself."""


def by_all_alike(rows: Array, bars: Array) -> Array:
    """(beats, 12) chroma, each beat the mean of its own and of that beat in all bars like its own.

    `bars` is what likeness is told by, (bars, meter x 12); the last bar of `rows` may be short.
    """
    weights = np.clip((alike(bars) - _ALIKE) / (1 - _ALIKE), 0, 1)
    np.fill_diagonal(weights, 1)
    weights /= weights.sum(1, keepdims=True)
    loud = np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    missing = bars.size // 12 - len(rows)
    whole = np.pad(rows / loud, ((0, missing), (0, 0)), mode="edge").reshape(bars.shape)
    return np.asarray((weights @ whole).reshape(-1, 12)[: len(rows)], np.float32)
