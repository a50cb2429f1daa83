"""One pass over a song's samples, in pieces, that keeps what the analysis needs of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.attacks import AttackMeter
from remixes.analysis.chroma import Chroma, ChromaMeter
from remixes.analysis.onsets import RATE, OnsetMeter, Onsets
from remixes.analysis.spectra import Array

_POWER_FRAMES = 256


@dataclass(frozen=True)
class Heard:
    """What was kept: onsets, attacks, chroma, mean power of every 256 samples, and the length."""

    onsets: Onsets
    attacks: Array
    chroma: Chroma
    power: Array
    duration_s: float

    def levels(self, edges: NDArray[np.float64]) -> NDArray[np.float64]:
        """RMS between each pair of neighbouring times (seconds)."""
        at = np.clip(np.round(edges * RATE / _POWER_FRAMES).astype(int), 0, len(self.power))
        sums = np.concatenate([[0.0], np.cumsum(self.power, dtype=np.float64)])
        power = np.maximum(0, np.diff(sums[at])) / np.maximum(1, np.diff(at))
        return np.asarray(np.sqrt(power))


class Hearing:
    """`add` pieces of mono sound at 22.05 kHz in order, then ask `heard` once."""

    def __init__(self) -> None:
        self._onsets, self._attacks = OnsetMeter(), AttackMeter()
        self._chroma = ChromaMeter()
        self._held = np.zeros(0, np.float32)
        self._powers: list[Array] = []
        self._samples = 0

    def add(self, sound: Array) -> None:
        """Take in (samples,) more."""
        self._samples += len(sound)
        self._onsets.add(sound)
        self._attacks.add(sound)
        self._chroma.add(sound)
        held = np.concatenate([self._held, sound])
        whole = len(held) // _POWER_FRAMES * _POWER_FRAMES
        self._powers.append((held[:whole].reshape(-1, _POWER_FRAMES) ** 2).mean(1))
        self._held = held[whole:]

    def heard(self) -> Heard:
        """Everything so far."""
        power = np.concatenate([np.zeros(0, np.float32), *self._powers])
        onsets, attacks = self._onsets.onsets(), self._attacks.attacks()
        return Heard(onsets, attacks, self._chroma.chroma(), power, self._samples / RATE)
