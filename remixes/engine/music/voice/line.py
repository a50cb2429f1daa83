"""One sung line from its score to stereo sound, and when exactly it is heard."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import soxr
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames, as_stereo
from remixes.engine.music.voice import net
from remixes.engine.music.voice.chain import LEVEL, settle, treat
from remixes.engine.music.voice.choir import Seat
from remixes.engine.music.voice.curve import Manner, pitch_curve
from remixes.engine.music.voice.fit import Fit, Tone, fit
from remixes.engine.music.voice.phonemes import syllables_in
from remixes.engine.music.voice.synthesis import Filters, Mono, between_points, filters_of, sound_of

EARLIEST_S = 0.5
"""A line's sound begins at most so long before its first note."""

_HEARD = 0.04
"""Of the line's level: where its first sound begins and its last ends."""
_GRAIN = 48
_EDGE_S = 0.004
_BEHIND = 0.35
"""What the lead keeps in words that the choir sings."""
_FORWARD = 1.9
"""How much the choir comes forward there."""


@dataclass(frozen=True)
class Phrase:
    """The score of a line: phonemes, a tone per syllable, other takes, who sings which syllable."""

    phonemes: str
    tones: tuple[Tone, ...]
    seed: int
    seats: tuple[Seat, ...] = ()
    is_backing: tuple[bool, ...] = ()
    """Per syllable; empty where the lead sings everything."""
    has_choir: bool = True
    """The seats are taken throughout, not only for what the backing voices sing."""


@dataclass(frozen=True)
class Clip:
    """A line as sound: (frames, 2) from sample `start` on; seconds of what is heard of it."""

    start: int
    sound: Frames
    onset_s: float
    end_s: float
    words_s: tuple[float, ...]


def sing(phrase: Phrase, speech: net.Speech) -> Clip:
    """Render a line, spoken as `speech`, at 44.1 kHz; the lead has an active RMS of LEVEL."""
    fitted = fit(speech, phrase.phonemes, syllables_in(phrase.phonemes), phrase.tones)
    filters = filters_of(speech, fitted)
    rng = np.random.default_rng([phrase.seed, 5])
    lead = treat(_take(filters, fitted, phrase.tones, Manner(), rng))
    stage = lead[:, None]
    if phrase.seats:
        back = _backing(phrase, fitted, len(lead))
        stage = np.repeat(stage * (1 - (1 - _BEHIND) * back)[:, None], 2, axis=1)
        usual = 1.0 if phrase.has_choir else 0.0
        for seat in phrase.seats:
            gain = usual + (_FORWARD - usual) * back
            stage += _seated(seat, phrase.tones, filters, fitted, rng, gain)
    first, last = _heard(np.abs(stage).max(1))
    sound = as_stereo(soxr.resample(_clean(stage), net.RATE, RATE, quality="HQ"))
    start = round(fitted.start_s * RATE)
    cut = max(0, -start)
    return Clip(
        start + cut,
        sound[cut:],
        fitted.start_s + first / net.RATE,
        fitted.start_s + last / net.RATE,
        fitted.words_s,
    )


def _take(
    filters: Filters,
    fitted: Fit,
    tones: Sequence[Tone],
    manner: Manner,
    rng: np.random.Generator,
) -> Mono:
    curve = pitch_curve(tones, fitted.start_s, len(fitted.source), manner, rng)
    return sound_of(filters, curve, rng)


def _seated(
    seat: Seat,
    tones: Sequence[Tone],
    filters: Filters,
    fitted: Fit,
    rng: np.random.Generator,
    gain: Mono,
) -> Frames:
    """(samples, 2) of one more take in its place."""
    own = [replace(tone, pitch=pitch) for tone, pitch in zip(tones, seat.pitches, strict=True)]
    take = settle(_take(filters, fitted, own, seat.manner, rng)) * gain * np.float32(seat.gain)
    late = round(seat.late_s * net.RATE)
    take = np.concatenate([np.zeros(late, np.float32), take[: len(take) - late]])
    turn = (seat.pan + 1) * np.pi / 4
    sides = np.array([np.cos(turn), np.sin(turn)], np.float32) * np.float32(2**0.5)
    return take[:, None] * sides


def _backing(phrase: Phrase, fitted: Fit, samples: int) -> Mono:
    """(samples,) 1 where the choir has the words, 0 where the lead has them."""
    curve = np.zeros(len(fitted.source))
    for (start, stop), is_back in zip(fitted.cores, phrase.is_backing, strict=False):
        if is_back:
            curve[max(0, start - 8) : stop + 8] = 1
    window = np.hanning(7)
    smooth = np.convolve(np.pad(curve, 3, mode="edge"), window / window.sum(), "valid")
    return between_points(smooth.astype(np.float32), net.HOP)[:samples]


def _heard(peaks: Mono) -> tuple[int, int]:
    """(first, last) sample that stands out of silence."""
    loud = peaks[: len(peaks) // _GRAIN * _GRAIN].reshape(-1, _GRAIN).max(1)
    over = np.flatnonzero(loud > _HEARD * LEVEL)
    if not len(over):
        return 0, 0
    return int(over[0]) * _GRAIN, (int(over[-1]) + 1) * _GRAIN


def _clean(stage: Frames) -> Frames:
    """No step at the edges and no offset."""
    stage -= stage.mean(0)
    count = min(len(stage) // 2, round(_EDGE_S * net.RATE))
    ramp: NDArray[np.float32] = np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float32)) ** 2
    stage[:count] *= ramp[:, None]
    stage[len(stage) - count :] *= ramp[::-1, None]
    return stage
