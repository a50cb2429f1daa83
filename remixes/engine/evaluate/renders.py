"""Orders given to the engine through its one door, and what came out."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from remixes.engine.render import Order, Version, render

Sound = NDArray[np.float32]
"""(frames, channels)"""

LYRICS = """[Verse 1]
Paper boats along the harbour
Lanterns leaning on the tide
I was counting every window
You were waiting on the other side

[Chorus]
Oh, let the morning find us
Over the silver water
Nothing is lost behind us
Leave all the rest for later

[Verse 2]
Footsteps on a wooden ladder
Salt and summer in the air
If the wind should change its colour
I would follow anywhere
"""


@dataclass(frozen=True)
class Rendered:
    """The order, both versions, the plan and the progress that was told."""

    order: Order
    versions: tuple[Version, ...]
    plan: dict[str, object]
    reports: tuple[tuple[float, str], ...] = field(default=(), repr=False)

    def wav(self, number: int) -> tuple[Sound, int]:
        """Decoded (frames, channels) and rate of a version's wav."""
        return read(self.versions[number - 1].wav)

    def mp3(self, number: int) -> tuple[Sound, int]:
        """Decoded (frames, channels) and rate of a version's mp3."""
        return read(self.versions[number - 1].mp3)


def read(path: Path) -> tuple[Sound, int]:
    """Samples and rate by libsndfile, which is not the decoder of the engine's mp3 files."""
    sound, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    return sound, int(rate)


def order(
    source: Path,
    prompt: str,
    mode: str = "REMIX",
    lyrics: str = "",
    span: tuple[float, float] | None = None,
    seed: int = 20,
) -> Order:
    """An order with nothing unusual in it; `span` is the range to replace, seconds."""
    start, stop = span or (None, None)
    return Order(source, prompt, lyrics, mode, start, stop, seed, source.stem)


def render_to(
    wanted: Order, folder: Path, is_cancelled: Callable[[], bool] = lambda: False
) -> Rendered:
    """Render to the end into an emptied folder. Raises what the engine raises."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    plans: list[dict[str, object]] = []
    reports: list[tuple[float, str]] = []

    def report(share: float, stage: str) -> None:
        reports.append((share, stage))

    versions = tuple(render(wanted, folder, report, is_cancelled, plans.append))
    return Rendered(wanted, versions, plans[0] if plans else {}, tuple(reports))
