"""The neural voice: phonemes in, their natural sound out as filters per 12.5 ms; it knows no notes.

The net is that of hibari-tts, a source-filter vocoder distilled from Kokoro: for every frame it
gives the filter of the voiced sound, the spectrum of the breath, and a part with free phase.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FPS = 80
"""Frames a second."""
RATE = 24_000
HOP = RATE // FPS
BINS = 601
VOICED_HZ = 50.0

_DURATIONS = "/Cast_32_output_0"
_OUTPUTS = ["lh", "theta", "ln", "lr", "phi", "f0", _DURATIONS]
_LOUDEST = 7.0
_LAG = 5
"""The teacher's durations lag its sound by 62 ms; its own timestamps subtract 75."""
_PACE = 0.85

Spectra = NDArray[np.complex64]
"""(frames, BINS) complex64, 0 to 12 kHz."""
Levels = NDArray[np.float32]
"""(frames, BINS) float32, linear magnitudes."""


@dataclass(frozen=True)
class Speech:
    """A line as it would be spoken: `frames` of filters, and which belong to which phoneme."""

    voiced: Spectra
    breath: Levels
    free: Spectra
    is_voiced: NDArray[np.bool_]
    loudness: NDArray[np.float32]
    """(frames,) natural log of the voiced filter between 160 Hz and 3 kHz."""
    power: NDArray[np.float32]
    """(frames,) natural log of everything, consonants too."""
    spans: dict[int, tuple[int, int]]
    """(first frame, frame after the last) by index into the phonemes."""

    @property
    def frames(self) -> int:
        """How many."""
        return len(self.loudness)


def speak(phonemes: str) -> Speech:
    """Run the net, about 130 times faster than real time; raises ValueError without a phoneme."""
    session, vocabulary = _session()
    known = [i for i, sign in enumerate(phonemes) if sign in vocabulary]
    if not known:
        raise ValueError("nothing to say")
    ids = np.array([[0, *(vocabulary[phonemes[i]] for i in known), 0]], np.int64)
    out = session.run(_OUTPUTS, {"ids": ids, "speed": np.array([_PACE], np.float32)})
    loud, turn, breath, free, phase, hz = (np.ascontiguousarray(part[0].T) for part in out[:6])
    lengths = np.maximum(out[6].ravel(), 1) * 2
    stops = np.cumsum(lengths).astype(int)
    spans = {
        i: (max(0, int(stops[k + 1] - lengths[k + 1]) - _LAG), max(1, int(stops[k + 1]) - _LAG))
        for k, i in enumerate(known)
    }
    voice = np.exp(np.minimum(loud, _LOUDEST))
    noise = np.exp(np.minimum(breath, _LOUDEST))
    rest = np.exp(np.minimum(free, _LOUDEST))
    return Speech(
        _polar(voice, np.tanh(turn) * np.float32(np.pi)),
        noise,
        _polar(rest, phase),
        hz > VOICED_HZ,
        loud[:, 8:150].mean(1),
        np.log((voice * (hz > VOICED_HZ)[:, None] + noise + rest).mean(1) + 1e-9),
        spans,
    )


def _polar(size: Levels, turn: Levels) -> Spectra:
    out = np.empty(size.shape, np.complex64)
    np.multiply(np.cos(turn), size, out=out.real)
    np.multiply(np.sin(turn), size, out=out.imag)
    return out


@cache
def _session() -> tuple[Any, dict[str, int]]:
    """The net on one thread and its alphabet, loaded once per process."""
    import onnxruntime  # 0.1 s and 20 MB, for singers only
    from hibari.tts import ASSETS  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    assets = Path(ASSETS)
    model = _with_output((assets / "hibari.onnx").read_bytes(), _DURATIONS)
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return session, json.loads((assets / "vocab.json").read_text("utf-8"))


def _with_output(model: bytes, name: str) -> bytes:
    """The model with one more of its inner values as an output.

    Protocol buffers merge a repeated message with the one before: ModelProto.graph (7), in it
    GraphProto.output (12), in it ValueInfoProto.name (1).
    """

    def field(number: int, content: bytes) -> bytes:
        return bytes([number << 3 | 2, len(content)]) + content

    return model + field(7, field(12, field(1, name.encode())))
