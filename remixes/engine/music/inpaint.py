"""Mode INPAINT: new music inside a range; every sample outside it stays what it was.

The wav keeps the source's rate and channels; crossfades lie inside the range.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for, write
from remixes.engine.music.desk import desk_for
from remixes.engine.music.instruments.notes import played
from remixes.engine.music.lead import Lead, lyric_lead
from remixes.engine.music.mixer import mix
from remixes.engine.music.order import Version
from remixes.engine.music.patch import Patch, patch_of
from remixes.engine.music.plan import Plan, lead_words, part_plan
from remixes.engine.music.ranges import Range, choose_range
from remixes.engine.music.separate import take_down_drums
from remixes.engine.music.side_by_side import both_versions
from remixes.engine.music.sound import RATE, Frames, pieces
from remixes.engine.music.splice import Place, as_loud_as, place_in, publish_spliced
from remixes.engine.music.titles import titles_with
from remixes.engine.music.treatment import Treated, treatment_for
from remixes.engine.music.work import Work, seeds

_SHARE = 0.37
"""Of the whole work, one version's."""
_KEPT_DB = (0.0, -6.0)
"""How loud the song's own harmony stays inside the range, by version."""
_KEPT_WORDS = ("the song's harmony close", "the song's harmony far")
_TAIL_S = 1.0
_PICKUP_S = 0.2
"""Words that fall on a downbeat begin with their consonants before it."""


@dataclass(frozen=True)
class _Draft:
    """What both versions are made from, before any sound."""

    song: Song
    chosen: Range
    patch: Patch
    names: tuple[str, str]
    scores: tuple[Score, Score]
    leads: tuple[Lead, Lead]


def inpaint(work: Work) -> Iterator[Version]:
    """Yield both versions as they become complete. Raises Unrenderable, Cancelled."""
    sound, song = work.read_song()
    order = work.order
    chosen = choose_range(song, order.replace_start_at, order.replace_end_at, order.prompt)
    draft = _drafted(work, song, chosen)
    place = place_in(work, sound, draft.chosen.start_s, draft.chosen.stop_s)
    place = replace(place, opens_softly=draft.chosen.start_s < chosen.start_s)
    work.on_plan(_plan(work, draft))
    yield from both_versions(work, lambda own, number: _version(own, sound, place, draft, number))


def _drafted(work: Work, song: Song, chosen: Range) -> _Draft:
    patch = patch_of(song, chosen.start_s, chosen.stop_s)
    (one, first), (two, second) = (_written(work, patch, number) for number in (1, 2))
    if first.sung or second.sung:
        chosen = replace(chosen, start_s=round(max(0.0, chosen.start_s - _PICKUP_S), 3))
    label = f"new {work.wish.style.label} part"
    names = titles_with(work.order.title, label, who_plays(work, (one, two)))
    return _Draft(song, chosen, patch, names, (one, two), (first, second))


def _written(work: Work, patch: Patch, number: int) -> tuple[Score, Lead]:
    seed = seeds(work)[number - 1]
    lead = Lead()
    if work.order.lyrics.strip():
        instrument = band_for(work.wish, number).lead
        lead = lyric_lead(work.order.lyrics, patch.song, patch.whole, instrument, seed)
    score = write(patch.song, patch.bars, work.wish, number, seed, lead.spans)
    if lead.sung:
        score = replace(score, instruments=(*score.instruments, "voice"))
    return score, lead


def who_plays(work: Work, scores: Sequence[Score]) -> tuple[str, str]:
    """What tells the two versions apart: who plays in one only, else how much of the song stays."""
    one, two = (_alone(work, scores, number) for number in (1, 2))
    if one and two:
        return one, two
    shared = next((name for name in scores[0].instruments if name not in ("drums", "voice")), "")
    if shared and (one or two):
        return one or shared, two or shared
    return _KEPT_WORDS


def _alone(work: Work, scores: Sequence[Score], number: int) -> str:
    """The instrument that only this version has, the one with the chords before others."""
    mine, others = scores[number - 1].instruments, scores[2 - number].instruments
    chords = band_for(work.wish, number).chords.instrument
    alone = [name for name in mine if name not in others]
    return chords if chords in alone else next(iter(alone), "")


def _plan(work: Work, draft: _Draft) -> Plan:
    what = (
        "the song's harmony stays under the new band",
        "another band, the song's harmony further back",
    )
    plan = part_plan(draft.song, work.wish, draft.scores, draft.names, what)
    chosen = draft.chosen
    return (
        plan
        | lead_words(draft.leads)
        | {
            "range": [round(chosen.start_s, 3), round(chosen.stop_s, 3)],
            "summary": f"{chosen.words}; {plan['summary']}",
        }
    )


def _version(work: Work, sound: Frames, place: Place, draft: _Draft, number: int) -> Version:
    low = 0.25 + _SHARE * (number - 1)
    piece = _sounding(work, sound, draft, number, low)
    timeline = _later(draft.leads[number - 1], draft.patch.offset_s)
    share = (low + 0.2, low + _SHARE)
    return publish_spliced(work, place, piece, number, draft.names[number - 1], timeline, share)


def _sounding(work: Work, sound: Frames, draft: _Draft, number: int, low: float) -> Frames:
    """The new music of the range at 44.1 kHz, as loud as what it replaces."""
    start, stop = round(draft.chosen.start_s * RATE), round(draft.chosen.stop_s * RATE)
    offset = round(draft.patch.offset_s * RATE)
    score, lead = draft.scores[number - 1], draft.leads[number - 1]
    around = np.array(sound[offset : min(len(sound), stop + round(_TAIL_S * RATE))])
    layer = np.empty_like(around)
    down = 1.0 if "drums" in work.wish.absent else work.wish.style.layer.drums_down
    step = work.watch.step(low, low + 0.05, f"mixing version {number}")
    take_down_drums(around, layer, down, step)
    treatment = treatment_for(work.wish, has_new_voice=bool(lead.spans))
    treatment = replace(treatment, gain_db=treatment.gain_db + _KEPT_DB[number - 1])
    desk = replace(desk_for(work.wish, score, seeds(work)[0]), lead_spans=lead.spans)
    out = np.zeros_like(around)
    step = work.watch.step(low + 0.05, low + 0.2, f"mixing version {number}")
    blocks = (block for _, block in pieces(layer))
    mix(blocks, Treated(treatment, layer), played(score.stems) | lead.parts, desk, out, step)
    return as_loud_as(out[start - offset : stop - offset], np.asarray(sound[start:stop]), sound)


def _later(lead: Lead, seconds: float) -> tuple[dict[str, int | str], ...]:
    """The timeline of a patch on the clock of the whole song."""
    shift = round(1000 * seconds)
    return tuple(
        entry | {"start": int(entry["start"]) + shift, "end": int(entry["end"]) + shift}
        for entry in lead.timeline
    )
