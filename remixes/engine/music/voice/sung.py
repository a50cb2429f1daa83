"""The voice as a part of the mix: lines are sung when they are due and forgotten when heard."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.voice.chain import LEVEL
from remixes.engine.music.voice.line import EARLIEST_S, Clip, Phrase, sing
from remixes.engine.music.voice.net import Speech, speak

Heard = tuple[float, float, tuple[float, ...]]
"""When a line's first sound begins and its last ends, and its words begin; seconds."""


class Sung:
    """Phrases in order of time, as a Part; digital silence between them."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = tuple(phrases)
        self._heard: dict[int, Heard] = {}
        self._next = 0
        self._at = 0
        self._sounding: list[Clip] = []
        self._to_come = Counter(phrase.phonemes for phrase in self._phrases)
        self._spoken: dict[str, Speech] = {}

    @property
    def rms(self) -> float:
        """Every line is levelled to the same; 0 without any."""
        return LEVEL if self._phrases else 0.0

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """What is sung."""
        return self._phrases

    def block(self, frames: int) -> Frames:
        """The next (frames, 2); at most the lines that sound in it are in memory."""
        end = self._at + frames
        while self._next < len(self._phrases) and self._due(self._next) < end:
            self._sounding.append(self._render(self._next))
            self._next += 1
        out = np.zeros((frames, 2), np.float32)
        for clip in self._sounding:
            low, high = max(self._at, clip.start), min(end, clip.start + len(clip.sound))
            if low < high:
                out[low - self._at : high - self._at] += clip.sound[
                    low - clip.start : high - clip.start
                ]
        self._sounding = [c for c in self._sounding if c.start + len(c.sound) > end]
        self._at = end
        return out

    def heard(self, number: int) -> Heard:
        """When phrase `number` is heard; sings it if that has not been done yet."""
        if number not in self._heard:
            self._render(number)
        return self._heard[number]

    def _due(self, number: int) -> int:
        return round((self._phrases[number].tones[0].start_s - EARLIEST_S) * RATE)

    def _render(self, number: int) -> Clip:
        phrase = self._phrases[number]
        clip = sing(phrase, self._speech(phrase.phonemes))
        self._heard[number] = (clip.onset_s, clip.end_s, clip.words_s)
        return clip

    def _speech(self, phonemes: str) -> Speech:
        """Lines that come again, as those of choruses do, are spoken once."""
        speech = self._spoken.pop(phonemes, None) or speak(phonemes)
        self._to_come[phonemes] -= 1
        if self._to_come[phonemes] > 0:
            self._spoken[phonemes] = speech
        return speech
