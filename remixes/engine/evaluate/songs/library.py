"""The made songs as files in a folder, made once: mix, stems and truth."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from remixes import engine
from remixes.engine.evaluate.songs import score, stage
from remixes.engine.evaluate.songs.specs import SPECS, Spec
from remixes.engine.evaluate.songs.truth import SungLine, Truth, read_truth
from remixes.engine.music import instruments, voice

RATE = stage.RATE


@dataclass(frozen=True)
class MadeSong:
    """A song on disk and the truth about it."""

    path: Path
    truth: Truth

    @property
    def name(self) -> str:
        """As in the tables."""
        return self.truth.name

    def sound(self) -> NDArray[np.float32]:
        """(frames, 2) at 44.1 kHz."""
        return np.asarray(soundfile.read(str(self.path), dtype="float32", always_2d=True)[0])

    def stem(self, name: str) -> NDArray[np.float32]:
        """(frames, 2) of one stem as it sits in the mix; raises FileNotFoundError without one."""
        path = self.path.with_name(f"{self.name}.{name}.flac")
        if not path.exists():
            raise FileNotFoundError(path)
        return np.asarray(soundfile.read(str(path), dtype="float32", always_2d=True)[0])


def library(folder: Path, specs: Iterable[Spec] = SPECS) -> Iterator[MadeSong]:
    """Every song, made now unless it already lies there from the same spec and sounds."""
    folder.mkdir(parents=True, exist_ok=True)
    sounds = _print_of_sounds()
    for spec in specs:
        mark = folder / f"{spec.name}.made"
        made_from = hashlib.sha256(f"{spec!r}{sounds}".encode()).hexdigest()
        if not mark.exists() or mark.read_text() != made_from:
            _make(spec, folder)
            mark.write_text(made_from)
        yield MadeSong(folder / f"{spec.name}.wav", read_truth(folder / f"{spec.name}.json"))


def _make(spec: Spec, folder: Path) -> None:
    written = score.write(spec)
    for name, sound in stage.perform(written).items():
        if name == "mix":
            soundfile.write(str(folder / f"{spec.name}.wav"), sound, RATE, subtype="PCM_16")
        else:
            soundfile.write(str(folder / f"{spec.name}.{name}.flac"), sound, RATE)
    lines = tuple(SungLine(v.text, v.start_s, v.stop_s) for v in written.verses)
    replace(written.truth, lines=lines).write(folder / f"{spec.name}.json")


def _print_of_sounds() -> str:
    """Changes when the generator, an instrument, a recording or the voice does."""
    rooms = [Path(__file__).parent, *map(Path, (*instruments.__path__, *voice.__path__))]
    files = [path for room in rooms for path in sorted(room.glob("*.py"))]
    files += sorted((Path(engine.__path__[0]) / "assets" / "bank").glob("*.json"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
