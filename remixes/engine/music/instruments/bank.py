"""The bank of recorded one-shots: finds and decodes single ones out of Ogg Vorbis files."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import soundfile

from remixes.engine.music.instruments.waves import Mono

FOLDER = Path(__file__).parents[2] / "assets" / "bank"


@dataclass(frozen=True)
class Zone:
    """Where one recording is: a file and frames in it.

    It has a MIDI key and is some cents sharp, or it is a drum's layer, 0 the softest. A loop
    (start, stop) counts frames from the recording's own; it is empty for what dies away.
    """

    file: str
    at: int
    frames: int
    key: int = 0
    layer: int = 0
    cents: float = 0.0
    loop: tuple[int, ...] = ()


@lru_cache(1)
def _index() -> dict[str, tuple[Zone, ...]]:
    found = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    return {
        name: tuple(
            Zone(entry["file"], **(zone | {"loop": tuple(zone.get("loop", ()))}))
            for zone in entry["zones"]
        )
        for name, entry in found.items()
    }


def zones_of(name: str, layer: int = 1) -> tuple[Zone, ...]:
    """The recordings of a sound by key, in the layer asked for or the highest there is."""
    zones = _index()[name]
    layer = min(layer, max(zone.layer for zone in zones))
    return tuple(zone for zone in zones if zone.layer == layer)


@lru_cache(24)
def recording(zone: Zone) -> Mono:
    """(samples,) of one recording from its onset; not to be written to."""
    with soundfile.SoundFile(FOLDER / zone.file) as file:
        file.seek(zone.at)
        wave: Mono = file.read(zone.frames, dtype="float32")
    wave.flags.writeable = False
    return wave
