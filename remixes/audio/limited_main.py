"""The limited process: decodes one foreign file under hard limits and prints one JSON object.

`python -m remixes.audio.limited_main '{"task": "measure", ...}'`. It must not import Django, and
it trusts nothing about the file.
"""

import contextlib
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np

from remixes.audio.kinds import BadAudio
from remixes.audio.limited import CPU_S
from remixes.audio.lufs import StreamingLoudness
from remixes.audio.peak import Outline, StreamingTruePeak
from remixes.audio.probing import kind_of
from remixes.audio.readers import open_stream
from remixes.audio.sandbox import shut_in
from remixes.audio.stream import Samples, Stream
from remixes.lifeline import die_with_parent

_MEMORY_BYTES = 2 << 30
_OPEN_FILES = 64
_BLOCK_FRAMES = 1 << 16
_MPEG_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)

# A file that plays this much longer than it says is counted before more work goes into it.
_TRUSTED_S = 300.0
_OUTPUTS = ("to", "wav", "mp3")

Task = Callable[[dict[str, Any]], dict[str, Any]]


def main() -> None:
    """Measure a file, or write it as wav, or as wav and mp3."""
    serve({"measure": _measure, "to_wav": _to_wav, "press": _press})


def serve(tasks: dict[str, Task]) -> None:
    """Read the order, set the limits, do the task it names, answer. Takes over stdout.

    The files an order names are all that can be opened afterwards, so modules that a task imports
    late have to live with the code.
    """
    order = json.loads(sys.argv[1])
    die_with_parent(order.pop("parent", os.getppid()))
    answer = _take_stdout()
    _limit(order.get("file_bytes", 0))
    _shut_in(order)
    try:
        result = tasks[order.pop("task")](order)
    except BadAudio as bad:
        result = {"bad": bad.sentence}
    except MemoryError:
        result = {"bad": BadAudio("Decoding this file takes more memory than allowed.").sentence}
    with os.fdopen(answer, "w") as out:
        json.dump(result, out)


def _take_stdout() -> int:
    """Keep stdout for the answer alone: decoders write their remarks where they like."""
    answer = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    return answer


def _shut_in(order: dict[str, Any]) -> None:
    outputs = [Path(order[name]) for name in _OUTPUTS if name in order]
    for path in outputs:
        # Only what is there can be named. Whoever gave the order removes it after an error.
        path.touch()
    shut_in([Path(order["path"])], outputs)


def _limit(file_bytes: int) -> None:
    limits = (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    )
    for which, value in limits:
        # Some systems do not know a limit, or are stricter already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (value, value))


def _measure(order: dict[str, Any]) -> dict[str, Any]:
    stream = opened(order["path"])
    outline = Outline()
    loudness = StreamingLoudness(stream.sample_rate, stream.channels)
    top = StreamingTruePeak(stream.channels)
    frames = 0
    for block in _ahead(_counted(stream, order)):
        frames += len(block)
        # Everything below works channel by channel, several times faster on separate planes.
        planes = np.ascontiguousarray(block.T)
        outline.add(reduce(np.maximum, np.abs(planes)))
        loudness.add(planes.T)
        top.add(planes.T)
    return {
        "duration_s": frames / stream.sample_rate,
        "sample_rate": stream.sample_rate,
        "channels": stream.channels,
        "peaks": outline.buckets(order["buckets"]),
        "loudness_lufs": loudness.lufs(),
        "true_peak_dbtp": top.dbtp(),
    }


def _to_wav(order: dict[str, Any]) -> dict[str, Any]:
    from remixes.audio.encode import write_wav_float

    stream = opened(order["path"])
    blocks = within(stream, order["max_duration_s"])
    try:
        frames = write_wav_float(Path(order["to"]), blocks, stream.sample_rate, stream.channels)
    except ValueError as error:
        raise BadAudio("This file decodes to more than 4 GiB. Expected less.") from error
    return {"frames": frames, "sample_rate": stream.sample_rate, "channels": stream.channels}


def _press(order: dict[str, Any]) -> dict[str, Any]:
    from remixes.audio.encode import Mp3Writer, write_wav16

    stream = opened(order["path"])
    rate, channels = stream.sample_rate, stream.channels
    if rate not in _MPEG_RATES or channels not in (1, 2):
        raise BadAudio(
            f"This file has {channels} channels at {rate} Hz. "
            "Expected one or two at a rate an mp3 can have."
        )
    with Mp3Writer(Path(order["mp3"]), rate, channels) as mp3:

        def passing() -> Iterator[Samples]:
            for block in within(stream, order["max_duration_s"]):
                mp3.write(block)
                yield block

        try:
            frames = write_wav16(Path(order["wav"]), passing(), rate, channels)
        except ValueError as error:
            raise BadAudio("This file decodes to more than 4 GiB. Expected less.") from error
    return {"frames": frames, "sample_rate": rate, "channels": channels}


def opened(name: str) -> Stream:
    """Blocks of a file, whatever its kind. Raises BadAudio."""
    path = Path(name)
    with path.open("rb") as file:
        kind, _ = kind_of(file)
    return open_stream(path, kind, _BLOCK_FRAMES, is_limited=True)


def within(stream: Stream, max_duration_s: float) -> Iterator[Samples]:
    """The blocks of a stream. Raises BadAudio where it gets longer than allowed."""
    left = int(max_duration_s * stream.sample_rate)
    for block in stream.blocks:
        left -= len(block)
        if left < 0:
            raise BadAudio(
                f"This file is longer than allowed. Expected at most {_clock(max_duration_s)}."
            )
        yield block


def _counted(stream: Stream, order: dict[str, Any]) -> Iterator[Samples]:
    """The blocks of a stream. One that outlasts what it says is first decoded to its end, or to
    the longest allowed: a day of silence in a few megabytes is found out in a hundredth of the
    time that measuring it would take. Raises BadAudio as `within`."""
    left = int(((order.get("promised_s") or 0.0) + _TRUSTED_S) * stream.sample_rate)
    is_counted = False
    for block in within(stream, order["max_duration_s"]):
        left -= len(block)
        if left < 0 and not is_counted:
            is_counted = True
            for _ in within(opened(order["path"]), order["max_duration_s"]):
                pass
        yield block


def _ahead(blocks: Iterator[Samples]) -> Iterator[Samples]:
    """Decode the next block on a second core while this one is looked at."""
    with ThreadPoolExecutor(1) as decoder:
        coming = decoder.submit(next, blocks, None)
        while (block := coming.result()) is not None:
            coming = decoder.submit(next, blocks, None)
            yield block


def _clock(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds >= 120 else f"{seconds:g} seconds"


if __name__ == "__main__":
    main()
