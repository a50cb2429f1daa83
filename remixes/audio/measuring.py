"""The true facts of a file, from one full decode in a separate, limited process."""

from dataclasses import dataclass
from pathlib import Path

from remixes.audio.limited import ask
from remixes.audio.probing import probe


@dataclass(frozen=True)
class Measured:
    """What was decoded. `peaks`: the largest level of any channel per bucket, 0..255, 255 is full
    scale. Loudness (BS.1770-4) and true peak are None for silence; loudness also under 0.4 s."""

    duration_s: float
    sample_rate: int
    channels: int
    peaks: list[int]
    loudness_lufs: float | None
    true_peak_dbtp: float | None


def measure(path: Path, *, max_duration_s: float, buckets: int = 1000) -> Measured:
    """Decode once under limits of memory, processor time and wall time.

    A file that is cut short counts with what it holds. Raises BadAudio for what is not audio,
    holds no sound, is longer than `max_duration_s` or exceeds the limits; OSError for a file
    that cannot be read; RuntimeError if the process failed for reasons of ours.
    """
    promised_s = probe(path).duration_s
    order = {"task": "measure", "path": str(path.resolve()), "promised_s": promised_s}
    return Measured(**ask({**order, "max_duration_s": max_duration_s, "buckets": buckets}))
