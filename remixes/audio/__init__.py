"""One door to the media tools: what a file is, what it claims, what it truly holds, and writers.

Everything foreign is judged by content. Headers are read in plain Python; whatever decodes a
stranger's file for facts does so in a separate process under hard limits. This room knows files
and samples; it must not know uploads, remixes or Django.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from remixes.audio.kinds import EXPECTED, SNIFF_BYTES, BadAudio, Kind, sniff
from remixes.audio.measuring import Measured, measure
from remixes.audio.probing import Probe, probe

if TYPE_CHECKING:
    from remixes.audio.decode import decode_blocks, to_wav
    from remixes.audio.encode import Mp3Writer, write_wav16
    from remixes.audio.lufs import StreamingLoudness, loudness
    from remixes.audio.peak import StreamingTruePeak, true_peak
    from remixes.audio.pressing import press

__all__ = [
    "EXPECTED",
    "SNIFF_BYTES",
    "BadAudio",
    "Kind",
    "Measured",
    "Mp3Writer",
    "Probe",
    "StreamingLoudness",
    "StreamingTruePeak",
    "decode_blocks",
    "loudness",
    "measure",
    "press",
    "probe",
    "sniff",
    "to_wav",
    "true_peak",
    "write_wav16",
]

# Loaded when first asked for: a web process needs neither numpy nor a decoder.
_LATER = {
    "Mp3Writer": "encode",
    "StreamingLoudness": "lufs",
    "StreamingTruePeak": "peak",
    "decode_blocks": "decode",
    "loudness": "lufs",
    "press": "pressing",
    "to_wav": "decode",
    "true_peak": "peak",
    "write_wav16": "encode",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
