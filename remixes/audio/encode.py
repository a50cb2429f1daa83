"""Writers for finished music: wav and mp3, block by block and fsynced; knows samples only."""

import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
import numpy.typing as npt

from remixes.audio.id3 import Tags, tag

Samples = npt.NDArray[np.float32]

_PCM, _FLOAT = 1, 3
_QUALITY = 7
"""Of LAME, 0 to 9. At 256 kbit/s 7 is twice as fast as 5 at 192 and 5 dB nearer to the original."""
_MOST_BYTES = 0xFFFFFFFF - 64


def write_wav16(path: Path, blocks: Iterable[Samples], rate: int, channels: int) -> int:
    """Write float blocks (frames, channels) or (frames,) as 16-bit PCM; returns the frames.

    Full scale is 32768, so samples decoded from 16 bits come back bit by bit; what is louder is
    clipped. Raises ValueError for more than the 4 GiB a wav can hold.
    """
    return _write_wav(path, (pcm16(block) for block in blocks), rate, channels, _PCM)


def write_wav_float(path: Path, blocks: Iterable[Samples], rate: int, channels: int) -> int:
    """The same as 32-bit float, where nothing is clipped."""
    plain = (np.asarray(block, "<f4") for block in blocks)
    return _write_wav(path, plain, rate, channels, _FLOAT)


def pcm16(block: Samples) -> npt.NDArray[np.int16]:
    """Float samples as little-endian 16-bit integers, rounded and clipped."""
    scaled = np.rint(np.asarray(block, np.float32) * np.float32(32768))
    whole: npt.NDArray[np.int16] = np.clip(scaled, -32768, 32767).astype("<i2")
    return whole


class Mp3Writer:
    """An mp3 at a constant bit rate, block by block; a context manager.

        with Mp3Writer(path, 44100, 2, 256, title="Boundless") as mp3:
            mp3.write(block)

    Leaving it normally completes and fsyncs the file; leaving it by an exception removes it.
    MPEG rates only (8000 to 48000 Hz), one or two channels. LAME takes 0.45 dB off, as headroom
    for what coding adds; the wav of the same music is that much louder.
    """

    def __init__(
        self,
        path: Path,
        rate: int,
        channels: int,
        kbps: int = 256,
        *,
        title: str = "",
        artist: str = "",
        tags: Tags | None = None,
    ) -> None:
        import lameenc

        self.path = path
        self._channels = channels
        self._encoder: Any = lameenc.Encoder()
        self._encoder.set_bit_rate(kbps)
        self._encoder.set_in_sample_rate(rate)
        self._encoder.set_out_sample_rate(rate)
        self._encoder.set_channels(channels)
        self._encoder.set_quality(_QUALITY)
        self._encoder.silence()
        self._file: BinaryIO = path.open("wb")
        self._file.write(tag(tags or Tags(title, artist)))

    def write(self, block: Samples) -> None:
        """Encode a float block (frames, channels) or (frames,). Raises ValueError for a block of
        another number of channels."""
        if block.size and (1 if block.ndim == 1 else block.shape[1]) != self._channels:
            raise ValueError(f"Expected {self._channels} channels, got a block of {block.shape}")
        if block.size:
            self._file.write(self._encoder.encode(pcm16(block).tobytes()))

    def close(self) -> None:
        """Complete the file and fsync it."""
        self._file.write(self._encoder.flush())
        _finish(self._file)
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._file.close()
            # A process that may write just this file may not remove it; its caller does.
            with suppress(PermissionError):
                self.path.unlink(missing_ok=True)


def _write_wav(
    path: Path, blocks: Iterable[npt.NDArray[Any]], rate: int, channels: int, tag: int
) -> int:
    width = 2 if tag == _PCM else 4
    written = 0
    with path.open("wb") as file:
        file.write(_wav_head(rate, channels, tag, width, 0))
        for block in blocks:
            data = block.tobytes()
            written += len(data)
            if written > _MOST_BYTES:
                raise ValueError("A wav file holds at most 4 GiB")
            file.write(data)
        file.seek(0)
        file.write(_wav_head(rate, channels, tag, width, written))
        _finish(file)
    return written // (width * channels)


def _wav_head(rate: int, channels: int, tag: int, width: int, held: int) -> bytes:
    align = width * channels
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * align, align, 8 * width)
    start = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", held)
    return b"RIFF" + struct.pack("<I", len(start) + held) + start


def _finish(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
