"""How loud and how high: by pyloudnorm, by ffmpeg where it is installed, and by a finer ruler.

The engine measures with its own meter; these are others (ITU-R BS.1770-4, EBU R 128).
"""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pyloudnorm
import scipy.signal
from numpy.typing import NDArray

_FINER = 8
_BLOCK = 1 << 17
_EDGE = 64
_CLIPPED = 0.9999
_RUN = 3
"""So many samples in a row at full scale are a clip."""


def lufs(sound: NDArray[np.float32], rate: int) -> float:
    """Integrated loudness of (frames, channels)."""
    return float(pyloudnorm.Meter(rate).integrated_loudness(np.asarray(sound, np.float64)))


def true_peak_db(sound: NDArray[np.float32]) -> float:
    """dBTP at eight times the rate, twice as fine as the standard asks."""
    peak = 0.0
    for at in range(0, len(sound), _BLOCK):
        piece = sound[max(0, at - _EDGE) : at + _BLOCK + _EDGE]
        fine = scipy.signal.resample_poly(piece, _FINER, 1, axis=0)
        peak = max(peak, float(np.abs(fine).max(initial=0.0)))
    return float(20 * np.log10(peak + 1e-12))


def clipped_runs(sound: NDArray[np.float32]) -> int:
    """How often three samples in a row of a channel stand at full scale."""
    full = np.abs(sound) >= _CLIPPED
    runs = full[: -_RUN + 1] & full[1 : -_RUN + 2] & full[2:]
    return int(runs.sum())


def by_ffmpeg(path: Path) -> tuple[float, float] | None:
    """(LUFS, dBTP) of a file by ffmpeg's ebur128; None where ffmpeg is not installed."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    asked = ["-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true"]
    ran = subprocess.run(  # noqa: S603
        [program, *asked, "-f", "null", "-"], capture_output=True, text=True, check=True
    )
    loud = re.findall(r"I:\s+(-?[\d.]+) LUFS", ran.stderr)
    peak = re.findall(r"Peak:\s+(-?[\d.]+) dBFS", ran.stderr)
    return float(loud[-1]), float(peak[-1])
