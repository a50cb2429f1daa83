"""Which beats are downbeats: where chords and bass change and the kick falls, in 3 or 4."""

import numpy as np
from numpy.typing import NDArray

_THREES_ARE_RARER = 0.93


def find_bars(
    harmony_change: NDArray[np.float64],
    bass_change: NDArray[np.float64],
    low_onset: NDArray[np.float64],
) -> tuple[int, int]:
    """(beats in a bar: 3 or 4, index of the first downbeat) from one number per beat each."""
    weight = _standard(harmony_change) + 0.8 * _standard(bass_change) + 0.5 * _standard(low_onset)
    best = (float("-inf"), 4, 0)
    for meter, prior in ((4, 1.0), (3, _THREES_ARE_RARER)):
        if len(weight) < 2 * meter:
            continue
        for phase in range(meter):
            others = [weight[(phase + k) % meter :: meter].mean() for k in range(1, meter)]
            score = (weight[phase::meter].mean() - np.mean(others)) * prior
            best = max(best, (float(score), meter, phase))
    return best[1], best[2]


def _standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return (values - values.mean()) / (values.std() + 1e-9)
