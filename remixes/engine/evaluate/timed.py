"""One render in a studio that has warmed up first, and what it cost, as JSON on a line.

`python -m remixes.engine.evaluate.timed SOURCE PROMPT FOLDER [WARM_UP]`
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from remixes.audio import Mp3Writer, decode_blocks, write_wav16
from remixes.engine.evaluate.processes import Cost, Meter
from remixes.engine.evaluate.renders import Sound, order
from remixes.engine.music.order import Order
from remixes.engine.studio.client import Studio, listened

_RATE = 44_100
_BLOCK = 1 << 18


def main(arguments: list[str]) -> None:
    """Warm up on a short song, render, then do the least that any engine has to do."""
    source, prompt, folder, *warm_up = arguments
    room = Path(folder)
    studio = Studio()
    try:
        for path in warm_up:
            _ordered(studio, order(Path(path), prompt), room / "warm")
        with Meter(studio.pid) as meter:
            _ordered(studio, order(Path(source), prompt), room / "timed")
    finally:
        studio.close()
    costs = {"render": asdict(meter.cost), "floor": asdict(floor(Path(source), room / "floor"))}
    print(json.dumps(costs))


def _ordered(studio: Studio, wanted: Order, folder: Path) -> None:
    """As a worker places an order, with a process for each version; back when its session is."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for _ in listened(studio.order(wanted, folder, os.cpu_count() or 1), folder):
        pass


def floor(source: Path, room: Path) -> Cost:
    """Decode a stereo file once, write two wavs and two mp3s: what no render can do without."""
    room.mkdir(parents=True, exist_ok=True)
    with Meter() as meter:
        blocks = list(decode_blocks(source, sample_rate=_RATE, block_frames=_BLOCK))
        for number in (1, 2):
            with Mp3Writer(room / f"{number}.mp3", _RATE, 2, 192, title="floor") as writer:
                write_wav16(room / f"{number}.wav", _heard(blocks, writer), _RATE, 2)
    return meter.cost


def _heard(blocks: list[Sound], writer: Mp3Writer) -> Iterator[Sound]:
    for block in blocks:
        writer.write(block)
        yield block


if __name__ == "__main__":
    main(sys.argv[1:])
