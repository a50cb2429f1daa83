"""What comes in through the engine's door and what goes out; plain values, no behaviour."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Order:
    """A song file, words, a mode (REMIX, INPAINT, OVER_INSTRUMENTAL), a range in seconds."""

    source: Path
    prompt: str
    lyrics: str
    mode: str
    replace_start_at: float | None
    replace_end_at: float | None
    seed: int
    title: str
    model_dir: Path | None = None
    """Where the weights of a generative model lie; None for the built-in re-arranger."""
    gender: str = ""
    """Who sings: "male", "female", "neutral" or "" for any; the built-in voice is one only."""


@dataclass(frozen=True)
class Version:
    """One finished result; `timeline` items are {"index", "text", "start", "end"} in ms."""

    number: int
    mp3: Path
    wav: Path
    title: str
    duration_s: float
    lyrics: str
    timeline: tuple[dict[str, int | str], ...]


OnPlan = Callable[[dict[str, object]], None]
