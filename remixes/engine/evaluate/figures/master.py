"""Whether the files are records: loudness, peaks, clipping, tone and bitrate of every version.

INPAINT is not mastered and not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figures, all_of, at_least, at_most
from remixes.engine.evaluate.judges import level, spectrum
from remixes.engine.evaluate.renders import order, read
from remixes.engine.music.order import Version

_ASKED = (("rock97", "techno"), ("soul78", "lofi"), ("waltz140", "orchestral"), ("trap140", "pop"))
_EVERY = 5
"""ffmpeg, which is slow, judges every so manyth version."""


@dataclass(frozen=True)
class Record:
    """One file as the judges see it."""

    name: str
    lufs: float
    peak_db: float
    clips: int
    tone_db: float


def record(name: str, path: Path) -> Record:
    """Measure a finished file."""
    sound, rate = read(path)
    return Record(
        name,
        level.lufs(sound, rate),
        level.true_peak_db(sound),
        level.clipped_runs(sound),
        spectrum.distance_db(sound, rate),
    )


def kbits(version: Version) -> float:
    """What a second of the mp3 takes."""
    return version.mp3.stat().st_size * 8 / 1000 / version.duration_s


def versions(bench: Bench) -> dict[str, Version]:
    """Every mastered version of this evaluation by name; a few made now if there is none."""
    mastered = {n: r for n, r in bench.renders.items() if r.order.mode != "INPAINT"}
    for name, prompt in () if mastered else _ASKED:
        wanted = order(bench.song(name).path, prompt)
        mastered[name] = bench.rendered(f"master-{name}", wanted)
    return {f"{name}/{v.number}": v for name, r in mastered.items() for v in r.versions}


def figures(bench: Bench) -> Figures:
    """Loudness, peaks, clips, tone, bitrate."""
    found = versions(bench)
    wavs = [record(f"{name} wav", v.wav) for name, v in found.items()]
    mp3s = [record(f"{name} mp3", v.mp3) for name, v in found.items()]
    yield from _loudness([*wavs, *mp3s])
    for kind, records in (("wav", wavs), ("decoded mp3", mp3s)):
        worst = max(records, key=lambda r: r.peak_db)
        yield at_most(
            f"master: true peak of the {kind}, worst", worst.peak_db, -1, " dBTP", worst.name
        )
    whole = [r for r in (*wavs, *mp3s) if r.clips == 0]
    yield all_of("master: files without a clipped run", len(whole), len(wavs) + len(mp3s))
    yield from _tone(wavs)
    yield at_least("master: mp3, least", min(map(kbits, found.values())), 191.5, " kbit/s")
    yield from _second_opinion(list(found.values())[::_EVERY])


def _loudness(records: Sequence[Record]) -> Figures:
    worst = max(records, key=lambda r: abs(r.lufs + 14))
    yield at_most(
        "master: loudness away from -14 LUFS, worst",
        abs(worst.lufs + 14),
        0.5,
        " LU",
        note=f"{worst.name} {worst.lufs:.2f}; {len(records)} files, pyloudnorm",
    )


def _tone(records: Sequence[Record]) -> Figures:
    """The mean over all versions: an ambient record is not meant to look like a punk one."""
    tones = np.array([r.tone_db for r in records])
    worst = records[int(tones.argmax())]
    yield at_most(
        "master: octave levels away from commercial records, mean",
        float(tones.mean()),
        4,
        " dB",
        note=f"worst {worst.name} {worst.tone_db:.1f}",
    )


def _second_opinion(some: Sequence[Version]) -> Figures:
    measured = [level.by_ffmpeg(path) for v in some for path in (v.wav, v.mp3)]
    found = [each for each in measured if each is not None]
    if found:
        yield at_most(
            "master: loudness away from -14 LUFS, by ffmpeg",
            max(abs(loud + 14) for loud, _ in found),
            0.5,
            " LU",
            note=f"{len(found)} files",
        )
        yield at_most("master: true peak by ffmpeg", max(peak for _, peak in found), -1, " dBTP")
