"""The analysis of a stranger's file, in a limited process of its own; itself without numpy."""

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from remixes.audio.limited import ask
from remixes.audio.probing import probe


@dataclass(frozen=True)
class Listened:
    """`facts` is a `summary`; `wave` a zlib stream of one byte for each hundredth of a second."""

    facts: dict[str, Any]
    wave: bytes


def listen(path: Path, max_duration_s: float) -> Listened:
    """What a file plays, decoded and analysed once under hard limits.

    Raises BadAudio for what is not audio, holds no sound, is longer than `max_duration_s` or
    exceeds the limits; OSError for a file that cannot be read; RuntimeError if the process failed
    for reasons of ours.
    """
    probe(path)
    order = {"task": "listen", "path": str(path.resolve()), "max_duration_s": max_duration_s}
    facts = ask(order, module="remixes.analysis.listening_main")
    return Listened(wave=base64.b64decode(facts.pop("wave")), facts=facts)
