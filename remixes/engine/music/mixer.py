"""Song layer and stems into one stereo mix: balance, pumping, sweeps, room; block by block."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.progress import Step
from remixes.engine.music.automation import Fade, Sweep
from remixes.engine.music.curves import unfolded
from remixes.engine.music.part import Part
from remixes.engine.music.reverb import Convolver, impulse
from remixes.engine.music.sound import RATE, Frames, let_go, middle, ride, spans
from remixes.engine.music.sweeps import Swept
from remixes.engine.music.treatment import LEVEL, Treated

BALANCE_DB = {
    "drums": 0.0,
    "bass": -2.0,
    "chords": -5.0,
    "arp": -8.0,
    "pad": -10.0,
    "counter": -7.0,
    "lead": -1.0,
    "voice": 0.0,
    "texture": -25.0,
}
_SENDS = {
    "drums": 0.12,
    "chords": 0.8,
    "arp": 1.0,
    "pad": 0.8,
    "counter": 0.9,
    "lead": 0.9,
    "voice": 0.6,
}
_PUMPED = {"bass": 0.5, "chords": 1.0, "arp": 0.8, "pad": 1.0, "counter": 0.6, "lead": 0.15}
_CONTROL = 100
"""Frames per point of the pumping curve."""
_PUMP_S = 0.09
_DUCKED_TO = 0.8
"""What everything else keeps while a lead sounds."""


@dataclass(frozen=True)
class Desk:
    """Settings of one mix: dB per stem against the layer, room, pumping and its kick times."""

    balance_db: dict[str, float] = field(default_factory=dict)
    room_s: float = 1.2
    room_share: float = 0.14
    pump: float = 0.0
    kicks_s: Sequence[float] = ()
    lead_spans: Sequence[tuple[float, float]] = ()
    seed: int = 0
    layer_send: float = 0.35
    sweeps: Sequence[Sweep] = ()
    fades: Sequence[Fade] = ()


def mix(
    layer: Iterator[Frames],
    treated: Treated,
    stems: Mapping[str, Part],
    desk: Desk,
    out: Frames,
    step: Step,
) -> None:
    """Fill `out` (frames, 2) from its front to its end.

    The layer comes in blocks of any length and may end before `out` does.
    """
    feed = Feed(layer)
    channels = _channels(stems, desk)
    swept = Swept(desk.sweeps)
    room = Convolver(impulse(desk.room_s, desk.seed) * np.float32(desk.room_share))
    pump = pumping(desk.kicks_s, desk.pump, len(out))
    under = _ducking(desk.lead_spans, len(out)) * _riding(desk.fades, len(out)) * pump
    for span in spans(len(out)):
        count = span.stop - span.start
        block = np.zeros((count, 2), np.float32)
        own = swept(treated(feed.take(count)))
        block[: len(own)] = own
        ride(block, unfolded(under, _CONTROL, span.start, span.stop))
        send = np.float32(desk.layer_send) * middle(block)
        pumped = unfolded(pump, _CONTROL, span.start, span.stop)
        for channel in channels:
            stem = channel.block(count, pumped)
            block += stem
            if channel.send:
                send += channel.send * middle(stem)
        block += room(send)
        out[span] = block
        let_go(out)
        step(span.stop / len(out))


@dataclass(frozen=True)
class _Channel:
    """One stem on the desk: gain, share sent to the room, how deep it is pumped."""

    part: Part
    gain: np.float32
    send: np.float32
    depth: np.float32

    def block(self, frames: int, pumped: NDArray[np.float32]) -> Frames:
        """The next (frames, 2)."""
        if not self.depth:
            return self.part.block(frames) * self.gain
        stem = np.array(self.part.block(frames), np.float32)
        ride(stem, self.gain * (1 - self.depth * (1 - pumped)))
        return stem


def _channels(stems: Mapping[str, Part], desk: Desk) -> list[_Channel]:
    return [
        _Channel(
            part,
            np.float32(_gain(name, part, desk)),
            np.float32(_SENDS.get(name, 0.0)),
            np.float32(_PUMPED.get(name, 0.0) if desk.pump else 0.0),
        )
        for name, part in stems.items()
    ]


class Feed:
    """Blocks of any length, taken in the lengths that are wanted."""

    def __init__(self, blocks: Iterator[Frames]) -> None:
        self._blocks = blocks
        self._held: list[Frames] = []

    def take(self, frames: int) -> Frames:
        """The next (frames, 2), fewer where the sound ends."""
        have = sum(map(len, self._held))
        while have < frames and (block := next(self._blocks, None)) is not None:
            self._held.append(block)
            have += len(block)
        whole = np.concatenate(self._held) if self._held else np.zeros((0, 2), np.float32)
        self._held = [whole[frames:]] if len(whole) > frames else []
        return whole[:frames]


def _gain(name: str, part: Part, desk: Desk) -> float:
    """What brings a stem to its place in the balance."""
    wanted = LEVEL * 10 ** (desk.balance_db.get(name, BALANCE_DB.get(name, -6.0)) / 20)
    return wanted / part.rms if part.rms > 0 else 0.0


def pumping(kicks_s: Sequence[float], depth: float, frames: int) -> NDArray[np.float32]:
    """A gain per 100 frames that dips with every kick and swells back."""
    curve = np.ones(frames // _CONTROL + 2, np.float32)
    at = np.arange(int(0.4 * RATE / _CONTROL)) * _CONTROL / RATE
    dip = (1 - depth * np.exp(-at / _PUMP_S) * (1 - np.exp(-at / 0.003))).astype(np.float32)
    for kick in kicks_s if depth else ():
        start = round(kick * RATE / _CONTROL)
        if start >= 0:
            part = curve[start : start + len(dip)]
            np.minimum(part, dip[: len(part)], out=part)
    return curve


def _ducking(lead_spans: Sequence[tuple[float, float]], frames: int) -> NDArray[np.float32]:
    """A gain per 100 frames that makes a little room while a lead sounds."""
    curve = np.ones(frames // _CONTROL + 2, np.float32)
    for start, stop in lead_spans:
        curve[int(start * RATE / _CONTROL) : int(stop * RATE / _CONTROL)] = _DUCKED_TO
    return _smooth(curve, 0.12)


def _riding(fades: Sequence[Fade], frames: int) -> NDArray[np.float32]:
    """The layer's fader per 100 frames; even a jump takes 9 ms, so that it does not click."""
    curve = np.ones(frames // _CONTROL + 2, np.float32)
    for fade in fades:
        first, stop = (max(0, round(s * RATE / _CONTROL)) for s in (fade.start_s, fade.stop_s))
        part = curve[first:stop]
        ride = np.linspace(fade.from_gain, fade.to_gain, max(1, stop - first), dtype=np.float32)
        part[:] = ride[: len(part)]
    return _smooth(curve, 0.009)


def _smooth(curve: NDArray[np.float32], seconds: float) -> NDArray[np.float32]:
    """Steps become ramps of so many seconds, centred where the step was."""
    width = int(seconds * RATE / _CONTROL) | 1
    padded = np.pad(curve, width // 2, mode="edge")
    return np.convolve(padded, np.ones(width) / width, "valid").astype(np.float32)


def fade_out(out: Frames, seconds: float) -> None:
    """Let the last seconds die away, in place."""
    count = min(len(out), int(seconds * RATE))
    ride(out[len(out) - count :], np.linspace(1, 0, count, dtype=np.float32) ** 1.5)
