"""A file becomes a summary in plain data, in a process of its own with limits."""

import json
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.analysis import listen, summary
from remixes.audio import BadAudio
from tests.engine.music.songs import FIRST_BEAT_S, RATE, Truth, file_of, score, song


def test_a_file_is_told_as_tempo_bars_key_chords_and_sections(tmp_path: Path) -> None:
    path = file_of(
        song(Truth(120, 9, is_minor=True, degrees=(0, 5, 2, 6), seconds=24)), tmp_path / "x.wav"
    )

    heard = listen(path, max_duration_s=60).facts

    assert heard["version"] == 1
    assert heard["tempo"] == pytest.approx(120, abs=0.5)
    assert (heard["is_steady"], heard["has_pulse"], heard["meter"]) == (True, True, 4)
    assert heard["key"] == "A minor"
    assert heard["downbeats"][:3] == pytest.approx(
        [FIRST_BEAT_S + 2 * k for k in range(3)], abs=0.03
    )
    assert [name for _, _, name in heard["chords"][:4]] == ["Am", "F", "C", "G"]
    assert heard["chords"][0][1] == pytest.approx(FIRST_BEAT_S + 2, abs=0.05)
    assert heard["sections"][-1]["end"] == heard["duration_s"] == pytest.approx(24, abs=0.01)
    assert json.loads(json.dumps(heard)) == heard


def test_the_fine_wave_has_the_loudest_of_every_hundredth_of_a_second(tmp_path: Path) -> None:
    sound = np.zeros((22_050, 2), np.float32)
    sound[5_512:5_514, 1] = -0.5  # at 0.25 s, over the edge of two stretches
    sound[22_049] = 0.99
    path = file_of(sound, tmp_path / "x.wav", 22_050)

    wave = np.frombuffer(zlib.decompress(listen(path, max_duration_s=60).wave), np.uint8)

    assert len(wave) == 100
    assert {int(at): int(wave[at]) for at in np.flatnonzero(wave)} == {24: 128, 25: 128, 99: 252}


def test_what_is_no_sound_or_too_long_is_refused(tmp_path: Path) -> None:
    words = tmp_path / "x.wav"
    words.write_text("no sound at all")
    long = file_of(np.zeros((12 * RATE, 1), np.float32), tmp_path / "long.wav")

    with pytest.raises(BadAudio):
        listen(words, max_duration_s=60)
    with pytest.raises(BadAudio, match="longer than allowed"):
        listen(long, max_duration_s=10)


def test_silence_and_half_a_second_are_heard_without_a_pulse(tmp_path: Path) -> None:
    path = tmp_path / "x.flac"
    soundfile.write(str(path), np.zeros(RATE // 2, np.float32), RATE)

    heard = listen(path, max_duration_s=60).facts

    assert not heard["has_pulse"]
    assert all(section["label"] == "" for section in heard["sections"])


def test_the_tempo_curve_of_an_hour_has_few_points() -> None:
    hour = summary(score(120, 3600))

    assert len(hour["tempo_curve"]) == 64
    assert {bpm for _, bpm in hour["tempo_curve"]} == {120.0}
    assert len(hour["downbeats"]) == 1800


def test_asking_needs_no_numpy_and_the_process_no_django() -> None:
    script = (
        "import sys, remixes.analysis; print('numpy' in sys.modules);"
        "import remixes.analysis.listening_main; print('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert done.stdout.split() == ["False", "False"], done.stderr
