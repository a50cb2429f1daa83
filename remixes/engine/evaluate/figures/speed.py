"""What the long song costs, what an hour costs, and how soon a cancel is obeyed."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import soundfile

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figure, Figures, all_of, at_most, failed
from remixes.engine.evaluate.renders import order
from remixes.engine.evaluate.songs.library import RATE, MadeSong
from remixes.engine.music.order import Order
from remixes.engine.music.stops import Cancelled
from remixes.engine.render import render

_PROMPTS = ("house", "lofi")
_HOUR_S = 3600
_MOST_S = 1800
"""After which a render is taken for hung."""
_STOPS = (0.03, 0.15, 0.3, 0.6, 0.85)
"""Shares of a render at which it is cancelled."""


def figures(bench: Bench) -> Figures:
    """Time, memory, the hour, cancel."""
    song = bench.song("pop120")
    warm = bench.song("waltz140").path
    for prompt in _PROMPTS[: 1 if bench.is_quick else None]:
        load = os.getloadavg()[0]
        costs = timed(song.path, prompt, bench.room("speed"), warm)
        yield from _told(prompt, costs, load)
    yield from _cancel(bench, song)
    if not bench.is_quick:
        yield _hour(bench, song)


def timed(source: Path, prompt: str, folder: Path, *warm_up: Path) -> dict[str, Any]:
    """What `timed.py` says of one render in a process of its own."""
    module = "remixes.engine.evaluate.timed"
    words = [sys.executable, "-m", module, str(source), prompt, str(folder), *map(str, warm_up)]
    ran = subprocess.run(  # noqa: S603
        words, capture_output=True, text=True, timeout=_MOST_S, check=False
    )
    if ran.returncode:
        raise RuntimeError(ran.stderr.strip()[-400:])
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _told(prompt: str, costs: dict[str, Any], load: float) -> Figures:
    spent, floor = costs["render"], costs["floor"]
    ratio = spent["cpu_s"] / floor["cpu_s"]
    yield at_most(
        f"speed: processor time of the 3-minute song, {prompt}",
        spent["cpu_s"],
        12,
        " s",
        note=f"{ratio:.1f} times the floor of decoding and encoding, {floor['cpu_s']:.1f} s",
    )
    yield at_most(
        f"speed: wall time of the 3-minute song, {prompt}",
        spent["wall_s"],
        7,
        " s",
        note=f"load before it began {load:.1f} on {os.cpu_count()} cores",
    )
    yield _memory(f"speed: memory of the 3-minute song, {prompt}", spent)


def _memory(name: str, spent: dict[str, float], note: str = "") -> Figure:
    """What all processes hold at one moment; a page that they share is one page."""
    twice = f"every process' own high-water mark summed {spent['high_water_mb']:.0f} MB"
    words = "; ".join(filter(None, (twice, note)))
    return at_most(name, spent["share_mb"], 600, " MB", words)


def _hour(bench: Bench, song: MadeSong) -> Figure:
    """The long song again and again, an hour of it, as flac."""
    name = "speed: memory of an hour"
    path = bench.room("speed") / "hour.flac"
    sound = song.sound()
    with soundfile.SoundFile(str(path), "w", RATE, 2, "PCM_16") as file:
        for _ in range(round(_HOUR_S * RATE / len(sound))):
            file.write(sound)
    try:
        spent = timed(path, "house", bench.room("speed"))["render"]
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return failed(name, error)
    finally:
        path.unlink()
    return _memory(name, spent, f"{spent['cpu_s']:.0f} s of processor time")


def _cancel(bench: Bench, song: MadeSong) -> Figures:
    room = bench.room("renders") / "cancelled"
    wanted = order(song.path, "techno")
    took = {share: until_cancelled(wanted, room, share) for share in _STOPS}
    obeyed = {share: seconds for share, seconds in took.items() if seconds is not None}
    yield all_of("speed: cancel stops the render", len(obeyed), len(took))
    if obeyed:
        each = ", ".join(f"at {share:.0%} {seconds:.2f}" for share, seconds in obeyed.items())
        yield at_most(
            "speed: cancel stops within, worst",
            max(obeyed.values()),
            1,
            " s",
            note=f"{each}; load {os.getloadavg()[0]:.1f}",
        )


def until_cancelled(wanted: Order, folder: Path, share: float) -> float | None:
    """Seconds from the wish to cancel, at that share, to the end; None when it went on."""
    asked: list[float] = []

    def report(done: float, _stage: str) -> None:
        if done >= share and not asked:
            asked.append(time.monotonic())

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        for _ in render(wanted, folder, report, lambda: bool(asked), lambda _plan: None):
            pass
    except Cancelled:
        return time.monotonic() - asked[0]
    return None
