"""wav, aiff, flac, mp3, Vorbis and Opus through libsndfile."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import soundfile

from remixes.audio.kinds import Kind
from remixes.audio.stream import Samples, Stream, Unreadable


def read_soundfile(path: Path, _: Kind, block_frames: int) -> Stream:
    """Blocks at the file's own rate and channels. Raises Unreadable."""
    try:
        file = soundfile.SoundFile(os.fsencode(path))
    except (soundfile.LibsndfileError, RuntimeError, TypeError, ValueError) as error:
        raise Unreadable from error
    return Stream(file.samplerate, file.channels, _blocks(file, block_frames))


def _blocks(file: Any, block_frames: int) -> Iterator[Samples]:
    with file:
        while True:
            try:
                block = file.read(block_frames, dtype="float32", always_2d=True)
            except (soundfile.LibsndfileError, RuntimeError) as error:
                raise Unreadable from error
            if not len(block):
                return
            yield block
