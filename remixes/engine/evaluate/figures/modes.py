"""Whether INPAINT and OVER_INSTRUMENTAL leave alone what they promise to leave alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figures, all_of, at_least, at_most
from remixes.engine.evaluate.judges import gain, level
from remixes.engine.evaluate.renders import LYRICS, Rendered, order
from remixes.engine.evaluate.songs.library import MadeSong

_SEAM_S, _AROUND_S = 0.005, 1.0
_STEP_DB = 6.0
_TOLD_S = 0.001
"""The plan rounds the edges of the range to this."""
_BLOCK_S = 0.4
_REST_S = 3.0
"""How long after a voice its room has died away."""
_SLACK_DB = 0.1

Pcm = NDArray[np.int16]


@dataclass(frozen=True)
class Patch:
    """One inpainted version against its source."""

    name: str
    changed_outside: int
    """Samples that are not bit for bit the same."""
    apart_lu: float
    step: float
    """The largest jump between neighbouring samples at a seam against those around it."""
    swell_db: float
    """How much more the level changes over a seam than it did before, one second either side."""


def patch(name: str, source: Path, made: Path, span: tuple[float, float]) -> Patch:
    """Compare 16-bit files; `span` is the replaced range, seconds."""
    old, rate = soundfile.read(str(source), dtype="int16", always_2d=True)
    new, new_rate = soundfile.read(str(made), dtype="int16", always_2d=True)
    start, stop = (min(len(old), round(edge * rate)) for edge in span)
    told = round(_TOLD_S / 2 * rate) + 1
    if (rate, old.shape) != (new_rate, new.shape):
        return Patch(name, max(old.size, new.size), float("nan"), float("nan"), float("nan"))
    seams = [at for at in (start, stop) if 0 < at < len(old)]
    return Patch(
        name,
        outside(old, new, max(0, start - told), stop + told),
        abs(level.lufs(_float(new[start:stop]), rate) - level.lufs(_float(old[start:stop]), rate)),
        max((_step(new, at, rate) for at in seams), default=0.0),
        max((_swell_db(old, new, at, rate) for at in seams), default=0.0),
    )


def outside(old: Pcm, new: Pcm, start: int, stop: int) -> int:
    """How many samples differ before `start` or from `stop` on."""
    return int((old[:start] != new[:start]).sum() + (old[stop:] != new[stop:]).sum())


def _float(pcm: Pcm) -> NDArray[np.float32]:
    return pcm.astype(np.float32) / np.float32(32768)


def _step(new: Pcm, at: int, rate: int) -> float:
    steps = np.abs(np.diff(new.astype(np.int32), axis=0)).max(1)
    near, wide = round(_SEAM_S * rate), round(_AROUND_S * rate)
    around = np.concatenate([steps[max(0, at - wide) : at - near], steps[at + near : at + wide]])
    return float(steps[max(0, at - near) : at + near].max() / max(1, around.max(initial=0)))


def _swell_db(old: Pcm, new: Pcm, at: int, rate: int) -> float:
    wide = round(_AROUND_S * rate)

    def change(pcm: Pcm) -> float:
        before, after = _float(pcm[max(0, at - wide) : at]), _float(pcm[at : at + wide])
        return float(10 * np.log10((np.mean(after**2) + 1e-6) / (np.mean(before**2) + 1e-6)))

    return abs(change(new) - change(old))


@dataclass(frozen=True)
class Bed:
    """An instrumental under a voice: its gain where nobody sings, and what the voice does to it."""

    name: str
    wobble_db: float
    """How much the gain moves where nobody sings."""
    ducked_db: float
    rest_db: float
    """What is added where nobody sings, against the instrumental."""


def bed(name: str, source: Path, rendered: Rendered, number: int) -> Bed:
    """Compare a version of OVER_INSTRUMENTAL with its source."""
    old, rate = soundfile.read(str(source), dtype="float32", always_2d=True)
    new, _ = rendered.wav(number)
    frames = round(_BLOCK_S * rate)
    found = 20 * np.log10(np.maximum(gain.gains(old, new, frames), 1e-6))
    quiet = _quiet(rendered, number, len(found))
    usual = float(np.nanmedian(found[quiet])) if quiet.any() else float(np.nanmax(found))
    rests = [
        gain.rest_db(old, new, 10 ** (usual / 20), slice(k * frames, (k + 1) * frames))
        for k in np.flatnonzero(quiet & np.isfinite(found))
    ]
    return Bed(
        name,
        float(np.nanmax(np.abs(found[quiet] - usual))) if quiet.any() else float("nan"),
        usual - float(np.nanmin(found)),
        max(rests, default=float("nan")),
    )


def _quiet(rendered: Rendered, number: int, blocks: int) -> NDArray[np.bool_]:
    """Blocks in which, by the timeline, neither a line nor its room sounds."""
    free = np.ones(blocks, np.bool_)
    for entry in rendered.versions[number - 1].timeline:
        low = int((int(entry["start"]) / 1000 - 0.6) / _BLOCK_S)
        free[max(0, low) : int((int(entry["end"]) / 1000 + _REST_S) / _BLOCK_S) + 1] = False
    return free


def figures(bench: Bench) -> Figures:
    """INPAINT by seconds, by a word and in mono; OVER_INSTRUMENTAL with lyrics."""
    yield from _inpaint(bench)
    yield from _over(bench)


def _inpaint(bench: Bench) -> Figures:
    song, other = bench.song("rock97"), bench.song("soul78")
    mono = _as_mono(other, bench.room("modes"))
    orders = {
        "seconds": order(song.path, "house", "INPAINT", span=(20.0, 30.0)),
        "word": order(other.path, "make the outro a jazz trio", "INPAINT"),
        "mono": order(mono, "lofi", "INPAINT", LYRICS, span=(16.0, 32.0)),
    }
    patches = []
    for name, wanted in orders.items():
        rendered = bench.rendered(f"inpaint-{name}", wanted)
        span: Any = rendered.plan["range"]
        patches += [
            patch(f"{name}/{v.number}", wanted.source, v.wav, (span[0], span[1]))
            for v in rendered.versions
        ]
    same = sum(p.changed_outside == 0 for p in patches)
    yield all_of("modes: INPAINT outside bit-identical", same, len(patches), "16-bit sources")
    worst = max(patches, key=lambda p: p.apart_lu)
    yield at_most(
        "modes: INPAINT inside as loud as before, worst", worst.apart_lu, 0.5, " LU", worst.name
    )
    worst = max(patches, key=lambda p: p.step)
    swell = max(p.swell_db for p in patches)
    yield at_most(
        "modes: INPAINT step at the seams against those around, worst",
        worst.step,
        1,
        note=worst.name,
    )
    yield at_most("modes: INPAINT level over the seams against before", swell, _STEP_DB, " dB")


def _as_mono(song: MadeSong, room: Path) -> Path:
    """A 16-bit source at 22.05 kHz with one channel."""
    path = room / f"{song.name}-mono.wav"
    soundfile.write(str(path), song.sound()[::2].mean(1), 22_050, subtype="PCM_16")
    return path


def _over(bench: Bench) -> Figures:
    beds = []
    for name in ("house126", "breaks172")[: 1 if bench.is_quick else 2]:
        song = bench.song(name)
        rendered = bench.rendered(
            f"over-{name}", order(song.path, "pop", "OVER_INSTRUMENTAL", LYRICS)
        )
        beds += [bed(f"{name}/{number}", song.path, rendered, number) for number in (1, 2)]
    worst = max(beds, key=lambda b: b.wobble_db)
    yield at_most(
        "modes: OVER_INSTRUMENTAL gain where nobody sings moves by, worst",
        worst.wobble_db,
        _SLACK_DB,
        " dB",
        note=f"{worst.name}; what is added there {max(b.rest_db for b in beds):.0f} dB",
    )
    worst = max(beds, key=lambda b: b.ducked_db)
    yield at_most(
        "modes: OVER_INSTRUMENTAL ducked under the voice, worst",
        worst.ducked_db,
        3 + _SLACK_DB,
        " dB",
        note=worst.name,
    )
    yield at_least(
        "modes: OVER_INSTRUMENTAL is ducked at all, least",
        min(b.ducked_db for b in beds),
        0.1,
        " dB",
    )
