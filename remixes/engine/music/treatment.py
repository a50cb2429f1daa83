"""What happens to the song's own sound in a version: filters, less centre, an even level."""

from dataclasses import dataclass

import numpy as np

from remixes.engine.music.filters import Filter, Sections, high_pass, low_pass, peak
from remixes.engine.music.level import active_rms
from remixes.engine.music.prompt import Wish
from remixes.engine.music.sound import RATE, Frames, let_go, middle

LEVEL = 0.1
"""The RMS of busy passages that the song's layer is brought to before mixing."""

_SILENT = 2e-4
_PIECES = 16
_MONO_SIDE = 0.08


@dataclass(frozen=True)
class Treatment:
    """Filters in Hz (0 for none), the share taken from the centre 0..1, a presence lift in dB."""

    high_pass_hz: float = 0
    low_pass_hz: float = 0
    centre_down: float = 0.0
    presence_db: float = 0.0
    gain_db: float = 0.0


def treatment_for(wish: Wish, *, has_new_voice: bool) -> Treatment:
    """The style's treatment bent by the prompt's colours."""
    layer = wish.style.layer
    low = layer.low_pass_hz
    if "dark" in wish.colours:
        low = min(low or 5000, 5000)
    if "bright" in wish.colours:
        low = 0
    centre = 0.8 if "vocals" in wish.absent else 0.6 if has_new_voice else 0.0
    return Treatment(
        max(layer.high_pass_hz, 230) if "bass" in wish.absent else layer.high_pass_hz,
        low,
        centre,
        3.0 if "bright" in wish.colours else 0.0,
        layer.gain_db - (4 if has_new_voice else 0),
    )


class Treated:
    """Applies a treatment to consecutive blocks of (frames, 2).

    The level is measured on `sound`, which may be the same song at another tempo.
    """

    def __init__(self, treatment: Treatment, sound: Frames) -> None:
        self._treatment = treatment
        some = _all_over(sound)
        self._centre = treatment.centre_down * _centre_share(some)
        self._reset()
        loud = self._loudness(some)
        wanted = LEVEL * 10 ** (treatment.gain_db / 20)
        self._gain = np.float32(wanted / loud if loud > _SILENT else 1.0)
        self._reset()

    def __call__(self, block: Frames) -> Frames:
        """The treated block."""
        if not len(block):
            return block
        if self._centre:
            voices = self._voices(middle(block)[:, None])
            block = block - np.float32(self._centre) * voices
        return self._filter(block) * self._gain

    def _reset(self) -> None:
        chain: list[Sections] = []
        if self._treatment.high_pass_hz:
            chain.append(high_pass(self._treatment.high_pass_hz))
        if self._treatment.low_pass_hz:
            chain.append(low_pass(self._treatment.low_pass_hz))
        if self._treatment.presence_db:
            chain.append(peak(4500, self._treatment.presence_db))
        self._filter = Filter(*chain)
        self._voices = Filter(high_pass(250), low_pass(6000), channels=1)
        self._gain = np.float32(1)

    def _loudness(self, some: list[Frames]) -> float:
        """Active RMS of the treated sound."""
        return active_rms([self(piece) for piece in some])


def _all_over(sound: Frames) -> list[Frames]:
    """A second each from places all over a sound."""
    starts = np.linspace(0, max(0, len(sound) - RATE), _PIECES).astype(int)
    some = [np.array(sound[start : start + RATE]) for start in starts]
    let_go(sound)
    return some


def _centre_share(some: list[Frames]) -> float:
    """1 for stereo; less where the centre is all there is, for then the harmony sits there too."""
    side = sum(float(np.square(piece[:, 0] - piece[:, 1]).mean()) for piece in some)
    centre = sum(float(np.square(piece[:, 0] + piece[:, 1]).mean()) for piece in some)
    return 1.0 if side > _MONO_SIDE**2 * centre else 0.5
