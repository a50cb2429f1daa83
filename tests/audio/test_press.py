"""One master becomes a 16-bit wav and an mp3 of the same music."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.audio import BadAudio, measure, press, probe
from tests.audio.sounds import make, sound, tone

SECONDS = 1.5


def pressed(master: Path, folder: Path, longest_s: float = 60.0) -> tuple[Path, Path]:
    wav, mp3 = folder / "out.wav", folder / "out.mp3"
    press(master, wav=wav, mp3=mp3, max_duration_s=longest_s)
    return wav, mp3


@pytest.mark.parametrize("channels", [1, 2])
def test_a_float_master_becomes_sixteen_bits_and_an_mp3(tmp_path: Path, channels: int) -> None:
    x = tone(SECONDS, rate=48_000, channels=channels)
    master = sound(tmp_path / "master.wav", x, "WAV", "FLOAT", 48_000)

    wav, mp3 = pressed(master, tmp_path)

    with wave.open(str(wav)) as file:
        assert (file.getsampwidth(), file.getnchannels()) == (2, channels)
        assert (file.getframerate(), file.getnframes()) == (48_000, len(x))
    found = measure(mp3, max_duration_s=9)
    assert probe(mp3).kind.extension == "mp3"
    assert found.duration_s == pytest.approx(SECONDS, abs=0.1)
    assert (found.sample_rate, found.channels) == (48_000, channels)


def test_what_is_above_full_scale_is_clipped_and_the_rest_is_kept(tmp_path: Path) -> None:
    x = 3 * tone(SECONDS, rate=48_000)
    master = sound(tmp_path / "master.wav", x, "WAV", "FLOAT", 48_000)

    wav, _ = pressed(master, tmp_path)

    kept, _ = soundfile.read(wav, dtype="float32")
    assert np.abs(kept - np.clip(x, -1, 1)).max() < 1e-4


@pytest.mark.parametrize(
    ("rate", "channels", "longest_s"), [(96_000, 2, 60.0), (48_000, 4, 60.0), (48_000, 2, 1.0)]
)
def test_what_no_mp3_can_hold_leaves_nothing_behind(
    tmp_path: Path, rate: int, channels: int, longest_s: float
) -> None:
    x = tone(SECONDS, rate=rate, channels=channels)
    master = sound(tmp_path / "master.wav", x, "WAV", "FLOAT", rate)

    with pytest.raises(BadAudio):
        pressed(master, tmp_path, longest_s)

    assert [path.name for path in tmp_path.iterdir()] == ["master.wav"]


def test_a_master_in_another_format_is_taken_as_well(tmp_path: Path) -> None:
    master = make("flac", tmp_path, SECONDS)

    wav, mp3 = pressed(master, tmp_path)

    assert (probe(wav).kind.extension, probe(mp3).kind.extension) == ("wav", "mp3")
