"""Whether the same order gives the same bytes, and odd sound either music or a plain refusal."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figure, Figures, all_of
from remixes.engine.evaluate.judges import level
from remixes.engine.evaluate.renders import LYRICS, Rendered, order, render_to
from remixes.engine.music.stops import Unrenderable

_MODES = ("REMIX", "INPAINT", "OVER_INSTRUMENTAL")
_LEVEL_LUFS = (-16.0, -13.0)
_PEAKY_LUFS = -30.0
"""Sound at all, and no accident; how near to -14 is the masters' figure."""

Sound = NDArray[np.float32]


def _noise(seconds: float, rate: int, channels: int = 2) -> Sound:
    rng = np.random.default_rng(3)
    return (0.1 * rng.standard_normal((int(seconds * rate), channels))).astype(np.float32)


def _tone(seconds: float, rate: int, channels: int, hz: float = 110.0) -> Sound:
    at = np.arange(int(seconds * rate)) / rate
    wave = 0.3 * np.sin(2 * np.pi * hz * at) + 0.1 * np.sin(2 * np.pi * 3 * hz * at)
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def _beat(seconds: float, rate: int, channels: int) -> Sound:
    """Clicks twice a second over a tone."""
    sound = _tone(seconds, rate, channels, 220.0) * np.float32(0.5)
    sound[:: rate // 2] += 0.5
    return sound


ODD: dict[str, Callable[[], tuple[Sound, int]]] = {
    "silence": lambda: (np.zeros((10 * 44_100, 2), np.float32), 44_100),
    "three seconds": lambda: (_beat(3.0, 44_100, 2), 44_100),
    "under three seconds": lambda: (_beat(2.5, 44_100, 2), 44_100),
    "noise": lambda: (_noise(12, 44_100), 44_100),
    "drone": lambda: (_tone(14, 44_100, 2), 44_100),
    "mono 8 kHz": lambda: (_beat(12, 8000, 1), 8000),
    "ten channels": lambda: (_beat(8, 44_100, 10), 44_100),
    "offset": lambda: (_beat(10, 44_100, 2) * np.float32(0.3) + np.float32(0.6), 44_100),
    "offset alone": lambda: (np.full((8 * 44_100, 2), 0.5, np.float32), 44_100),
    "one burst": lambda: (
        np.concatenate([_noise(0.2, 44_100), np.zeros((9 * 44_100, 2), np.float32)]),
        44_100,
    ),
}


def figures(bench: Bench) -> Figures:
    """Bytes twice, then every odd sound in every mode."""
    yield _bytes(bench)
    yield _odd(bench)


def _bytes(bench: Bench) -> Figure:
    song = bench.song("drift92")
    orders = {
        "remix": order(song.path, "lofi"),
        "sung": order(song.path, "disco", lyrics=LYRICS),
        "inpaint": order(song.path, "rock", "INPAINT", span=(12.0, 20.0)),
        "over": order(song.path, "jazz", "OVER_INSTRUMENTAL"),
    }
    different = []
    for name, wanted in list(orders.items())[: 1 if bench.is_quick else None]:
        prints = [
            fingerprints(render_to(wanted, bench.room("renders") / f"twice-{name}-{turn}"))
            for turn in (1, 2)
        ]
        if prints[0] != prints[1]:
            different.append(name)
    count = 1 if bench.is_quick else len(orders)
    return all_of(
        "trust: same order, same sha256", count - len(different), count, ", ".join(different)
    )


def fingerprints(rendered: Rendered) -> list[str]:
    """The sha256 of all four files."""
    return [
        hashlib.sha256(path.read_bytes()).hexdigest()
        for version in rendered.versions
        for path in (version.wav, version.mp3)
    ]


def _odd(bench: Bench) -> Figure:
    room = bench.room("odd")
    modes = _MODES[: 1 if bench.is_quick else None]
    wrong, refused = [], []
    for name, make in ODD.items():
        source = room / f"{name.replace(' ', '-')}.wav"
        sound, rate = make()
        soundfile.write(str(source), sound, rate, subtype="PCM_16")
        for mode in modes:
            outcome = fate(source, mode, room / "render")
            wrong += [f"{name} {mode}: {outcome}"] if outcome not in ("music", "refused") else []
            refused += [name] if outcome == "refused" and name not in refused else []
    total = len(ODD) * len(modes)
    note = "; ".join(wrong) or f"refused in words: {', '.join(refused) or 'none'}"
    return all_of(
        "trust: odd sound gives music or a refusal in words", total - len(wrong), total, note
    )


def fate(source: Path, mode: str, folder: Path) -> str:
    """`music`, `refused`, or what went wrong."""
    try:
        rendered = render_to(order(source, "house", mode), folder)
    except Unrenderable as refusal:
        return "refused" if refusal.sentence.endswith((".", "!", "?")) else "refused without words"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if len(rendered.versions) != 2:
        return f"{len(rendered.versions)} versions"
    return _heard(rendered, mode)


def _heard(rendered: Rendered, mode: str) -> str:
    low, high = _LEVEL_LUFS
    if mode == "OVER_INSTRUMENTAL" and "loudness" in rendered.plan:
        # One gain and high peaks: it stays quieter, and the plan has said so.
        low = _PEAKY_LUFS
    for number in (1, 2):
        sound, rate = rendered.wav(number)
        if not np.isfinite(sound).all() or not np.abs(sound).max() > 0:
            return f"version {number} is empty"
        if mode != "INPAINT" and not low <= level.lufs(sound, rate) <= high:
            return f"version {number} has {level.lufs(sound, rate):.1f} LUFS"
    return "music"
