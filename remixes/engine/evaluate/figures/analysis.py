"""How well songs are understood: beats, bars, key and chords against the truth, and how fast.

Beats and chords are scored by mir_eval (Raffel et al., ISMIR 2014).
"""

import time
from dataclasses import dataclass

import mir_eval
import numpy as np
from numpy.typing import NDArray

from remixes.analysis.onsets import RATE as ANALYSIS_RATE
from remixes.analysis.progress import no_watch
from remixes.analysis.song import Song, analyse
from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figures, all_of, at_least
from remixes.engine.evaluate.songs.library import MadeSong
from remixes.engine.evaluate.songs.truth import Truth
from remixes.engine.music.sound import mono_at

Times = NDArray[np.float64]
"""Seconds."""

_NOTES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


@dataclass(frozen=True)
class Heard:
    """The scores of one song, each from 0 to 1, and how many times faster than it plays."""

    name: str
    amlt: float
    cmlt: float
    downbeats: float
    has_key: bool
    chords: float
    speed: float


def heard(song: MadeSong) -> Heard:
    """Analyse a made song and hold it against its truth."""
    sound = song.sound()
    began = time.process_time()
    found = analyse(mono_at(sound, ANALYSIS_RATE, no_watch), no_watch)
    took = time.process_time() - began
    truth = song.truth
    cmlt, amlt = continuity(truth, found)
    return Heard(
        song.name,
        amlt,
        cmlt,
        downbeat_f(truth, found),
        (found.key.tonic, found.key.is_minor) == (truth.tonic, truth.is_minor),
        chord_share(truth, found),
        found.duration_s / took,
    )


def continuity(truth: Truth, found: Song) -> tuple[float, float]:
    """(CMLt, AMLt): beats in a row that are right, at the written level or at any plausible one.

    The first five seconds are left out, as is the custom.
    """
    true = mir_eval.beat.trim_beats(np.array(truth.beats[:-1]))
    counted = mir_eval.beat.trim_beats(_inside(truth, found.times[:-1]))
    _, cmlt, _, amlt = mir_eval.beat.continuity(true, counted)
    return float(cmlt), float(amlt)


def downbeat_f(truth: Truth, found: Song) -> float:
    """F-measure of bar lines within 70 ms."""
    true = mir_eval.beat.trim_beats(np.array(truth.downbeats))
    bars = mir_eval.beat.trim_beats(_inside(truth, found.times[:-1][:: found.meter]))
    return float(mir_eval.beat.f_measure(true, bars))


def _inside(truth: Truth, times: Times) -> Times:
    """Beats that were counted into the last chord's ringing are no mistakes."""
    return times[(times >= 0) & (times < truth.beats[-1] - 0.1)]


def chord_share(truth: Truth, found: Song) -> float:
    """Share of the time with the right root and mode (mir_eval majmin)."""
    true = np.array([[c.start_s, c.stop_s] for c in truth.chords])
    names = [_label(c.root, is_minor=c.is_minor) for c in truth.chords]
    spans = np.stack([found.times[:-1], found.times[1:]], axis=1)
    labels = [_label(chord.root, is_minor=chord.is_minor) for chord in found.chords]
    spans, labels = mir_eval.util.adjust_intervals(
        spans, labels, true.min(), true.max(), mir_eval.chord.NO_CHORD, mir_eval.chord.NO_CHORD
    )
    pieces, wanted, got = mir_eval.util.merge_labeled_intervals(true, names, spans, labels)
    scores = mir_eval.chord.majmin(wanted, got)
    lengths = mir_eval.util.intervals_to_durations(pieces)
    return float(mir_eval.chord.weighted_accuracy(scores, lengths))


def _label(root: int, *, is_minor: bool) -> str:
    return f"{_NOTES[root]}:{'min' if is_minor else 'maj'}"


def figures(bench: Bench) -> Figures:
    """Beats, bars, key, chords, speed."""
    songs = [heard(song) for song in bench.songs]
    worst = min(songs, key=lambda h: h.amlt)
    counted = ", ".join(f"{h.name} {h.cmlt:.2f}" for h in songs if h.cmlt < 0.9) or "none"
    yield at_least(
        "analysis: beats AMLt, worst song",
        worst.amlt,
        0.95,
        note=f"{worst.name}; mean {np.mean([h.amlt for h in songs]):.3f}; "
        f"at the written level CMLt mean {np.mean([h.cmlt for h in songs]):.2f}, under 0.9: "
        f"{counted}; downbeat F mean {np.mean([h.downbeats for h in songs]):.2f}",
    )
    wrong = [h.name for h in songs if not h.has_key]
    yield all_of("analysis: key", len(songs) - len(wrong), len(songs), ", ".join(wrong))
    worst = min(songs, key=lambda h: h.chords)
    yield at_least(
        "analysis: chords, worst song",
        worst.chords,
        0.85,
        note=f"{worst.name}; mean {np.mean([h.chords for h in songs]):.3f}",
    )
    longest = max(bench.songs, key=lambda song: song.truth.seconds)
    speed = max(heard(longest).speed, next(h.speed for h in songs if h.name == longest.name))
    yield at_least(
        "analysis: speed on one core, the longest song", speed, 150, " x", note=longest.name
    )
