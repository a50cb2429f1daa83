"""Mode OVER_INSTRUMENTAL: the instrumental stays as it is, at one gain, and gets a voice on top."""

from collections.abc import Iterator
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for
from remixes.engine.music.form import Spans, longest_bars, opening_bars, recut_song, whole
from remixes.engine.music.instruments.notes import played
from remixes.engine.music.landmarks import landmarks
from remixes.engine.music.lead import Lead, bars_needed, lyric_lead, vocalise
from remixes.engine.music.on_top import publish_on_top
from remixes.engine.music.order import Version
from remixes.engine.music.plan import Plan, lead_words, part_plan
from remixes.engine.music.recut import recut
from remixes.engine.music.side_by_side import both_versions
from remixes.engine.music.sound import Frames
from remixes.engine.music.titles import titles_with
from remixes.engine.music.work import Work, seeds

_SHARE = 0.41
"""Of the whole work, one version's."""


@dataclass(frozen=True)
class _Singer:
    """Who leads a version, in words; what plays along with the voice ("" for none), how high."""

    name: str
    instrument: str
    octave: int


@dataclass(frozen=True)
class _Draft:
    """What one version is made from, before any sound."""

    title: str
    lead: Lead
    has_company: bool
    spans: Spans


def over_instrumental(work: Work) -> Iterator[Version]:
    """Yield both versions as they become complete. Raises Unrenderable, Cancelled."""
    sound, song = work.read_song()
    spans = with_room(song, work.order.lyrics)
    first, second = singers = _singers(work)
    titles = titles_with(work.order.title, "sung", (first.name, second.name))
    longer = recut_song(song, spans)
    drafts = [
        _Draft(title, _lead(work, longer, singer, number), bool(singer.instrument), spans)
        for number, (title, singer) in enumerate(zip(titles, singers, strict=True), 1)
    ]
    work.on_plan(_plan(work, song, singers, drafts))
    yield from both_versions(
        work, lambda own, number: _version(own, sound, song, drafts[number - 1], number)
    )


def with_room(song: Song, lyrics: str) -> Spans:
    """The bars as they are; where the lyrics need more, the last ones that fit are repeated.

    Whole phrases of the middle come again until every line has its place, or six minutes are full.
    """
    opening = _opening(song, 1)
    missing = bars_needed(lyrics, song) - (song.bars - opening) if lyrics.strip() else 0
    missing = min(missing, longest_bars(song) - song.bars)
    if missing <= 0:
        return whole(song)
    phrase = landmarks(song).phrase
    ends = max(opening + 1, song.bars - _closing(song))
    again: Spans = ()
    left = -(-missing // phrase) * phrase
    while left > 0:
        length = min(ends - opening, left)
        again = (*again, (ends - length, ends))
        left -= length
    return ((0, ends), *again, (ends, song.bars)) if ends < song.bars else ((0, ends), *again)


def _opening(song: Song, number: int) -> int:
    """Bars before the voice comes in; the second version does not wait as long."""
    return opening_bars(song, 1) if number == 1 else opening_bars(song, 1) // 2


def _closing(song: Song) -> int:
    """Bars at the end that are not repeated."""
    return 0 if song.bars < 6 else 2


def _singers(work: Work) -> tuple[_Singer, _Singer]:
    leads = [band_for(work.wish, number).lead for number in (2, 1)]
    other = next((lead for lead in leads if not lead.startswith("voice")), "synth lead")
    return _Singer("voice", "", 0), _Singer(f"voice and {other}", other, other == "flute")


def _lead(work: Work, song: Song, singer: _Singer, number: int) -> Lead:
    seed, lyrics = seeds(work)[number - 1], work.order.lyrics
    room = (_opening(song, number), song.bars)
    if lyrics.strip():
        return lyric_lead(lyrics, song, room, singer.instrument, seed, octave=singer.octave)
    return vocalise(song, room, singer.instrument, seed, octave=singer.octave)


def _plan(work: Work, song: Song, singers: tuple[_Singer, _Singer], drafts: list[_Draft]) -> Plan:
    scores = [Score({"drums": []}, (singer.name,)) for singer in singers]
    what = (
        "a voice alone in front",
        f"another tune that begins earlier, {singers[1].instrument} along with the voice",
    )
    titles = (drafts[0].title, drafts[1].title)
    plan = part_plan(song, work.wish, scores, titles, what)
    return plan | lead_words([draft.lead for draft in drafts]) | _repeats(song, drafts[0].spans)


def _repeats(song: Song, spans: Spans) -> Plan:
    """What was done to the instrumental so that all lines have their place."""
    more = sum(stop - first for first, stop in spans) - song.bars
    return {"instrumental": f"{more} bars come again, to make room for the lyrics"} if more else {}


def _version(work: Work, sound: Frames, song: Song, draft: _Draft, number: int) -> Version:
    low = 0.17 + _SHARE * (number - 1)
    parts = draft.lead.parts
    if draft.has_company:
        parts = parts | played({"lead": draft.lead.notes})
    cut = recut(sound, song, draft.spans)
    return publish_on_top(work, cut, parts, draft.lead, number, draft.title, (low, low + _SHARE))
