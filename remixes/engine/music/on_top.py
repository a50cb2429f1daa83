"""A voice on top of an instrumental that stays as it is: one gain, a little ducking, no limiter.

What is promised about the instrumental can be measured: in every moment it is the source times one
constant, or up to 3 dB less while the voice sounds.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from remixes.analysis.progress import Step
from remixes.engine.music import limiter
from remixes.engine.music.loudness import SILENCE_LUFS, Meter, gated
from remixes.engine.music.master import CEILING_DB, LOUDNESS_LUFS, Mastered
from remixes.engine.music.mixer import Desk, mix
from remixes.engine.music.order import Version
from remixes.engine.music.part import Part
from remixes.engine.music.sound import Frames, spans
from remixes.engine.music.treatment import Treated, Treatment
from remixes.engine.music.work import Work, seeds

_ROOM_S, _ROOM_SHARE = 1.5, 0.16
_MIXING, _LEVELLING = 0.5, 0.6
"""Shares of the work on one version at which mixing and finding the level end."""


def publish_on_top(
    work: Work,
    sound: Frames,
    parts: Mapping[str, Part],
    sung_s: Sequence[tuple[float, float]],
    number: int,
    title: str,
    timeline: tuple[dict[str, int | str], ...],
    share: tuple[float, float],
) -> Version:
    """Mix parts over (frames, 2) of instrumental, which ducks in the seconds `sung_s`; write."""
    low, width = share[0], share[1] - share[0]
    out = work.scratch.room(len(sound))
    desk = Desk(
        room_s=_ROOM_S,
        room_share=_ROOM_SHARE,
        lead_spans=sung_s,
        seed=seeds(work)[0],
        layer_send=0.0,
    )
    step = work.watch.step(low, low + _MIXING * width, f"mixing version {number}")
    mix(sound, Treated(Treatment(), sound), parts, desk, out, step)
    step = work.watch.step(
        low + _MIXING * width, low + _LEVELLING * width, f"mastering version {number}"
    )
    record = at_one_gain(out, step)
    return work.publish(number, title, record, timeline, (low + _LEVELLING * width, share[1]))


def at_one_gain(mix: Frames, step: Step) -> Mastered:
    """The mix at the constant gain that brings it to -14 LUFS, or as near as its peaks allow."""
    meter, peak = Meter(), 0.0
    nothing = mix[:0]
    for span in spans(len(mix)):
        block = np.asarray(mix[span])
        meter.add(block)
        # The interpolation looks beyond the block, or a peak on its edge would be missed.
        before, after = mix[max(0, span.start - 32) : span.start], mix[span.stop : span.stop + 32]
        peak = max(peak, _peak(block, before, after if len(after) else nothing))
        step(span.stop / len(mix))
    loudness = gated(meter.power)
    wanted_db = LOUDNESS_LUFS - loudness if loudness > SILENCE_LUFS else 0.0
    room_db = CEILING_DB - 20 * np.log10(peak + 1e-9)
    gain = 10 ** (min(wanted_db, room_db) / 20)
    return Mastered(mix, float(gain), np.ones(len(mix) // limiter.HOP + 1))


def _peak(block: Frames, before: Frames, after: Frames) -> float:
    """True peak, linear; brought to full scale first, for only hot sound is interpolated."""
    loudest = float(np.abs(block).max(initial=0.0))
    if not loudest:
        return 0.0
    scale = np.float32(1 / loudest)
    return loudest * float(limiter.peaks(block * scale, before * scale, after * scale).max())
