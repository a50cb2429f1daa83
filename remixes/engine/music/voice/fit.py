"""Fits the frames of a spoken line to a score: the vowel's onset on the beat, only its core held.

Consonants and the ways into and out of a vowel keep their natural speed; stretching them is what
makes sung words unintelligible. It decides which frame sounds when, not how.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.engine.music.voice.net import FPS, Speech
from remixes.engine.music.voice.phonemes import MARKS, PAUSES, Syllable

SILENT = -1.0
"""The source position of frames in which nobody sings."""
PAD = 4
"""Silent frames at both ends, one window of the synthesis."""

_LONGEST_ONSET = 24
_LONGEST_WAY = 40
_LONGEST_END = 26
_INAUDIBLE = 4.0
"""Below the vowel, natural log: where the consonants after it have died away."""
_REST = 14
"""Frames between notes from which on a breath is heard between them."""
_LEGATO = 6
"""Frames by which a note before a breath may last longer than written."""
_FADE = 10
_CORE_SHARE = 0.22
_CORE_DEPTH = 0.35
_SWING = 70
"""Frames of a held vowel after which its core is gone through once more."""
_SHORTEST_HOLD = 3


@dataclass(frozen=True)
class Tone:
    """One syllable's note: seconds, seconds, MIDI pitch."""

    start_s: float
    length_s: float
    pitch: int


@dataclass(frozen=True)
class Fit:
    """`source` (frames,) are positions in the speech, `gain` (frames,) what edges leave of them."""

    source: NDArray[np.float64]
    gain: NDArray[np.float32]
    cores: tuple[tuple[int, int], ...]
    """(first frame, frame after the last) of every vowel: voiced, and levelled."""
    start_s: float
    """When frame 0 sounds, on the clock of the tones."""
    words_s: tuple[float, ...]
    """When the words begin."""

    @property
    def is_held(self) -> NDArray[np.bool_]:
        """(frames,) whether a frame does not simply follow the one before."""
        return np.abs(np.diff(self.source, prepend=self.source[0] - 1) - 1) > 0.01


@dataclass(frozen=True)
class _Vowel:
    """Frames of the speech: its onset, its steady core [low, high], the end of its consonants."""

    onset: int
    low: int
    high: int
    end: int


class _Tape:
    """Frames put one behind the other."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.source: list[NDArray[np.float64]] = []
        self.gain: list[NDArray[np.float32]] = []

    def run(self, start: int, stop: int, count: int) -> None:
        """Source frames [start, stop) in `count` frames."""
        at = start + (np.arange(count) + 0.5) * (stop - start) / max(1, count) - 0.5
        self._put(at if count != stop - start else np.arange(start, stop, dtype=np.float64))

    def hold(self, low: int, high: int, count: int) -> None:
        """Back and forth through a core, ending at its end."""
        turns = max(1, round(count / _SWING)) // 2 * 2 + 1
        at = np.linspace(0, turns, count) if count > 1 else np.zeros(count)
        there_and_back = np.abs((at + 1) % 2 - 1)
        self._put(low + (high - low) * there_and_back)

    def rest(self, count: int) -> None:
        """Nobody sings."""
        self._put(np.full(count, SILENT))
        self.gain[-1][:] = 0

    def fade(self, start: int) -> None:
        """Let go of everything since frame `start` of the tape's clock."""
        count = min(_FADE, (self.at - start) // 3)
        ramp = np.linspace(1, 0.02, count, dtype=np.float32)
        for k in range(len(self.gain) - 1, -1, -1):
            part = ramp[max(0, len(ramp) - len(self.gain[k])) :]
            if len(part):
                self.gain[k][len(self.gain[k]) - len(part) :] *= part
            ramp = ramp[: len(ramp) - len(part)]

    def _put(self, source: NDArray[np.float64]) -> None:
        self.source.append(source)
        self.gain.append(np.ones(len(source), np.float32))
        self.at += len(source)


def fit(speech: Speech, phonemes: str, syllables: Sequence[Syllable], tones: Sequence[Tone]) -> Fit:
    """One tone per syllable, in order; raises ValueError if their numbers differ."""
    if not syllables or len(syllables) != len(tones):
        raise ValueError(f"{len(syllables)} syllables for {len(tones)} tones")
    vowels = [_vowel(speech, phonemes, syllable) for syllable in syllables]
    origin = tones[0].start_s
    starts = [round((tone.start_s - origin) * FPS) for tone in tones]
    stops = [round((tone.start_s + tone.length_s - origin) * FPS) for tone in tones]
    first = min(start for start, _ in speech.spans.values())
    onsets = [min(vowels[0].onset - first, _LONGEST_ONSET)]
    tape = _Tape(-onsets[0] - PAD)
    tape.rest(PAD)
    tape.run(vowels[0].onset - onsets[0], vowels[0].onset, onsets[0])
    cores = []
    for k, vowel in enumerate(vowels):
        after = vowels[k + 1] if k + 1 < len(vowels) else None
        began = tape.at
        if after is not None and starts[k + 1] - stops[k] <= _REST:
            way = min(after.onset - vowel.high, _LONGEST_WAY)
            lasts = starts[k + 1] - began
            sung, way = _sing(tape, vowel, (after.onset - way, after.onset), lasts)
            onsets.append(way)
        else:
            # The last consonants close the note, half of them after it.
            closing = min(_LEGATO, (vowel.end - vowel.high) // 2)
            lasts = max(_LEGATO, stops[k] - began + closing)
            sung, _ = _sing(tape, vowel, (vowel.high, vowel.end), lasts)
            tape.fade(began)
            if after is not None:
                onsets.append(_breathe(tape, vowel, after, starts[k + 1]))
        cores.append((began, sung))
    tape.rest(PAD)
    zero = -onsets[0] - PAD
    return Fit(
        np.concatenate(tape.source),
        np.concatenate(tape.gain),
        tuple((start - zero, stop - zero) for start, stop in cores),
        origin + zero / FPS,
        _words(speech, syllables, vowels, onsets, [origin + start / FPS for start in starts]),
    )


def _sing(tape: _Tape, vowel: _Vowel, way: tuple[int, int], lasts: int) -> tuple[int, int]:
    """Into the vowel, its core, the way out, in `lasts` frames; (end of the core, way's frames)."""
    into, out = vowel.low - vowel.onset, way[1] - way[0]
    hold = lasts - into - out
    if hold < _SHORTEST_HOLD:
        share = max(0.3, (lasts - _SHORTEST_HOLD) / max(1, into + out))
        into, out = int(into * min(1.0, share)), int(out * min(1.0, share))
        hold = max(1, lasts - into - out)
    tape.run(vowel.onset, vowel.low, into)
    tape.hold(vowel.low, vowel.high, hold)
    ends = tape.at
    tape.run(way[0], way[1], out)
    return ends, out


def _breathe(tape: _Tape, vowel: _Vowel, after: _Vowel, start: int) -> int:
    """Silence, then the consonants before the next vowel; how many frames these take."""
    onset = min(_LONGEST_ONSET, max(0, after.onset - vowel.end))
    silence = start - onset - tape.at
    if silence < 0:
        onset, silence = max(0, onset + silence), 0
    tape.rest(silence)
    tape.run(after.onset - onset, after.onset, onset)
    return onset


def _vowel(speech: Speech, phonemes: str, syllable: Syllable) -> _Vowel:
    """Its steady core is around its loudest voiced frame."""
    onset, stop = speech.spans.get(syllable.vowel, (0, 2))
    stop = max(stop, onset + 2)
    low, high = min(onset, speech.frames - 1), min(stop, speech.frames)
    loud = speech.loudness - 9.0 * ~speech.is_voiced
    core = low + int(np.argmax(loud[low:high]))
    floor = speech.loudness[core] - _CORE_DEPTH
    reach = max(1, int((stop - onset) * _CORE_SHARE))
    start = end = core
    while start - 1 >= low and core - start < reach and speech.loudness[start - 1] > floor:
        start -= 1
    while end + 1 < high and end - core < reach and speech.loudness[end + 1] > floor:
        end += 1
    return _Vowel(onset, start, end, _end(speech, phonemes, syllable, end + 1))


def _end(speech: Speech, phonemes: str, syllable: Syllable, earliest: int) -> int:
    """The frame after a syllable's last sound; the net counts silence to the last phoneme."""
    spoken = [
        speech.spans[i][1]
        for i in range(syllable.vowel, syllable.stop)
        if i in speech.spans and phonemes[i] not in PAUSES | MARKS
    ]
    latest = min(max(spoken, default=earliest), earliest + _LONGEST_END, speech.frames)
    heard = speech.power[earliest:latest] > speech.power[earliest - 1] - _INAUDIBLE
    return earliest + (int(np.flatnonzero(heard)[-1]) + 1 if heard.any() else 0)


def _words(
    speech: Speech,
    syllables: Sequence[Syllable],
    vowels: Sequence[_Vowel],
    onsets: Sequence[int],
    starts_s: Sequence[float],
) -> tuple[float, ...]:
    """A word begins with its consonants, as far as they are sung."""
    words = []
    for syllable, vowel, onset, start_s in zip(syllables, vowels, onsets, starts_s, strict=True):
        if syllable.begins_word:
            first = min(
                (speech.spans[i][0] for i in range(syllable.start, syllable.vowel + 1)
                 if i in speech.spans),
                default=vowel.onset,
            )  # fmt: skip
            words.append(start_s - min(onset, max(0, vowel.onset - first)) / FPS)
    return tuple(words)
