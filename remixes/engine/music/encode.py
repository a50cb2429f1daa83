"""Files out: 16-bit wav and 192 kbit/s mp3 from the same integers, complete or not there."""

import os
from collections.abc import Iterable
from pathlib import Path

import lameenc
import numpy as np
import soundfile
from numpy.typing import NDArray

from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.tags import id3

Pcm = NDArray[np.int16]

_KBITS = 192
_QUALITY = 5


def pcm16(block: Frames) -> Pcm:
    """Nearest 16-bit integers; exact for sound that was 16-bit before."""
    return np.clip(np.rint(block * np.float32(32768)), -32768, 32767).astype(np.int16)


class WavFile:
    """A wav that appears under its name only when closed well."""

    def __init__(self, path: Path, rate: int, channels: int) -> None:
        self._path, self._part = path, path.with_suffix(".wav.part")
        self._file = soundfile.SoundFile(
            str(self._part), "w", rate, channels, subtype="PCM_16", format="WAV"
        )

    def write(self, block: Pcm) -> None:
        """Append (frames, channels)."""
        self._file.write(block)

    def close(self) -> None:
        """Finish, flush to disk and give it its name."""
        self._file.close()
        _settle(self._part, self._path)


class Mp3File:
    """A 44.1 kHz stereo mp3 that appears under its name only when closed well."""

    def __init__(self, path: Path, title: str, artist: str = "") -> None:
        self._path, self._part = path, path.with_suffix(".mp3.part")
        self._encoder = lameenc.Encoder()
        self._encoder.set_bit_rate(_KBITS)
        self._encoder.set_in_sample_rate(RATE)
        self._encoder.set_channels(2)
        self._encoder.set_quality(_QUALITY)
        self._encoder.silence()
        self._file = self._part.open("wb")
        self._file.write(id3(title, artist))

    def write(self, block: Pcm) -> None:
        """Append (frames, 2)."""
        self._file.write(self._encoder.encode(np.ascontiguousarray(block).tobytes()))

    def close(self) -> None:
        """Finish, flush to disk and give it its name."""
        self._file.write(self._encoder.flush())
        self._file.close()
        _settle(self._part, self._path)


def write_both(blocks: Iterable[Frames], wav: Path, mp3: Path, title: str) -> int:
    """Write 44.1 kHz stereo blocks to both files; returns the frames written."""
    wav_file, mp3_file = WavFile(wav, RATE, 2), Mp3File(mp3, title)
    frames = 0
    for block in blocks:
        exact = pcm16(block)
        wav_file.write(exact)
        mp3_file.write(exact)
        frames += len(exact)
    wav_file.close()
    mp3_file.close()
    return frames


def _settle(part: Path, path: Path) -> None:
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
