"""Mode OVER_INSTRUMENTAL: the instrumental stays as it is, at one gain, and gets a lead on top."""

from collections.abc import Iterator
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for
from remixes.engine.music.form import opening_bars
from remixes.engine.music.instruments.notes import played
from remixes.engine.music.lead import Lead, lyric_lead, vocalise
from remixes.engine.music.master import master
from remixes.engine.music.mixer import Desk, mix
from remixes.engine.music.order import Version
from remixes.engine.music.plan import lead_words, part_plan
from remixes.engine.music.sound import Frames
from remixes.engine.music.titles import titles_with
from remixes.engine.music.treatment import Treated, Treatment
from remixes.engine.music.work import Work, seeds

_SHARE = 0.41
_LEAD_DB = -9.0
"""An instrument that plays the tune along with the voice."""


@dataclass(frozen=True)
class _Singer:
    """Who leads a version, in words; what plays along with the voice, and how high."""

    name: str
    instrument: str
    octave: int


def over_instrumental(work: Work) -> Iterator[Version]:
    """Yield both versions as they become complete. Raises Unrenderable, Cancelled."""
    sound, song = work.read_song()
    singers = _singers(work)
    leads = [_lead(work, song, singer, number) for number, singer in enumerate(singers, 1)]
    first, second = singers
    names = titles_with(work.order.title, "sung", (first.name, second.name))
    scores = [Score({"drums": []}, (singer.name,)) for singer in singers]
    what = ("a voice alone in front", f"another tune, {second.instrument} along with the voice")
    work.on_plan(part_plan(song, work.wish, scores, names, what) | lead_words(leads))
    for number, lead in enumerate(leads, 1):
        yield _version(work, sound, lead, number, names[number - 1])


def _singers(work: Work) -> tuple[_Singer, _Singer]:
    other = next(
        (
            band_for(work.wish, number).lead
            for number in (2, 1)
            if not band_for(work.wish, number).lead.startswith("voice")
        ),
        "synth lead",
    )
    return _Singer("voice", "", 0), _Singer(f"voice and {other}", other, other == "flute")


def _lead(work: Work, song: Song, singer: _Singer, number: int) -> Lead:
    seed = seeds(work)[number - 1]
    room = (opening_bars(song, 1) if number == 1 else opening_bars(song, 1) // 2, song.bars)
    if work.order.lyrics.strip():
        return lyric_lead(
            work.order.lyrics, song, room, singer.instrument, seed, octave=singer.octave
        )
    return vocalise(song, room, singer.instrument, seed, octave=singer.octave)


def _version(work: Work, sound: Frames, lead: Lead, number: int, title: str) -> Version:
    low = 0.17 + _SHARE * (number - 1)
    step = work.watch.step(low, low + 0.15, f"mixing version {number}")
    out = work.scratch.room(len(sound))
    desk = Desk(
        {"lead": _LEAD_DB},
        room_s=1.5,
        room_share=0.16,
        lead_spans=lead.spans,
        seed=seeds(work)[0],
        layer_send=0.0,
    )
    stems = lead.parts | (played({"lead": lead.notes}) if number == 2 else {})
    mix(sound, Treated(Treatment(), sound), stems, desk, out, step)
    step = work.watch.step(low + 0.15, low + 0.3, f"mastering version {number}")
    record = master(out, step, tone=False)
    return work.publish(number, title, record, lead.timeline, (low + 0.3, low + _SHARE))
