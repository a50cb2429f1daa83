"""One render in a fresh process that has warmed up first, and what it cost, as JSON on a line.

`python -m remixes.engine.evaluate.timed SOURCE PROMPT FOLDER [WARM_UP]`
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from remixes.audio import Mp3Writer, decode_blocks, write_wav16
from remixes.engine.evaluate.processes import Cost, Meter
from remixes.engine.evaluate.renders import Sound, order, render_to

_RATE = 44_100
_BLOCK = 1 << 18


def main(arguments: list[str]) -> None:
    """Warm up on a short song, render, then do the least that any engine has to do."""
    source, prompt, folder, *warm_up = arguments
    room = Path(folder)
    for path in warm_up:
        render_to(order(Path(path), prompt), room / "warm")
    with Meter() as meter:
        render_to(order(Path(source), prompt), room / "timed")
    costs = {"render": asdict(meter.cost), "floor": asdict(floor(Path(source), room / "floor"))}
    print(json.dumps(costs))


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
