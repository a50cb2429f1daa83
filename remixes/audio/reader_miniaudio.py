"""mp3, flac, wav and Vorbis through miniaudio's decoders."""

from collections.abc import Iterator
from pathlib import Path

import miniaudio
import numpy as np

from remixes.audio.kinds import FLAC, MP3, OGG, Kind
from remixes.audio.stream import Samples, Stream, Unreadable

_FACTS = {
    MP3: miniaudio.mp3_get_file_info,
    FLAC: miniaudio.flac_get_file_info,
    OGG: miniaudio.vorbis_get_file_info,
}


def read_miniaudio(path: Path, kind: Kind, block_frames: int) -> Stream:
    """Blocks at the file's own rate and channels. Raises Unreadable."""
    try:
        facts = _FACTS.get(kind, miniaudio.wav_get_file_info)(str(path))
        blocks = miniaudio.stream_file(
            str(path),
            miniaudio.SampleFormat.FLOAT32,
            facts.nchannels,
            facts.sample_rate,
            block_frames,
        )
    except (miniaudio.MiniaudioError, ValueError, OverflowError) as error:
        raise Unreadable from error
    return Stream(facts.sample_rate, facts.nchannels, _blocks(blocks, facts.nchannels))


def _blocks(blocks: Iterator[object], channels: int) -> Iterator[Samples]:
    try:
        for block in blocks:
            yield np.frombuffer(block, np.float32).reshape(-1, channels)  # type: ignore[call-overload]
    except miniaudio.MiniaudioError as error:
        raise Unreadable from error
