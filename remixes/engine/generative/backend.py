"""Which of the two backends makes a version: the model in a folder, else the built-in one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from remixes.engine.generative.folder import is_turbo, trouble
from remixes.engine.generative.modes import LONGEST_S, cover, lego, repaint
from remixes.engine.music.order import Version
from remixes.engine.music.source import claimed_length_s
from remixes.engine.music.stops import Unrenderable
from remixes.engine.music.work import Work

BUILT_IN = "built-in re-arranger"

Renderer = Callable[[Work], Iterator[Version]]

_MODES = {"REMIX": cover, "INPAINT": repaint, "OVER_INSTRUMENTAL": lego}


def backend_of(mode: str, folder: Path | None, built_in: Renderer) -> Renderer:
    """What renders an order of this mode. The plan says who made it, and why where it matters.

    Raises Unrenderable when a folder is given and no model can be run from it: whoever set it
    wants that seen, not papered over.
    """
    if folder is None:
        return lambda work: built_in(_signed(work, BUILT_IN))
    if problem := trouble(folder):
        raise Unrenderable(problem)
    if mode == "OVER_INSTRUMENTAL" and is_turbo(folder):
        why = "the turbo weights of ACE-Step cannot add a voice"
        return lambda work: built_in(_signed(work, f"{BUILT_IN}: {why}"))

    def render(work: Work) -> Iterator[Version]:
        length = claimed_length_s(work.order.source) or 0.0
        if mode != "INPAINT" and length > LONGEST_S:
            why = f"ACE-Step makes at most {LONGEST_S / 60:.0f} minutes at once"
            return built_in(_signed(work, f"{BUILT_IN}: {why}"))
        return _MODES[mode](work, folder)

    return render


def _signed(work: Work, name: str) -> Work:
    return replace(work, on_plan=lambda plan: work.on_plan({"made_by": name, **plan}))
