"""How the tone of a record differs from that of commercial records in general.

The average third-octave spectrum of hits is from Pestana et al., Spectral characteristics of
popular commercial recordings 1950-2010, AES 135th Convention, 2013, read off per octave.
"""

import numpy as np
import scipy.signal
from numpy.typing import NDArray

CENTRES_HZ = (63, 125, 250, 500, 1000, 2000, 4000, 8000)
AVERAGE_DB = (-1.0, 0.0, -2.0, -4.0, -6.0, -8.0, -10.5, -14.0)


def octaves_db(sound: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """Level per octave band of (frames, channels), per third of it, dB with mean 0."""
    hz, power = scipy.signal.welch(sound.mean(1), rate, nperseg=8192)
    bands = [
        10 * np.log10(power[(hz >= c / 2**0.5) & (hz < c * 2**0.5)].sum() + 1e-15)
        for c in CENTRES_HZ
    ]
    return np.array(bands) - np.mean(bands)


def distance_db(sound: NDArray[np.float32], rate: int) -> float:
    """Mean absolute difference from the average record over eight octaves, dB."""
    wanted = np.array(AVERAGE_DB) - np.mean(AVERAGE_DB)
    return float(np.abs(octaves_db(sound, rate) - wanted).mean())
