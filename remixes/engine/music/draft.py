"""What one version of a remix will be, before any sound: form, pace, counted song, notes."""

from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for, write
from remixes.engine.music.arrange.shape import opening_bars, shape
from remixes.engine.music.lead import Lead, bars_needed, lyric_lead
from remixes.engine.music.recut import Spans, extended, long_enough, recut_song, whole
from remixes.engine.music.tempo import Pace
from remixes.engine.music.work import Work, seeds


@dataclass(frozen=True)
class Draft:
    """One version before its sound; `spans` are bars of the source in the order they sound."""

    number: int
    title: str
    spans: Spans
    pace: Pace
    song: Song
    score: Score
    lead: Lead


def draft_version(
    work: Work, song: Song, both: tuple[Pace, Pace], number: int, title: str
) -> Draft:
    """Decide everything about a version."""
    pace, seed = both[number - 1], seeds(work)[number - 1]
    spans = extended(song) if number == 2 and both[0] == both[1] else whole(song)
    lyrics = work.order.lyrics.strip()
    counted = pace.count(recut_song(song, spans))
    if lyrics:
        # Counted bars may be half or double the source's; the source is what is looped.
        needed = bars_needed(lyrics, counted) + 2 * opening_bars(counted, number) + 2
        if needed > counted.bars:
            spans = long_enough(song, round(needed / pace.level))
            counted = pace.count(recut_song(song, spans))
    bars = shape(counted, number)
    score = write(counted, bars, work.wish, number, seed)
    lead = Lead()
    if lyrics:
        room = (opening_bars(counted, number), max(1, counted.bars - 1))
        voice = band_for(work.wish, number).lead
        lead = lyric_lead(lyrics, counted, room, voice, seed)
        score = score.with_lead(list(lead.notes))
    return Draft(number, title, spans, pace, counted, score, lead)
