"""Sounds at an even level: drawn once, kept while there is room, the same in every process."""

import zlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from remixes.engine.music.filters import filtered, low_pass
from remixes.engine.music.instruments.drums import DRUMS
from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.instruments.waves import Mono, Sound, hertz
from remixes.engine.music.level import HOP
from remixes.engine.music.loudness import k_weighting
from remixes.engine.music.sound import RATE

LOUDNESS = 0.12
"""K-weighted RMS of the loudest 400 ms of a note at gain 1."""
PEAK = 0.8
"""Of a drum at gain 1."""
VARIANTS = 5
SOFT, MEDIUM, HARD = 0, 1, 2
_HEARD_S = 1.2
_GLIDE_S = 0.11
_ENDING = int(0.06 * RATE)
"""Frames in which a sound that is over before its note fades."""
_WEIGHTING = k_weighting().astype(np.float32)
_DARKER = {SOFT: 0.55, MEDIUM: 0.25}
"""Share of the highs that softer touches lose."""


@dataclass(frozen=True)
class Voice:
    """What is drawn: seconds are what a note may need at most; a glide is in semitones.

    `touch` is SOFT, MEDIUM or HARD. A note that glides begins to at `glide_s`.
    """

    instrument: str
    pitch: int
    seconds: float
    touch: int = HARD
    variant: int = 0
    glide: int = 0
    glide_s: float = 0.0


class Shelf:
    """The sounds used last, up to a number of bytes and the one just asked for."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._sounds: OrderedDict[Voice, Sound] = OrderedDict()
        self.nbytes = 0

    def get(self, voice: Voice) -> Sound:
        """(2, samples) or (1, samples), not to be written to."""
        if (found := self._sounds.get(voice)) is not None:
            self._sounds.move_to_end(voice)
            return found
        sound = _levelled(voice)
        sound.flags.writeable = False
        self._sounds[voice] = sound
        self.nbytes += sound.nbytes
        while self.nbytes > self._most_bytes and len(self._sounds) > 1:
            self.nbytes -= self._sounds.popitem(last=False)[1].nbytes
        return sound


drawn = Shelf(72 << 20).get


@lru_cache(8192)
def energy(voice: Voice) -> NDArray[np.float64]:
    """Sum of squares per tenth of a second, channels averaged."""
    sound = drawn(voice)
    padded = np.pad(sound, ((0, 0), (0, -sound.shape[1] % HOP)))
    power = np.einsum("cth,cth->t", *[padded.reshape(len(sound), -1, HOP)] * 2)
    return power.astype(np.float64) / len(sound)


def _levelled(voice: Voice) -> Sound:
    is_drum = voice.instrument in DRUMS
    sound = np.atleast_2d(_drum(voice) if is_drum else _note(voice))
    if voice.touch != HARD:
        sound = _darkened(sound, voice, 5000.0 if is_drum else max(450.0, 3.5 * hertz(voice.pitch)))
    return np.ascontiguousarray(sound, np.float32)


def _drum(voice: Voice) -> Sound:
    rng = _rng(f"{voice.instrument}/{voice.pitch}/{voice.variant}")
    sound = DRUMS[voice.instrument].draw(voice.variant, voice.touch == SOFT, rng)
    return sound * np.float32(PEAK / (np.abs(sound).max() + 1e-9))


def _note(voice: Voice) -> Sound:
    kind = PITCHED[voice.instrument]
    rng = _rng(f"{voice.instrument}/{voice.pitch}")
    sound = np.atleast_2d(kind.draw(voice.pitch, voice.seconds, rng))
    sound = sound * np.float32(_gain(voice.instrument, voice.pitch))
    if voice.glide:
        sound = _gliding(sound, voice.glide, voice.glide_s)
    if sound.shape[1] < int(voice.seconds * RATE):
        sound[:, -_ENDING:] *= np.linspace(1, 0, _ENDING, dtype=np.float32)
    attack = min(sound.shape[1], int(kind.attack_s * RATE))
    sound[:, :attack] *= np.linspace(0, 1, attack, dtype=np.float32)
    return sound


def _rng(name: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(name.encode()))


@lru_cache(4096)
def _gain(instrument: str, pitch: int) -> float:
    """What brings a pitch to the even loudness; measured as BS.1770-4 does, momentarily."""
    sound = np.atleast_2d(PITCHED[instrument].draw(pitch, _HEARD_S, _rng(f"{instrument}/{pitch}")))
    return LOUDNESS / (loudest(sound) + 1e-9)


def loudest(sound: Sound) -> float:
    """K-weighted RMS, channels averaged, of the loudest 400 ms of (channels, samples)."""
    width = int(0.4 * RATE)
    heard = scipy.signal.sosfilt(_WEIGHTING, sound[:, : int(_HEARD_S * RATE)])
    power = (heard.astype(np.float64) ** 2).mean(0)
    sums = np.cumsum(np.pad(power, (1, max(0, width - len(power)))))
    return float(np.sqrt((sums[width::441] - sums[:-width:441]).max() / width))


def _darkened(sound: Sound, voice: Voice, edge_hz: float) -> Sound:
    """Soft notes have fewer highs."""
    dark = np.stack([filtered(side, low_pass(min(edge_hz, 12_000))) for side in sound])
    return sound + np.float32(_DARKER[voice.touch]) * (dark - sound)


def _gliding(sound: Sound, semitones: int, start_s: float) -> Sound:
    """Plays on at another pitch after `start_s`, getting there in a tenth of a second."""
    count = sound.shape[1]
    at = np.arange(count) / RATE
    share = np.clip((at - start_s) / _GLIDE_S, 0, 1)
    share = share * share * (3 - 2 * share)
    place = np.concatenate([[0.0], np.cumsum(2 ** (semitones / 12 * share))[:-1]])
    place = place[place < count - 1]
    return np.stack([np.interp(place, np.arange(count), side) for side in sound]).astype(np.float32)


def folded(sound: Sound) -> Mono:
    """(samples,) of all channels."""
    return sound.mean(0)
