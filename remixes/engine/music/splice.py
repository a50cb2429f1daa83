"""A new piece laid into the untouched source: as loud, at its rate, joined inside the range."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import soxr

from remixes.analysis.progress import Step
from remixes.engine.music.encode import write_both
from remixes.engine.music.limiter import Curve, gain_curve, gains, peaks
from remixes.engine.music.loudness import SILENCE_LUFS, lufs
from remixes.engine.music.master import CEILING_DB
from remixes.engine.music.order import Version
from remixes.engine.music.sound import RATE, Frames, as_stereo, load_native, pieces, spread
from remixes.engine.music.work import Work

_JOIN_S = 0.012
"""Where an attack follows the join, it covers a short fade, and a longer one would soften it."""
_SOFT_JOIN_S = 0.12
_ATTACK_S = 0.05
_ATTACK = 1.5
"""How much louder sound gets, as a ratio of RMS, where a join counts as covered by an attack."""
_HOT = 0.6
"""Samples below this have no true peak over the ceiling."""
_QUIET_LUFS = -50.0
_FALLBACK_LUFS = -24.0
_PIECE_CEILING_DB = -1.0
_KNEE_DB = 2.5
_TURNS = 8
_NEAR_LU = 0.05


@dataclass(frozen=True)
class Place:
    """The source in its own rate and channels, and the frames (start, stop) to be replaced."""

    native: Frames
    rate: int
    start: int
    stop: int
    opens_softly: bool = False
    """Whether the new sound comes in by a long fade, where no attack of its own covers a join."""


def place_in(work: Work, sound: Frames, start_s: float, stop_s: float) -> Place:
    """Read the source again as it is; `sound` is the same at 44.1 kHz."""
    native, rate = load_native(
        work.order.source, work.scratch, sound, work.watch.step(0.2, 0.25, "reading")
    )
    return Place(native, rate, round(start_s * rate), min(len(native), round(stop_s * rate)))


def as_loud_as(piece: Frames, old: Frames, song: Frames) -> Frames:
    """Bring a piece to the old one's loudness without clipping; silence gets the song's level.

    All are (frames, 2) at 44.1 kHz.
    """
    wanted = lufs(old)
    if wanted < _QUIET_LUFS:
        wanted = lufs(song[: 60 * RATE])
        wanted = wanted - 3 if wanted > _QUIET_LUFS else _FALLBACK_LUFS
    ceiling = max(_PIECE_CEILING_DB, 20 * np.log10(np.abs(old).max(initial=0.0) + 1e-9))
    made, gain = piece, 1.0
    for _ in range(_TURNS):
        loud = lufs(made)
        if loud <= SILENCE_LUFS or abs(wanted - loud) < _NEAR_LU:
            break
        gain *= 10 ** ((wanted - loud) / 20)
        made = _held(piece * np.float32(gain), float(min(0.0, ceiling)))
    return made


def _held(sound: Frames, ceiling_db: float) -> Frames:
    """Under a ceiling: peaks rounded off first, for dense records leave the limiter no way back."""
    knee, top = (np.float32(10 ** ((ceiling_db - db) / 20)) for db in (_KNEE_DB, 0.0))
    over = np.abs(sound) > knee
    if over.any():
        rounded = knee + (top - knee) * np.tanh((np.abs(sound[over]) - knee) / (top - knee))
        sound[over] = np.copysign(rounded, sound[over])
    nothing = sound[:0]
    curve = gain_curve(peaks(sound, nothing, nothing), ceiling_db)
    return sound * gains(curve, 0, len(sound))[:, None]


def publish_spliced(
    work: Work,
    place: Place,
    piece: Frames,
    number: int,
    title: str,
    timeline: tuple[dict[str, int | str], ...],
    share: tuple[float, float],
) -> Version:
    """Write the source with the (frames, 2) piece of 44.1 kHz in the place of the range."""
    native, rate = place.native, place.rate
    old = np.array(native[place.start : place.stop])
    new = spread(_at_rate(piece, rate, len(old)), native.shape[1])
    new = joined(place, old, new)
    low, high = share
    step = work.watch.step(low, (low + high) / 2, f"encoding version {number}")
    mp3_gain = _for_mp3(_patched(native, new, place.start), step, len(native))
    step = work.watch.step((low + high) / 2, high, f"encoding version {number}")

    def blocks() -> Iterator[Frames]:
        for at, block in _patched(native, new, place.start):
            yield block
            step((at + len(block)) / len(native))

    wav, mp3 = work.files(number)
    write_both(blocks(), wav, mp3, work.tags(title), rate, native.shape[1], mp3_gain)
    lyrics = work.order.lyrics.strip()
    return Version(number, mp3, wav, title, len(native) / rate, lyrics, timeline)


def _for_mp3(blocks: Iterator[tuple[int, Frames]], step: Step, frames: int) -> Curve:
    """Gains per 256 frames that keep the mp3 from clipping where the source is mastered hot.

    The wav is the source itself; the mp3 cannot be, so it may as well be playable.
    """
    found = []
    for at, block in blocks:
        stereo = np.ascontiguousarray(as_stereo(block))
        found.append(peaks(stereo, stereo[:0], stereo[:0], _HOT))
        step((at + len(block)) / frames)
    return gain_curve(np.concatenate(found), CEILING_DB)


def _at_rate(piece: Frames, rate: int, frames: int) -> Frames:
    """Resampled to exactly so many frames."""
    moved = piece if rate == RATE else soxr.resample(piece, RATE, rate, quality="HQ")
    moved = np.asarray(moved[:frames], np.float32)
    return np.pad(moved, ((0, frames - len(moved)), (0, 0)), mode="edge")


def joined(place: Place, old: Frames, new: Frames) -> Frames:
    """The new (frames, channels) with equal-power fades from the old ones and back.

    The way back is a long fade unless the song comes in with an attack: what still rings of the
    new part must not break off in the open.
    """
    new = new.copy()
    if place.start > 0:
        seconds = _SOFT_JOIN_S if place.opens_softly else _JOIN_S
        _fade(old, new, min(len(old) // 2, int(seconds * place.rate)))
    if place.stop < len(place.native):
        seconds = _JOIN_S if _has_attack(place) else _SOFT_JOIN_S
        _fade(old[::-1], new[::-1], min(len(old) // 2, int(seconds * place.rate)))
    return new


def _fade(old: Frames, new: Frames, count: int) -> None:
    """From old to new over the first `count` frames, in place."""
    rise = np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float32))[:, None]
    new[:count] = new[:count] * rise + old[:count] * rise[::-1]


def _has_attack(place: Place) -> bool:
    """Whether the song itself gets suddenly louder just behind the range."""
    count = int(_ATTACK_S * place.rate)
    before = place.native[max(0, place.stop - count) : place.stop]
    after = place.native[place.stop : place.stop + 2 * count]
    return _rms(after) > _ATTACK * _rms(before)


def _rms(sound: Frames) -> float:
    return float(np.sqrt(np.mean(np.square(sound)))) if len(sound) else 0.0


def _patched(native: Frames, new: Frames, start: int) -> Iterator[tuple[int, Frames]]:
    """The source block by block with the new frames from `start` on, and where each block lies."""
    for span, block in pieces(native):
        low, high = max(span.start, start), min(span.stop, start + len(new))
        if low < high:
            block = np.array(block)
            block[low - span.start : high - span.start] = new[low - start : high - start]
        yield span.start, block
