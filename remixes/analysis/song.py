"""The analysed song: one value that the rest of the engine works from; it holds no samples."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.bars import Accents
from remixes.analysis.chords import find_chords
from remixes.analysis.chroma import FPS as CHROMA_FPS
from remixes.analysis.counting import Count, find_count
from remixes.analysis.form import Sections, find_sections
from remixes.analysis.harmony import Chord, Key
from remixes.analysis.hearing import Heard, Hearing
from remixes.analysis.key import find_key
from remixes.analysis.letters import find_labels, find_letters
from remixes.analysis.onsets import COLOUR_FPS
from remixes.analysis.progress import Step
from remixes.analysis.repeats import by_all_alike
from remixes.analysis.spectra import Array, per_span

_AT_ONCE = 1 << 18
_STEADY_BPM = 100.0
"""The grid of sound that has no pulse of its own."""


@dataclass(frozen=True)
class Song:
    """Beat 0 is a downbeat, perhaps before the first sample; the last time ends the last beat.

    `times` in seconds has one entry more than `chords`; `levels` is RMS per bar; `sections` are
    (first bar, bar after the last). Sections that sound alike share a letter; `labels` are what
    people would call them ("chorus"), "" where nothing speaks for a name.
    """

    times: NDArray[np.float64]
    meter: int
    key: Key
    chords: tuple[Chord, ...]
    levels: NDArray[np.float64]
    sections: tuple[tuple[int, int], ...]
    duration_s: float
    has_pulse: bool
    letters: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def beats(self) -> int:
        """How many beats."""
        return len(self.chords)

    @property
    def bars(self) -> int:
        """How many bars; the last one may be short."""
        return -(-self.beats // self.meter)

    @cached_property
    def bpm(self) -> float:
        """Beats per minute: the usual one where the tempo moves."""
        return float(60 / np.median(np.diff(self.times)))

    def at(self, beat: float) -> float:
        """Seconds of a (fractional) beat; before and after the song at its edge tempo."""
        last = len(self.times) - 1
        if beat <= 0:
            return float(self.times[0] + beat * (self.times[1] - self.times[0]))
        if beat >= last:
            return float(self.times[-1] + (beat - last) * (self.times[-1] - self.times[-2]))
        low = int(beat)
        return float(self.times[low] + (beat - low) * (self.times[low + 1] - self.times[low]))

    def bar_at(self, bar: float) -> float:
        """Seconds where a bar begins."""
        return self.at(bar * self.meter)

    def chord_at(self, beat: float) -> Chord:
        """The chord that sounds at a beat."""
        return self.chords[min(max(0, int(beat)), self.beats - 1)]

    def scaled(self, rate: float) -> "Song":
        """The same song played `rate` times as fast."""
        return replace(self, times=self.times / rate, duration_s=self.duration_s / rate)

    def doubled(self) -> "Song":
        """Counted twice as fast: every beat becomes two, every bar two bars."""
        times = np.interp(np.arange(2 * self.beats + 1) / 2, np.arange(len(self.times)), self.times)
        return replace(
            self,
            times=times,
            chords=tuple(chord for chord in self.chords for _ in range(2)),
            levels=np.repeat(self.levels, 2),
            sections=tuple((2 * a, 2 * b) for a, b in self.sections),
        )

    def halved(self) -> "Song":
        """Counted half as fast: two bars become one."""
        times = self.times[::2]
        if self.beats % 2:
            times = np.append(times, 2 * times[-1] - times[-2])
        levels = self.levels if len(self.levels) % 2 == 0 else np.append(self.levels, 0.0)
        bars = len(levels) // 2
        kept = [i for i, (first, _) in enumerate(self.sections) if first // 2 < bars]
        return replace(
            self,
            times=times,
            chords=self.chords[::2],
            levels=levels.reshape(-1, 2).max(1),
            sections=tuple((a // 2, -(-b // 2)) for a, b in (self.sections[i] for i in kept)),
            letters=tuple(self.letters[i] for i in kept if self.letters),
            labels=tuple(self.labels[i] for i in kept if self.labels),
        )


def analyse(mono: Array, step: Step) -> Song:
    """Everything about (samples,) sound at 22.05 kHz; silence gets an even grid in C."""
    hearing = Hearing()
    for at in range(0, len(mono), _AT_ONCE):
        hearing.add(mono[at : at + _AT_ONCE])
        step(0.8 * min(1.0, (at + _AT_ONCE) / len(mono)))
    return understood(hearing.heard(), lambda done: step(0.8 + 0.2 * done))


def understood(heard: Heard, step: Step) -> Song:
    """What all that was heard means."""
    count = find_count(heard, step)
    has_pulse = count is not None
    if count is None:
        length = max(heard.duration_s, 4 * 60 / _STEADY_BPM)
        beats = np.arange(0, length, 60 / _STEADY_BPM)
        count = Count(beats, Accents(heard.onsets, heard.chroma).bars(beats))
    return _assembled(_covering(count, heard.duration_s), heard, has_pulse=has_pulse)


def _covering(count: Count, duration: float) -> Count:
    """Continue the beats to both ends of the sound at their edge tempo."""
    beats, bars = count.beats, count.bars
    first, last = np.median(np.diff(beats[:9])), np.median(np.diff(beats[-9:]))
    before = int(max(0, beats[0]) // first)
    after = max(1, round((duration - beats[-1]) / last))
    times = np.concatenate(
        [
            beats[0] - np.arange(before, 0, -1) * first,
            beats,
            beats[-1] + np.arange(1, after + 1) * last,
        ]
    )
    return Count(times, replace(bars, phase=(bars.phase + before) % bars.meter))


def _assembled(count: Count, heard: Heard, *, has_pulse: bool) -> Song:
    onsets, chroma = heard.onsets, heard.chroma
    times, meter, phase = count.beats, count.bars.meter, count.bars.phase
    notes = per_span(chroma.notes, CHROMA_FPS, times)
    bass = per_span(chroma.bass, CHROMA_FPS, times)
    if phase:
        # Beat 0 must be a downbeat: the pick-up gets the beats that are missing in front of it.
        missing = meter - phase
        gap = times[1] - times[0]
        times = np.concatenate([times[0] - gap * np.arange(missing, 0, -1), times])
        notes, bass = (np.concatenate([x[:1].repeat(missing, 0), x]) for x in (notes, bass))
    edges = np.append(times[:-1:meter], times[-1])
    colour, harmony = per_span(onsets.colour, COLOUR_FPS, edges), _in_bars(notes, meter)
    levels = heard.levels(edges)
    sections = find_sections(colour, harmony, levels)
    key = find_key(notes, bass, _phrases(sections) * meter)
    letters = find_letters(sections, colour, harmony)
    return Song(
        times=times,
        meter=meter,
        key=key,
        chords=find_chords(by_all_alike(notes, harmony), by_all_alike(bass, harmony), key),
        levels=levels,
        sections=sections,
        duration_s=heard.duration_s,
        has_pulse=has_pulse,
        letters=letters,
        labels=find_labels(sections, letters, levels),
    )


def _phrases(sections: Sections) -> NDArray[np.intp]:
    """Every fourth bar of each section: phrases begin there, and like to begin on the tonic.

    The first section may begin with silence or a pick-up, and is counted back from its end.
    """
    (first, stop), *others = sections
    begin = first + (stop - first) % 4 if others else first
    return np.concatenate([np.arange(a, b, 4) for a, b in ((begin, stop), *others)])


def _in_bars(notes: Array, meter: int) -> Array:
    """(bars, meter x 12) from (beats, 12), the last beat repeated where a bar is short."""
    missing = -len(notes) % meter
    unit = notes / (np.linalg.norm(notes, axis=1, keepdims=True) + 1e-9)
    return np.concatenate([unit, unit[-1:].repeat(missing, 0)]).reshape(-1, 12 * meter)
