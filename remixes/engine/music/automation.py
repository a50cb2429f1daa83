"""What moves on the song's own layer during a mix: filters that sweep, and its fader."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Sweep:
    """A filter whose corner glides (evenly in octaves) while it is in; outside, there is none.

    `low` lets pass what is below the corner, `high` what is above it; seconds and Hz. Sweeps of
    one kind never overlap and come in order.
    """

    start_s: float
    stop_s: float
    from_hz: float
    to_hz: float
    kind: Literal["low", "high"] = "low"


@dataclass(frozen=True)
class Fade:
    """A ride of the layer's fader: linear gains at both ends, evenly between, 1 outside.

    Fades never overlap and come in order; a hole before a drop is one from 0 to 0.
    """

    start_s: float
    stop_s: float
    from_gain: float
    to_gain: float
