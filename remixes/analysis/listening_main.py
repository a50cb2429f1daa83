"""The limited process that listens: one foreign file in, one JSON summary out.

`python -m remixes.analysis.listening_main '{"task": "listen", ...}'`, as `remixes.audio.limited`
starts it.
"""

import base64
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import soxr

from remixes.analysis.facts import summary
from remixes.analysis.hearing import Hearing
from remixes.analysis.onsets import RATE
from remixes.analysis.progress import no_watch
from remixes.analysis.song import understood
from remixes.analysis.spectra import Array
from remixes.audio.limited_main import opened, serve, within
from remixes.audio.peak import FineWave
from remixes.audio.stream import Samples


def _listen(order: dict[str, Any]) -> dict[str, Any]:
    stream = opened(order["path"])
    hearing = Hearing()
    wave = FineWave(stream.sample_rate)
    blocks = _drawn(within(stream, order["max_duration_s"]), wave)
    for piece in _mono(blocks, stream.sample_rate):
        hearing.add(piece)
    facts = summary(understood(hearing.heard(), no_watch))
    return facts | {"wave": base64.b64encode(zlib.compress(wave.bytes(), 9)).decode()}


def _drawn(blocks: Iterator[Samples], wave: FineWave) -> Iterator[Samples]:
    """The same blocks, their outline taken on the way."""
    for block in blocks:
        wave.add(block)
        yield block


def _mono(blocks: Iterator[Samples], rate: int) -> Iterator[Array]:
    """One channel at 22.05 kHz."""
    changer: Any = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
    for block in blocks:
        yield changer.resample_chunk(np.ascontiguousarray(block.mean(1)))
    yield changer.resample_chunk(np.zeros(0, np.float32), last=True)


if __name__ == "__main__":
    serve({"listen": _listen})
