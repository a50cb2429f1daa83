"""A lead line: syllables on the beat grid, then the smoothest tune the chords allow.

Pitches are a Viterbi path over the scale: chord tones on strong beats, small steps, one contour per
kind of section, so that every chorus comes back with the same tune.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.song import Song

_LOWEST, _HIGHEST = 55, 79
_COMFORT_S = 0.24
"""A syllable wants at least this long."""
_LONGEST_BEATS = 2.0


@dataclass(frozen=True)
class Phrase:
    """Syllables for `beats` beats from `beat` on; `motif` names phrases that are alike."""

    vowels: Sequence[str]
    beat: int
    beats: int
    motif: str


@dataclass(frozen=True)
class Tone:
    """One sung note: beats, MIDI pitch, vowel."""

    beat: float
    length: float
    pitch: int
    vowel: str


def slot_of(song: Song) -> float:
    """Beats per syllable that are comfortable: an eighth, or a quarter when fast."""
    return 0.5 if 30 / song.bpm >= _COMFORT_S * 0.8 else 1.0


def bars_for(count: int, song: Song, slot: float) -> int:
    """Whole bars a phrase of `count` syllables needs with a breath at its end."""
    return max(1, -(-int(np.ceil(count * slot + 0.75)) // song.meter))


def sing(phrase: Phrase, song: Song, centre: int, seed: int) -> tuple[Tone, ...]:
    """The tones of one phrase."""
    rng = np.random.default_rng([seed, zlib.crc32(phrase.motif.encode())])
    onsets = _rhythm(len(phrase.vowels), phrase.beats, rng)
    pitches = _tune([phrase.beat + onset for onset in onsets], song, centre, rng)
    tones = []
    for k, onset in enumerate(onsets):
        stop = onsets[k + 1] if k + 1 < len(onsets) else phrase.beats - 0.25
        length = min(_LONGEST_BEATS, max(0.2, 0.94 * (stop - onset)))
        tones.append(Tone(phrase.beat + onset, length, pitches[k], phrase.vowels[k]))
    return tuple(tones)


def _rhythm(count: int, beats: int, rng: np.random.Generator) -> list[float]:
    """Onsets in beats: on the coarsest grid that has room, with a breath at the end."""
    usable = beats - 0.75
    slot = next((s for s in (1.0, 0.5, 0.25, 0.125) if usable / s >= count), usable / max(1, count))
    if slot == 1.0 and count > 2:
        slot = 0.5
    places = max(count, int(usable / slot))
    # Half the phrases start at once, the others breathe in first; what is left over falls late.
    late = int(rng.random() < 0.35 and places > count + 1)
    spread = min(1.0, (places - late - 1) / max(1, count - 1) / 2)
    step = 1 + spread * max(0.0, (places - late) / count - 1)
    return [(late + int(k * step)) * slot for k in range(count)]


def _tune(beats: Sequence[float], song: Song, centre: int, rng: np.random.Generator) -> list[int]:
    scale = song.key.scale
    candidates = np.array([p for p in range(_LOWEST, _HIGHEST + 1) if p % 12 in scale])
    contour = _contour(rng)
    leap = np.abs(candidates[:, None] - candidates)
    cost = 0.16 * leap + 0.5 * (leap > 5) + 0.25 * (leap == 0)
    total, back = np.zeros(len(candidates)), []
    for k, beat in enumerate(beats):
        wanted = centre + contour(k / max(1, len(beats) - 1))
        fit = _fit(candidates, song, beat, last=k == len(beats) - 1)
        fit += 0.12 * rng.random(len(candidates)) - 0.07 * np.abs(candidates - wanted)
        options = total[:, None] - (cost if k else 0 * cost)
        back.append(options.argmax(0))
        total = options.max(0) + fit
    path = [int(total.argmax())]
    for came_from in reversed(back[1:]):
        path.append(int(came_from[path[-1]]))
    return [int(candidates[i]) for i in reversed(path)]


def _fit(
    candidates: NDArray[np.int64], song: Song, beat: float, *, last: bool
) -> NDArray[np.float64]:
    """Chord tones please, more so on the beat and at the end of a phrase."""
    strong = beat % 1 == 0
    inside = np.isin(candidates % 12, song.chord_at(beat).tones)
    weight = (1.6 if strong else 0.5) + (0.8 if last else 0.0)
    return np.where(inside, weight, 0.0)


def _contour(rng: np.random.Generator) -> Callable[[float], float]:
    """An arch of a few semitones somewhere in the phrase and a slope across it."""
    height, top, slope = rng.uniform(2, 5), rng.uniform(0.25, 0.75), rng.uniform(-2.5, 1)
    return lambda at: float(height * np.exp(-(((at - top) / 0.3) ** 2)) + slope * at)
