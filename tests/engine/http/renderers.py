"""Renderers that make no music: quick, slow, failing, dying; named by REMIX_ENGINE_RENDERER."""

import errno
import os
import signal
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from remixes.engine.render import Cancelled, Order, Unrenderable, Version

Report = Callable[[float, str], None]
Asked = Callable[[], bool]
Plan = Callable[[dict[str, Any]], None]


def make_version(order: Order, folder: Path, number: int) -> Version:
    """Two small files that say which version they are."""
    mp3, wav = folder / f"v{number}.mp3", folder / f"v{number}.wav"
    mp3.write_bytes(b"ID3" + bytes([number]) * 5000)
    with wave.open(str(wav), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(bytes([number, 0]) * 4000)
    lines = [line for line in order.lyrics.splitlines() if line]
    timeline: tuple[dict[str, int | str], ...] = tuple(
        {"index": at, "text": text, "start": at * 640, "end": at * 640 + 500}
        for at, text in enumerate(lines)
    )
    return Version(number, mp3, wav, f"{order.title} {number}", 0.5, order.lyrics, timeline)


def quick(
    order: Order, folder: Path, report: Report, is_cancelled: Asked, on_plan: Plan
) -> Iterator[Version]:
    """Both versions at once."""
    on_plan({"style": "house", "bpm": 120})
    for number in (1, 2):
        report(number / 2, f"Version {number}")
        yield make_version(order, folder, number)


def slow(
    order: Order, folder: Path, report: Report, is_cancelled: Asked, on_plan: Plan
) -> Iterator[Version]:
    """Version 1, then half a minute of work that heeds a cancel."""
    yield make_version(order, folder, 1)
    for step in range(1500):
        if is_cancelled():
            raise Cancelled
        report(0.5 + step / 3000, "Mixing")
        time.sleep(0.02)
    yield make_version(order, folder, 2)


def unrenderable(*_: Any) -> Iterator[Version]:
    """Nothing to be made of this song."""
    raise Unrenderable("This song is silent.")


def second_fails(
    order: Order, folder: Path, report: Report, is_cancelled: Asked, on_plan: Plan
) -> Iterator[Version]:
    """One version, then no more."""
    yield make_version(order, folder, 1)
    raise Unrenderable("The second version came out silent.")


def only_one(
    order: Order, folder: Path, report: Report, is_cancelled: Asked, on_plan: Plan
) -> Iterator[Version]:
    """Ends after one version without a word."""
    yield make_version(order, folder, 1)


def buggy(*_: Any) -> Iterator[Version]:
    """A fault of the engine."""
    raise ZeroDivisionError("secret detail")


def greedy(*_: Any) -> Iterator[Version]:
    """Wants more memory than there is."""
    raise MemoryError


def no_room(*_: Any) -> Iterator[Version]:
    """The disk fills up while the files are written."""
    raise OSError(errno.ENOSPC, "No space left on device")


def dying(
    order: Order, folder: Path, report: Report, is_cancelled: Asked, on_plan: Plan
) -> Iterator[Version]:
    """Crashes the process the way a broken decoder does."""
    count = folder.parent / "deaths"
    count.write_text((count.read_text() if count.exists() else "") + "x")
    os.kill(os.getpid(), signal.SIGSEGV)
    yield make_version(order, folder, 1)


def dying_once(
    order: Order, folder: Path, report: Report, is_cancelled: Asked, on_plan: Plan
) -> Iterator[Version]:
    """Crashes after version 1 the first time, succeeds the second time."""
    marker = folder.parent / "deaths"
    yield make_version(order, folder, 1)
    if not marker.exists():
        marker.write_text("x")
        os.kill(os.getpid(), signal.SIGSEGV)
    yield make_version(order, folder, 2)
