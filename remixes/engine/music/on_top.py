"""A voice on top of an instrumental that stays as it is: where both are too loud, the voice gives.

What is promised about the instrumental can be measured: in every moment it is the source times one
constant, or up to 3 dB less while the voice sounds. No limiter ever touches it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from remixes.analysis.progress import Step
from remixes.engine.music import limiter
from remixes.engine.music.bed import Bed
from remixes.engine.music.loudness import SILENCE_LUFS, Meter, gated
from remixes.engine.music.master import CEILING_DB, LOUDNESS_LUFS, Mastered
from remixes.engine.music.mixer import Desk, mix
from remixes.engine.music.order import Version
from remixes.engine.music.part import Part
from remixes.engine.music.recut import Cut
from remixes.engine.music.sound import Frames, let_go, pieces, ride, spans
from remixes.engine.music.treatment import Treated, Treatment
from remixes.engine.music.work import Work, seeds

Entry = dict[str, int | str]

_ROOM_S, _ROOM_SHARE = 1.5, 0.16
_COMPANY_DB = -9.0
"""An instrument that plays the tune along with the voice."""
_CEILING_DB = CEILING_DB - 0.3
"""Nothing is rounded off before the mp3, so it overshoots a little more than masters do."""
_LEAST_VOICE = 0.5
"""The voice's peaks give way by up to 6 dB; beyond that everything gets quieter."""
_MIXED, _HEARD, _JOINED = 0.45, 0.55, 0.6
"""Shares of the work on one version at which its steps end."""


class Sings(Protocol):
    """Who sings, as far as the mix must know."""

    @property
    def spans(self) -> Sequence[tuple[float, float]]:
        """Seconds (start, stop) in which the instrumental makes room."""

    @property
    def timeline(self) -> tuple[Entry, ...]:
        """Which line is heard when; asked for once everything has sounded."""


@dataclass(frozen=True)
class _Levels:
    """LUFS of both together; true peaks per 256 frames of the bed, the voices and both."""

    loudness: float
    bed: limiter.Curve
    voices: limiter.Curve
    both: limiter.Curve

    def gain(self) -> float:
        """To -14 LUFS, or as near as peaks allow that no limiter may touch."""
        wanted_db = LOUDNESS_LUFS - self.loudness if self.loudness > SILENCE_LUFS else 0.0
        least = np.minimum(self.both, self.bed + _LEAST_VOICE * self.voices)
        loudest = max(float(self.bed.max(initial=0.0)), float(least.max(initial=0.0)))
        room_db = _CEILING_DB - 20 * np.log10(loudest + 1e-9)
        return float(10 ** (min(wanted_db, room_db) / 20))

    def voice_curve(self, gain: float) -> limiter.Curve:
        """What the voices keep per 256 frames, so that both stay under the ceiling."""
        room = 10 ** (_CEILING_DB / 20) / gain
        kept = np.where(self.both > room, (room - self.bed) / np.maximum(self.voices, 1e-9), 1.0)
        return limiter.gain_curve(1 / np.clip(kept, _LEAST_VOICE, 1.0), 0.0)


def missing_lu(sound: Frames) -> float:
    """How far (frames, 2) stays below -14 LUFS at the one gain that its peaks allow; 0 if not."""
    meter, top = Meter(), 0.0
    for _, block in pieces(sound):
        meter.add(block)
        top = max(top, float(_peaks(block).max(initial=0.0)))
    wanted_db = LOUDNESS_LUFS - gated(meter.power)
    return max(0.0, wanted_db - _CEILING_DB + 20 * float(np.log10(top + 1e-9)))


def publish_on_top(
    work: Work,
    cut: Cut,
    parts: Mapping[str, Part],
    singer: Sings,
    number: int,
    title: str,
    share: tuple[float, float],
) -> Version:
    """Mix parts over the instrumental; progress goes through `share` (low, high) of the work."""
    low, width = share[0], share[1] - share[0]
    voices = work.scratch.room(len(cut))
    desk = Desk({"lead": _COMPANY_DB}, _ROOM_S, _ROOM_SHARE, seed=seeds(work)[0], layer_send=0.0)
    step = work.watch.step(low, low + _MIXED * width, f"mixing version {number}")
    mix(iter(()), Treated(Treatment(), cut.sound), parts, desk, voices, step)
    step = work.watch.step(
        low + _MIXED * width, low + _HEARD * width, f"mastering version {number}"
    )
    levels = _listen(Bed(cut, singer.spans), voices, step)
    gain = levels.gain()
    step = work.watch.step(
        low + _HEARD * width, low + _JOINED * width, f"mastering version {number}"
    )
    _join(Bed(cut, singer.spans), voices, levels.voice_curve(gain), step)
    record = Mastered(voices, gain, np.ones(len(levels.both)))
    return work.publish(number, title, record, singer.timeline, (low + _JOINED * width, share[1]))


def _listen(bed: Bed, voices: Frames, step: Step) -> _Levels:
    meter = Meter()
    peaks: list[tuple[limiter.Curve, ...]] = []
    for span in spans(len(voices)):
        under, over = bed.take(span.stop - span.start), np.asarray(voices[span])
        both = under + over
        meter.add(both)
        peaks.append(tuple(_peaks(sound) for sound in (under, over, both)))
        let_go(voices)
        step(span.stop / len(voices))
    found = (np.concatenate(each) for each in zip(*peaks, strict=True))
    return _Levels(gated(meter.power), *found)


def _peaks(block: Frames) -> limiter.Curve:
    """True peaks; only what comes near the block's highest is interpolated."""
    loudest = float(np.abs(block).max(initial=0.0))
    nothing = block[:0]
    return limiter.peaks(block, nothing, nothing, hot=max(loudest / 2, 1e-6))


def _join(bed: Bed, voices: Frames, curve: limiter.Curve, step: Step) -> None:
    """Lay the bed under the voices, in place."""
    for span in spans(len(voices)):
        block = np.array(voices[span])
        ride(block, limiter.gains(curve, span.start, span.stop))
        block += bed.take(span.stop - span.start)
        voices[span] = block
        let_go(voices)
        step(span.stop / len(voices))
