"""The analysis of a stranger's file, in a limited process of its own; itself without numpy."""

from pathlib import Path
from typing import Any

from remixes.audio.limited import ask
from remixes.audio.probing import probe


def listen(path: Path, max_duration_s: float) -> dict[str, Any]:
    """`summary` of what a file plays, decoded and analysed once under hard limits.

    Raises BadAudio for what is not audio, holds no sound, is longer than `max_duration_s` or
    exceeds the limits; OSError for a file that cannot be read; RuntimeError if the process failed
    for reasons of ours.
    """
    probe(path)
    order = {"task": "listen", "path": str(path.resolve()), "max_duration_s": max_duration_s}
    return ask(order, module="remixes.analysis.listening_main")
