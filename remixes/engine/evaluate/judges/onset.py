"""When a voice begins to sound, by its energy alone (RMS every 2 ms over 12 ms)."""

import numpy as np
from numpy.typing import NDArray

_HOP_S = 0.002
_WINDOW_S = 0.012
_SHARE = 0.05
"""Of the loudest tenth of a line, what counts as sounding, -26 dB: a soft consonant does."""


def onset_s(mono: NDArray[np.float32], rate: int) -> float:
    """When (samples,) of one line alone begin to sound, seconds; nan when they never do."""
    hop, window = round(_HOP_S * rate), round(_WINDOW_S * rate)
    padded = np.pad(np.asarray(mono, np.float64), (window // 2, window))
    total = np.concatenate([[0.0], np.cumsum(padded**2)])
    at = np.arange(0, len(mono), hop)
    levels = np.sqrt(np.maximum(0, total[at + window] - total[at]) / window)
    loud = levels[levels > 1e-4]
    if not len(loud):
        return float("nan")
    first = int(np.flatnonzero(levels > _SHARE * np.quantile(loud, 0.9))[0])
    return float(at[first]) / rate
