"""Small audio files of every kind, made on the spot; they know nothing of what is tested."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import soundfile

from remixes.audio import Mp3Writer

Samples = npt.NDArray[np.float32]
RATE = 44100


def tone(
    seconds: float = 1.0, hertz: float = 440.0, *, rate: int = RATE, channels: int = 2
) -> Samples:
    """A sine of half scale, (frames, channels)."""
    time = np.arange(round(seconds * rate)) / rate
    wave = 0.5 * np.sin(2 * np.pi * hertz * time)
    return np.repeat(wave[:, None], channels, axis=1).astype(np.float32)


def mp3(path: Path, x: Samples, *, rate: int = RATE, kbps: int = 128, title: str = "") -> Path:
    with Mp3Writer(path, rate, x.shape[1], kbps, title=title) as writer:
        writer.write(x)
    return path


def sound(path: Path, x: Samples, form: str, subtype: str | None = None, rate: int = RATE) -> Path:
    with soundfile.SoundFile(path, "w", rate, x.shape[1], subtype, format=form) as file:
        for start in range(0, len(x), 4096):  # libsndfile's Vorbis wants small bites
            file.write(x[start : start + 4096])
    return path


def packed(
    path: Path, x: Samples, form: str, codec: str, rate: int = RATE, title: str = ""
) -> Path:
    """m4a ("mp4"), aac ("adts") and webm, through PyAV's encoders."""
    layout = "stereo" if x.shape[1] == 2 else "mono"
    with av.open(str(path), "w", format=form) as container:
        if title:
            container.metadata["title"] = title
        stream: Any = container.add_stream(codec, rate=rate, layout=layout)
        resampler = av.AudioResampler(format=stream.format, layout=layout, rate=rate)
        for start in range(0, len(x), 1024):
            block = np.ascontiguousarray(x[start : start + 1024].T)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            for same in resampler.resample(frame):
                container.mux(stream.encode(same))
        container.mux(stream.encode(None))
    return path


MAKERS: dict[str, Callable[[Path, Samples], Path]] = {
    "mp3": mp3,
    "wav": lambda path, x: sound(path, x, "WAV", "PCM_16"),
    "flac": lambda path, x: sound(path, x, "FLAC"),
    "ogg": lambda path, x: sound(path, x, "OGG", "VORBIS"),
    "opus": lambda path, x: sound(path, x, "OGG", "OPUS", 48000),
    "m4a": lambda path, x: packed(path, x, "mp4", "aac"),
    "aac": lambda path, x: packed(path, x, "adts", "aac"),
    "webm": lambda path, x: packed(path, x, "webm", "libopus", 48000),
    "aiff": lambda path, x: sound(path, x, "AIFF", "PCM_16"),
}
RATES = {"opus": 48000, "webm": 48000}
CODECS = {"wav": "pcm", "ogg": "vorbis", "m4a": "aac", "webm": "opus", "aiff": "pcm"}


def make(kind: str, folder: Path, seconds: float = 1.0, *, channels: int = 2) -> Path:
    """A tone of a kind, in a file whose name says nothing."""
    x = tone(seconds, rate=RATES.get(kind, RATE), channels=channels)
    return MAKERS[kind](folder / f"{kind}-sound", x)


def silent_flac(path: Path, hours: float, rate: int = 8000) -> Path:
    """Hours of silence in a few megabytes: one silent frame, again and again."""
    sound(path, np.zeros((rate * 10, 1), np.float32), "FLAC", rate=rate)
    data = path.read_bytes()
    first = data.index(b"\xff\xf8")
    frames = data[first : data.index(b"\xff\xf8", first + 2)]
    samples = data[8 + 2] << 8 | data[8 + 3]  # the largest block size of STREAMINFO
    header = bytearray(data[:first])
    header[8 + 13 : 8 + 34] = bytes([header[8 + 13] & 0xF0]) + bytes(20)  # length and MD5 unknown
    path.write_bytes(bytes(header) + frames * int(hours * 3600 * rate / samples))
    return path
