"""A file being decoded: what every reader gives, whatever library it uses."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
MOST_CHANNELS = 32


@dataclass(frozen=True)
class Stream:
    """Hz, channels, and blocks (frames, channels) float32."""

    sample_rate: int
    channels: int
    blocks: Iterator[Samples]


class Unreadable(Exception):
    """One reader cannot read the file; another one may."""
