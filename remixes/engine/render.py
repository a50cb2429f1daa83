"""The door between the engine's HTTP side and its music side; knows neither requests nor rows."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from remixes.engine.generative.backend import backend_of
from remixes.engine.music.inpaint import inpaint
from remixes.engine.music.order import Order, Version
from remixes.engine.music.over import over_instrumental
from remixes.engine.music.prompt import read, rest
from remixes.engine.music.remix import remix
from remixes.engine.music.sound import Scratch
from remixes.engine.music.source import claimed_length_s
from remixes.engine.music.stops import Cancelled, Unrenderable
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work

__all__ = ["Cancelled", "Order", "Unrenderable", "Version", "render"]

_LONG_S = 900
"""From here on memory is dearer than time: an hour of music in two processes takes 660 MB."""
_MODES = {"REMIX": remix, "INPAINT": inpaint, "OVER_INSTRUMENTAL": over_instrumental}


def render(
    order: Order,
    folder: Path,
    report: Callable[[float, str], None],
    is_cancelled: Callable[[], bool],
    on_plan: Callable[[dict[str, object]], None],
    processes: int = 1,
) -> Iterator[Version]:
    """Yield each version as soon as its wav and mp3 lie complete and synced in `folder`.

    `report` gets progress 0..1 and a stage word; `on_plan` is called once before the first version.
    With two `processes` this one forks, so it must have one thread and no database; long songs are
    made in one.
    Raises Unrenderable with a sentence for people, and Cancelled.
    """
    mode = _MODES.get(order.mode)
    if mode is None:
        raise Unrenderable(f"The mode {order.mode!r} is not one of {', '.join(_MODES)}.")
    scratch = Path(tempfile.mkdtemp(prefix="scratch-", dir=folder))
    try:
        watch = Watch(report, is_cancelled)
        wish = read(order.prompt)
        rest()  # a render needs the memory of the language model for sound
        most = fitting(order, processes)
        work = Work(order, wish, folder, Scratch(scratch), watch, on_plan, most)
        yield from backend_of(order.mode, order.model_dir, mode)(work)
        report(1.0, "done")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def fitting(order: Order, processes: int) -> int:
    """How many of the `processes` an order may have: one where its source is long, or may be."""
    length_s = claimed_length_s(order.source)
    return 1 if length_s is None or length_s > _LONG_S else processes
