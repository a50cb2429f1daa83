"""Builds the bank of one-shots from the SoundFont FluidR3 GM; a developer's command.

    python -m remixes.engine.music.instruments.build_bank --soundfont FluidR3_GM.sf2

It needs the program fluidsynth. What it writes is committed, so nothing of this runs in a render.
"""

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import soundfile

from remixes.engine.music.instruments.bank import FOLDER
from remixes.engine.music.instruments.kit_names import HITS
from remixes.engine.music.instruments.one_shots import OneShot, held, struck, tuning
from remixes.engine.music.instruments.sampled_names import SAMPLED, Sampled
from remixes.engine.music.instruments.soundfont import Struck, rendered
from remixes.engine.music.instruments.waves import Mono
from remixes.engine.music.sound import RATE

_GAP = 2048
"""Silent frames before every one-shot: a decoder that starts there has settled."""
_QUALITY = 0.5
_SOFT, _HARD = 44, 112
_LAYERED = 1.06
"""Brightness ratio over which a drum's soft and hard hits are different recordings."""

_PLAIN = 100
"""The font keeps one recording per pitch and darkens it for soft notes; so does the engine."""

Zone = dict[str, object]


def main() -> None:
    """Write every file of the bank, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--soundfont", type=Path, required=True)
    soundfont = parser.parse_args().soundfont
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.ogg"):
        old.unlink()
    index = {name: _instrument(soundfont, name, kind) for name, kind in SAMPLED.items()}
    index |= _kits(soundfont)
    (FOLDER / "index.json").write_text(_json(index) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(index)} sounds, {size / 1e6:.1f} MB in {FOLDER}")


def _instrument(soundfont: Path, name: str, kind: Sampled) -> Zone:
    """One pitched instrument: its recordings in one file, and where in it they are."""
    notes = [
        Struck(key, _PLAIN, kind.seconds + 0.1, kind.seconds + 0.2)
        for key in range(kind.low, kind.high + 1, kind.every)
    ]
    takes = rendered(soundfont, kind.program, notes, is_kit=False)
    tape, zones = _Tape(), []
    for note, raw in zip(notes, takes, strict=True):
        raw = raw[: int(kind.seconds * RATE)]
        shot = held(raw) if kind.is_held else struck(raw)
        shot = OneShot(shot.wave, tuning(shot.wave, note.key), shot.loop)
        zones.append({"key": note.key, **tape.add(shot)})
    return {"file": tape.save(name.replace(" ", "-")), "zones": zones}


def _kits(soundfont: Path) -> dict[str, Zone]:
    """Every drum; drums of one kit share a file."""
    kits = defaultdict(list)
    for name, hit in HITS.items():
        kits[hit.program].append((name, hit))
    index: dict[str, Zone] = {}
    for program, hits in kits.items():
        notes = [
            Struck(hit.key, velocity, hit.seconds, hit.seconds)
            for _, hit in hits
            for velocity in (_SOFT, _HARD)
        ]
        takes = rendered(soundfont, program, notes, is_kit=True)
        tape = _Tape()
        zones = {
            name: [
                {"layer": layer, **tape.add(struck(raw, fade_s=0.02))}
                for layer, raw in enumerate(_layers(takes[2 * k], takes[2 * k + 1]))
            ]
            for k, (name, _) in enumerate(hits)
        }
        file = tape.save(f"kit-{program}")
        index |= {name: {"file": file, "zones": found} for name, found in zones.items()}
    return index


def _json(index: dict[str, Zone]) -> str:
    """A line per recording."""
    text = json.dumps(index, indent=1)
    return re.sub(r"\n {3,}(?! *{)", " ", text)


def _layers(soft: Mono, hard: Mono) -> list[Mono]:
    """Both hits where the font recorded both, else the hard one, which is less noisy."""
    is_other = _brightness(hard) > _LAYERED * _brightness(soft)
    return [soft, hard] if is_other else [hard]


def _brightness(wave: Mono) -> float:
    """Spectral centroid, Hz."""
    power = np.abs(np.fft.rfft(wave)) ** 2
    return float((power * np.fft.rfftfreq(len(wave), 1 / RATE)).sum() / power.sum())


class _Tape:
    """One-shots one behind the other, as they go into a file."""

    def __init__(self) -> None:
        self._pieces: list[Mono] = []
        self._length = 0

    def add(self, shot: OneShot) -> Zone:
        """Append; the place of the one-shot as the index writes it."""
        self._pieces += [np.zeros(_GAP, np.float32), shot.wave]
        zone: Zone = {"at": self._length + _GAP, "frames": len(shot.wave)}
        self._length += _GAP + len(shot.wave)
        if shot.cents:
            zone["cents"] = round(shot.cents, 1)
        if shot.loop:
            zone["loop"] = shot.loop
        return zone

    def save(self, name: str) -> str:
        """Write Ogg Vorbis; returns the file's name."""
        wave = np.concatenate([*self._pieces, np.zeros(_GAP, np.float32)])
        path = FOLDER / f"{name}.ogg"
        with soundfile.SoundFile(
            path, "w", RATE, 1, format="OGG", subtype="VORBIS", compression_level=1 - _QUALITY
        ) as file:
            # libsndfile overflows its stack when it gets a long Vorbis buffer at once
            for at in range(0, len(wave), RATE):
                file.write(wave[at : at + RATE])
        return path.name


if __name__ == "__main__":
    main()
