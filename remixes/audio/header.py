"""The facts a file's header claims; headers lie, so nothing is believed before a decode."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Header:
    """What a header claims: codec name, seconds (None: it does not say), Hz, channels."""

    codec: str
    duration_s: float | None
    sample_rate: int
    channels: int
