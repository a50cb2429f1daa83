"""Sound that is hardly music must still give two playable versions, or one clear sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from remixes.audio.id3 import Tags
from remixes.engine.music.encode import write_both
from remixes.engine.render import Cancelled, Unrenderable
from tests.engine.music.songs import RATE, Frames, Truth, file_of, order, rendered, song

_AT = np.arange(4 * RATE) / RATE
# Made when they are asked for: every test process reads this file.
ODD: dict[str, tuple[Callable[[], NDArray[np.floating[Any]]], int]] = {
    "hush": (lambda: song(Truth(seconds=4)) * np.float32(0.01), RATE),
    "noise": (lambda: np.random.default_rng(0).normal(0, 0.2, (4 * RATE, 2)), RATE),
    "drone": (lambda: 0.4 * np.sin(2 * np.pi * 110 * _AT)[:, None], RATE),
    "three seconds": (lambda: song(Truth(seconds=3.05)), RATE),
    "mono at 8 kHz": (lambda: song(Truth(seconds=4))[::5, :1], 8820 // 1000 * 1000),
    "ten channels": (lambda: np.repeat(song(Truth(seconds=4)), 5, axis=1), 48_000),
    "one side only": (lambda: song(Truth(seconds=4)) * np.array([1, 0]), RATE),
    "clipped": (lambda: np.clip(8 * song(Truth(seconds=4)), -1, 1), RATE),
    "beyond full scale": (lambda: 20 * song(Truth(seconds=4)), RATE),
    "192 kHz": (lambda: np.repeat(song(Truth(seconds=3.2)), 4, axis=0), 4 * RATE),
    "offset": (lambda: song(Truth(seconds=4)) * np.float32(0.4) + np.float32(0.5), RATE),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("mode", ["REMIX", "INPAINT", "OVER_INSTRUMENTAL"])
def test_odd_sound_still_makes_two_versions(name: str, mode: str, tmp_path: Path) -> None:
    make, rate = ODD[name]
    source = file_of(make().astype(np.float32), tmp_path / "s.wav", rate, "FLOAT")

    result = rendered(order(source, "dnb", mode, title=""), tmp_path / "out")

    assert len(result.versions) == 2
    for number in (1, 2):
        made = result.wav(number)
        assert np.isfinite(made).all()
        assert 0 < np.abs(made).max() <= 1
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_less_than_three_seconds_is_refused_in_words(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=2)), tmp_path / "s.wav")

    with pytest.raises(Unrenderable, match="3 seconds"):
        rendered(order(source), tmp_path / "out")


@pytest.mark.parametrize("level", [0.0, 0.0005])
@pytest.mark.parametrize("offset", [0.0, 0.3])
def test_silence_is_refused_in_words(level: float, offset: float, tmp_path: Path) -> None:
    sound = song(Truth(seconds=4))
    sound = offset + sound * np.float32(level / np.abs(sound).max())
    source = file_of(sound, tmp_path / "s.wav", subtype="FLOAT")

    with pytest.raises(Unrenderable, match="silent throughout"):
        rendered(order(source), tmp_path / "out")


def test_a_file_that_is_no_audio_is_refused_in_words(tmp_path: Path) -> None:
    source = tmp_path / "s.wav"
    source.write_bytes(b"%PDF-1.7 not a song at all" * 100)

    with pytest.raises(Unrenderable) as refusal:
        rendered(order(source), tmp_path / "out")

    assert refusal.value.sentence


def test_an_unknown_mode_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unrenderable, match="EXTEND"):
        rendered(order(tmp_path / "s.wav", mode="EXTEND"), tmp_path / "out")


def test_a_cancelled_render_stops_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=8)), tmp_path / "s.wav")
    folder = tmp_path / "out"

    def has_begun_to_write() -> bool:
        return any(folder.glob("version-1.*"))

    with pytest.raises(Cancelled):
        rendered(order(source), folder, has_begun_to_write)

    assert not [path.name for path in folder.iterdir() if path.suffix not in {".wav", ".mp3"}]


def test_files_cut_off_in_the_middle_vanish(tmp_path: Path) -> None:
    def cut_off() -> Iterator[Frames]:
        yield song(Truth(seconds=1))
        raise Cancelled

    with pytest.raises(Cancelled):
        write_both(cut_off(), tmp_path / "a.wav", tmp_path / "a.mp3", Tags("Night Bus"))

    assert list(tmp_path.iterdir()) == []
