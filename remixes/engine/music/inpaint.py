"""Mode INPAINT: new music inside a range; every sample outside it stays what it was.

The wav keeps the source's rate and channels; crossfades lie inside the range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import soxr

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for, write
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.desk import desk_for
from remixes.engine.music.encode import write_both
from remixes.engine.music.instruments.notes import played
from remixes.engine.music.lead import Lead, lyric_lead
from remixes.engine.music.limiter import gain_curve, gains, peaks
from remixes.engine.music.loudness import SILENCE_LUFS, lufs
from remixes.engine.music.mixer import mix
from remixes.engine.music.order import Version
from remixes.engine.music.plan import Plan, lead_words, part_plan
from remixes.engine.music.ranges import Range, choose_range
from remixes.engine.music.separate import take_down_drums
from remixes.engine.music.sound import RATE, Frames, load_native, spans, spread
from remixes.engine.music.titles import titles_with
from remixes.engine.music.treatment import Treated, treatment_for
from remixes.engine.music.work import Work, seeds

_JOIN_S = 0.03
_AROUND_S = 1.0
_QUIET_LUFS = -50.0
_FALLBACK_LUFS = -24.0
_CEILING_DB = -2.0
_KEPT_DB = (0.0, -6.0)
"""How loud the song's own harmony stays inside the range, by version."""
_KEPT_WORDS = ("the song's harmony close", "the song's harmony far")
_TURNS = 4
_LATE_S = 0.02


@dataclass(frozen=True)
class _Patch:
    """The bars around a range as a little song of their own; it starts at `offset_s`."""

    song: Song
    offset_s: float
    bars: tuple[Bar, ...]
    sung: tuple[int, int]
    """(first, stop) of the bars that lie wholly inside, for lyrics."""


def inpaint(work: Work) -> Iterator[Version]:
    """Yield both versions as they become complete. Raises Unrenderable, Cancelled."""
    sound, song = work.read_song()
    order = work.order
    chosen = choose_range(song, order.replace_start_at, order.replace_end_at, order.prompt)
    step = work.watch.step(0.2, 0.25, "reading")
    native, rate = load_native(order.source, work.scratch, sound, step)
    patch = _patch(song, chosen)
    scores, leads = zip(*(_written(work, patch, k) for k in (1, 2)), strict=True)
    names = titles_with(order.title, f"new {work.wish.style.label} part", who_plays(work, scores))
    work.on_plan(_plan(work, song, chosen, names, scores, leads))
    for number in (1, 2):
        low = 0.25 + 0.37 * (number - 1)
        work.watch.step(low, low, f"mixing version {number}")
        piece = _sounding(work, sound, chosen, patch, scores[number - 1], leads[number - 1], number)
        share = (low + 0.2, low + 0.37)
        timeline = _later(leads[number - 1], patch.offset_s)
        yield _publish(work, native, rate, chosen, piece, number, names, timeline, share)


def who_plays(work: Work, scores: Sequence[Score]) -> tuple[str, str]:
    """What tells the two versions apart: who plays in one only, else how much of the song stays."""
    one, two = (_alone(work, scores, number) for number in (1, 2))
    if one and two:
        return one, two
    shared = next((name for name in scores[0].instruments if name != "drums"), "")
    if shared and (one or two):
        return one or shared, two or shared
    return _KEPT_WORDS


def _alone(work: Work, scores: Sequence[Score], number: int) -> str:
    """The instrument that only this version has, the one with the chords before others."""
    mine, others = scores[number - 1].instruments, scores[2 - number].instruments
    chords = band_for(work.wish, number).chords.instrument
    alone = [name for name in mine if name not in others]
    return chords if chords in alone else next(iter(alone), "")


def _patch(song: Song, chosen: Range) -> _Patch:
    """Cut the score to the bars that the range touches."""
    meter = song.meter
    touched = [b for b in range(song.bars) if song.bar_at(b + 1) > chosen.start_s + 0.02]
    first = touched[0] if touched else song.bars - 1
    stop = first + 1
    while stop < song.bars and song.bar_at(stop) < chosen.stop_s - 0.02:
        stop += 1
    offset = max(0.0, min(chosen.start_s, song.bar_at(first)) - _AROUND_S)
    low, high = first * meter, min(stop * meter, song.beats)
    small = replace(
        song,
        times=song.times[low : high + 1] - offset,
        chords=song.chords[low:high],
        levels=song.levels[first:stop],
        sections=((0, stop - first),),
        duration_s=chosen.stop_s - offset,
    )
    count = stop - first
    bars = tuple(
        Bar(
            3 if k >= count // 2 else 2, k == 0, fill=1.0 if k == count - 1 else 0.45 * (k % 4 == 3)
        )
        for k in range(count)
    )
    inside = [
        k
        for k in range(count)
        if small.bar_at(k) > chosen.start_s - offset - _LATE_S
        and small.bar_at(k + 1) < chosen.stop_s - offset + _LATE_S
    ]
    sung = (inside[0], inside[-1] + 1) if inside else (0, 0)
    return _Patch(small, offset, bars, sung)


def _written(work: Work, patch: _Patch, number: int) -> tuple[Score, Lead]:
    seed = seeds(work)[number - 1]
    score = write(patch.song, patch.bars, work.wish, number, seed)
    if not work.order.lyrics.strip():
        return score, Lead()
    voice = band_for(work.wish, number).lead
    lead = lyric_lead(work.order.lyrics, patch.song, patch.sung, voice, seed)
    if lead.sung:
        score = replace(score, instruments=(*score.instruments, "voice"))
    return score, lead


def _plan(
    work: Work,
    song: Song,
    chosen: Range,
    names: tuple[str, str],
    scores: tuple[Score, ...],
    leads: tuple[Lead, ...],
) -> Plan:
    what = (
        "the song's harmony stays under the new band",
        "another band, the song's harmony further back",
    )
    plan = part_plan(song, work.wish, scores, names, what)
    return (
        plan
        | lead_words(leads)
        | {
            "range": [round(chosen.start_s, 3), round(chosen.stop_s, 3)],
            "summary": f"{chosen.words}; {plan['summary']}",
        }
    )


def _sounding(
    work: Work, sound: Frames, chosen: Range, patch: _Patch, score: Score, lead: Lead, number: int
) -> Frames:
    """The new music of the range at 44.1 kHz, as loud as what it replaces."""
    start, stop = round(chosen.start_s * RATE), round(chosen.stop_s * RATE)
    low = round(patch.offset_s * RATE)
    around = np.array(sound[low : min(len(sound), stop + RATE)])
    layer = np.empty_like(around)
    down = 1.0 if "drums" in work.wish.absent else work.wish.style.layer.drums_down
    take_down_drums(around, layer, down, work.watch.step(0, 0, f"mixing version {number}"))
    treatment = treatment_for(work.wish, has_new_voice=bool(lead.notes))
    treatment = replace(treatment, gain_db=treatment.gain_db + _KEPT_DB[number - 1])
    desk = replace(desk_for(work.wish, score, seeds(work)[0]), lead_spans=lead.spans)
    out = np.zeros_like(around)
    step = work.watch.step(0, 0, f"mixing version {number}")
    mix(layer, Treated(treatment, layer), played(score.stems) | lead.parts, desk, out, step)
    return _as_loud_as(out[start - low : stop - low], np.asarray(sound[start:stop]), sound)


def _as_loud_as(piece: Frames, old: Frames, song: Frames) -> Frames:
    """Bring a piece to the old one's loudness without clipping; silence gets the song's level."""
    wanted = lufs(old)
    if wanted < _QUIET_LUFS:
        wanted = lufs(song[: 60 * RATE])
        wanted = wanted - 3 if wanted > _QUIET_LUFS else _FALLBACK_LUFS
    ceiling = max(_CEILING_DB, 20 * np.log10(np.abs(old).max(initial=0.0) + 1e-9))
    nothing = piece[:0]
    for _ in range(_TURNS):
        loud = lufs(piece)
        if loud <= SILENCE_LUFS:
            break
        piece = piece * np.float32(10 ** ((wanted - loud) / 20))
        curve = gain_curve(peaks(piece, nothing, nothing), float(min(0.0, ceiling)))
        piece = piece * gains(curve, 0, len(piece))[:, None]
    return piece


def _at_rate(piece: Frames, rate: int, frames: int) -> Frames:
    """Resampled to exactly so many frames."""
    moved = piece if rate == RATE else soxr.resample(piece, RATE, rate, quality="HQ")
    moved = np.asarray(moved[:frames], np.float32)
    return np.pad(moved, ((0, frames - len(moved)), (0, 0)), mode="edge")


def _joined(old: Frames, new: Frames, rate: int, *, at_start: bool, at_end: bool) -> Frames:
    """Equal-power fades from the old sound into the new one and back, inside the range."""
    count = min(len(old) // 2, int(_JOIN_S * rate))
    rise = np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float32))[:, None]
    new = new.copy()
    if at_start:
        new[:count] = new[:count] * rise + old[:count] * rise[::-1]
    if at_end:
        new[-count:] = new[-count:] * rise[::-1] + old[-count:] * rise
    return new


def _publish(
    work: Work,
    native: Frames,
    rate: int,
    chosen: Range,
    piece: Frames,
    number: int,
    names: tuple[str, str],
    timeline: tuple[dict[str, int | str], ...],
    share: tuple[float, float],
) -> Version:
    """Write the source with the new range in it."""
    start = round(chosen.start_s * rate)
    stop = min(len(native), round(chosen.stop_s * rate))
    old = np.array(native[start:stop])
    new = spread(_at_rate(piece, rate, len(old)), native.shape[1])
    new = _joined(old, new, rate, at_start=start > 0, at_end=stop < len(native))
    step = work.watch.step(*share, f"encoding version {number}")

    def blocks() -> Iterator[Frames]:
        for span in spans(len(native)):
            yield _patched(np.array(native[span]), span, new, start)
            step(span.stop / len(native))

    wav, mp3 = work.files(number)
    title = names[number - 1]
    write_both(blocks(), wav, mp3, title, rate, native.shape[1])
    lyrics = work.order.lyrics.strip()
    return Version(number, mp3, wav, title, len(native) / rate, lyrics, timeline)


def _patched(block: Frames, span: slice, new: Frames, start: int) -> Frames:
    low, high = max(span.start, start), min(span.stop, start + len(new))
    if low < high:
        block[low - span.start : high - span.start] = new[low - start : high - start]
    return block


def _later(lead: Lead, seconds: float) -> tuple[dict[str, int | str], ...]:
    """The timeline of a patch on the clock of the whole song."""
    shift = round(1000 * seconds)
    return tuple(
        entry | {"start": int(entry["start"]) + shift, "end": int(entry["end"]) + shift}
        for entry in lead.timeline
    )
