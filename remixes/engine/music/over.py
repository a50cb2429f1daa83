"""Mode OVER_INSTRUMENTAL: the instrumental stays as it is, at one gain, and gets a voice on top."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for
from remixes.engine.music.form import Spans, longest_bars, opening_bars, recut_song, whole
from remixes.engine.music.instruments.notes import played
from remixes.engine.music.landmarks import landmarks
from remixes.engine.music.lead import Lead, bars_needed, lyric_lead, vocalise
from remixes.engine.music.on_top import missing_lu, publish_on_top
from remixes.engine.music.order import Version
from remixes.engine.music.plan import Plan, lead_words, part_plan
from remixes.engine.music.recut import recut
from remixes.engine.music.side_by_side import both_versions
from remixes.engine.music.sound import Frames
from remixes.engine.music.titles import titles_of
from remixes.engine.music.work import Work, seeds

_SHARE = 0.41
"""Of the whole work, one version's."""
_WORTH_TELLING_LU = 2
_JOIN_S = 0.02
"""So much may be missing of a bar that is played again."""


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
    titles = titles_of(work.order.title, (first.name, second.name))
    longer = recut_song(song, spans)
    drafts = [
        _Draft(title, _lead(work, longer, singer, number), bool(singer.instrument), spans)
        for number, (title, singer) in enumerate(zip(titles, singers, strict=True), 1)
    ]
    work.on_plan(_plan(work, song, singers, drafts) | _quietness(sound))
    yield from both_versions(
        work, lambda own, number: _version(own, sound, song, drafts[number - 1], number)
    )


def with_room(song: Song, lyrics: str) -> Spans:
    """The bars as they are; where the lyrics need more, the last ones that fit are repeated.

    Whole phrases of the middle come again until every line has its place, or six minutes are full.
    """
    opening, ends = _opening(song, 1), _complete(song, song.bars)
    missing = bars_needed(lyrics, song) - (ends - opening) if lyrics.strip() else 0
    missing = min(missing, longest_bars(song) - song.bars)
    # What comes before the first sample cannot come again.
    first = max(opening, 1 if song.times[0] < -_JOIN_S else 0)
    ends = max(first, min(ends, song.bars - _closing(song)))
    if missing <= 0 or first == ends:
        return whole(song)
    phrase = landmarks(song).phrase
    again: Spans = ()
    left = -(-missing // phrase) * phrase
    while left > 0:
        length = min(ends - first, left)
        again = (*again, (ends - length, ends))
        left -= length
    return ((0, ends), *again, (ends, song.bars)) if ends < song.bars else ((0, ends), *again)


def _complete(song: Song, bars: int) -> int:
    """The bar after the last that is there from beginning to end."""
    return bars if song.bar_at(bars) <= song.duration_s + _JOIN_S else bars - 1


def _opening(song: Song, number: int) -> int:
    """Bars before the voice comes in; the second version does not wait as long."""
    return opening_bars(song, 1) if number == 1 else opening_bars(song, 1) // 2


def _closing(song: Song) -> int:
    """Bars at the end that are not repeated."""
    if song.bars < 6:
        # After a last bar that is short, nothing could follow on the beat.
        return int(song.beats % song.meter > 0)
    return 2


def _singers(work: Work) -> tuple[_Singer, _Singer]:
    leads = [band_for(work.wish, number).lead for number in (2, 1)]
    other = next((lead for lead in leads if not lead.startswith("voice")), "synth lead")
    return _Singer("voice alone", "", 0), _Singer(f"voice and {other}", other, other == "flute")


def _lead(work: Work, song: Song, singer: _Singer, number: int) -> Lead:
    seed, lyrics = seeds(work)[number - 1], work.order.lyrics
    room = (_opening(song, number), song.bars)
    lead = Lead()
    if lyrics.strip():
        lead = lyric_lead(lyrics, song, room, singer.instrument, seed, octave=singer.octave)
    if lead.sung:
        return lead
    tune = vocalise(song, room, singer.instrument, seed, octave=singer.octave)
    return replace(lead, notes=tune.notes, spans=tune.spans, sung=tune.sung)


def _plan(work: Work, song: Song, singers: tuple[_Singer, _Singer], drafts: list[_Draft]) -> Plan:
    scores = [Score({}, tuple(filter(None, ("voice", s.instrument)))) for s in singers]
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
    if more == 0:
        return {}
    bars = "1 bar comes" if more == 1 else f"{more} bars come"
    return {"instrumental": f"{bars} again, to make room for the lyrics"}


def _quietness(sound: Frames) -> Plan:
    """What one gain without a limiter means for an instrumental with high peaks."""
    missing = round(missing_lu(sound))
    if missing < _WORTH_TELLING_LU:
        return {}
    return {
        "loudness": f"up to {missing} dB quieter than other remixes: the instrumental has high "
        "peaks, and it is changed by nothing but one gain"
    }


def _version(work: Work, sound: Frames, song: Song, draft: _Draft, number: int) -> Version:
    low = 0.17 + _SHARE * (number - 1)
    parts = draft.lead.parts
    if draft.has_company:
        parts = parts | played({"lead": draft.lead.notes})
    cut = recut(sound, song, draft.spans)
    return publish_on_top(work, cut, parts, draft.lead, number, draft.title, (low, low + _SHARE))
