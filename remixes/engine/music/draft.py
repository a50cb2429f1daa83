"""What one version of a remix will be, before any sound: form, pace, counted song, notes."""

from dataclasses import dataclass, replace

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score, band_for, write
from remixes.engine.music.arrange.motion import Motion, motion
from remixes.engine.music.arrange.shape import shape, told_by
from remixes.engine.music.form import Form, Spans, form_for, longest_bars, recut_song
from remixes.engine.music.lead import Lead, bars_needed, lyric_lead
from remixes.engine.music.tempo import Pace
from remixes.engine.music.work import Work, seeds

_AIR_BARS = 2
"""Room between the lines and the parts around them."""


@dataclass(frozen=True)
class Draft:
    """One version before its sound."""

    number: int
    title: str
    form: Form
    pace: Pace
    song: Song
    score: Score
    lead: Lead
    motion: Motion

    @property
    def spans(self) -> Spans:
        """Bars of the source in the order they sound."""
        return self.form.spans


def draft_version(
    work: Work, song: Song, both: tuple[Pace, Pace], number: int, title: str
) -> Draft:
    """Decide everything about a version."""
    pace, seed = both[number - 1], seeds(work)[number - 1]
    lyrics = work.order.lyrics.strip()
    form = form_for(song, pace.level, number, work.wish.style.drama)
    if lyrics:
        needed = bars_needed(lyrics, pace.count(song)) + _AIR_BARS
        most = round(longest_bars(song) * pace.level) - form.bars
        form = form.lengthened(min(needed, max(0, most) + form.room()[1] - form.room()[0]))
    counted = pace.count(recut_song(song, form.spans))
    bars = shape(form)
    lead = Lead()
    if lyrics:
        voice = band_for(work.wish, number).lead
        lead = lyric_lead(lyrics, counted, form.room(), voice, seed)
        bars = told_by(bars, lead.sections)
    score = write(counted, bars, work.wish, number, seed, lead.spans)
    if lead.sung:
        score = replace(score, instruments=(*score.instruments, "voice"))
    moves = motion(counted, bars, work.wish.style.drama, number)
    return Draft(number, title, form, pace, counted, score, lead, moves)
