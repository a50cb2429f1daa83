"""Single notes of a SoundFont through the fluidsynth program; used when the bank is built only."""

import struct
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from remixes.engine.music.instruments.waves import Mono
from remixes.engine.music.sound import RATE

_TICKS = 1000
"""Per second: a quarter note of half a second has 500."""
_LEAD_S = 0.1


@dataclass(frozen=True)
class Struck:
    """One note to render: MIDI key and velocity, how long it is held and listened to, seconds."""

    key: int
    velocity: int
    held_s: float
    seconds: float


def rendered(soundfont: Path, program: int, notes: Sequence[Struck], *, is_kit: bool) -> list[Mono]:
    """(samples,) of every note alone, without reverb or chorus, folded to mono.

    Raises CalledProcessError and FileNotFoundError of the fluidsynth program.
    """
    with tempfile.TemporaryDirectory() as folder:
        midi, wav = Path(folder, "notes.mid"), Path(folder, "notes.wav")
        starts = np.cumsum([0.0] + [note.seconds + _LEAD_S for note in notes])
        midi.write_bytes(_midi(program, notes, starts, channel=9 if is_kit else 0))
        subprocess.run(  # noqa: S603 - our own file names
            [  # noqa: S607 - wherever the developer has it
                "fluidsynth", "-n", "-i", "-q", "-R", "0", "-C", "0", "-g", "0.7",
                "-r", str(RATE), "-o", "synth.cpu-cores=1", "-T", "wav", "-O", "float",
                "-F", str(wav), str(soundfont), str(midi),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        sound = soundfile.read(wav, dtype="float32", always_2d=True)[0].mean(1)
    sound = np.pad(sound, (0, RATE))
    begins = ((starts + _LEAD_S) * RATE).astype(int)
    return [
        sound[at : at + int(note.seconds * RATE)]
        for at, note in zip(begins[:-1], notes, strict=True)
    ]


def _midi(program: int, notes: Sequence[Struck], starts: Iterable[float], channel: int) -> bytes:
    """A Standard MIDI File of format 0; every note starts a lead after its place."""
    events = [(0, bytes([0xC0 | channel, program]))]
    for at, note in zip(starts, notes, strict=False):
        on = round((at + _LEAD_S) * _TICKS)
        off = on + round(note.held_s * _TICKS)
        events.append((on, bytes([0x90 | channel, note.key, note.velocity])))
        events.append((off, bytes([0x80 | channel, note.key, 0])))
        silence = round((at + _LEAD_S + note.seconds) * _TICKS)
        events.append((silence, bytes([0xB0 | channel, 120, 0])))
    body, now = b"\x00\xff\x51\x03" + (500_000).to_bytes(3, "big"), 0
    for tick, message in sorted(events):
        body += _delta(tick - now) + message
        now = tick
    body += _delta(_TICKS) + b"\xff\x2f\x00"
    header = b"MThd" + struct.pack(">IHHH", 6, 0, 1, _TICKS // 2)
    return header + b"MTrk" + struct.pack(">I", len(body)) + body


def _delta(ticks: int) -> bytes:
    """A variable-length quantity."""
    out = bytes([ticks & 0x7F])
    while ticks := ticks >> 7:
        out = bytes([0x80 | ticks & 0x7F]) + out
    return out
