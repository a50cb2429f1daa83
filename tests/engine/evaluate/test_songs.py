"""The made songs are what their truth says."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from remixes.engine.evaluate.judges import chroma, onset
from remixes.engine.evaluate.songs import score, stage
from remixes.engine.evaluate.songs.library import MadeSong, library
from remixes.engine.evaluate.songs.singer import sung
from remixes.engine.evaluate.songs.specs import SPECS, Spec
from remixes.engine.evaluate.songs.truth import Truth

RATE = stage.RATE


def spec(name: str, **changes: object) -> Spec:
    found = next(each for each in SPECS if each.name == name)
    return replace(found, **{"seconds": 18.0, "is_sung": False, **changes})  # type: ignore[arg-type]


def attacks(sound: NDArray[np.float32], times: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much louder (dB) the 20 ms from each time on are than the 20 ms that end 10 ms before."""
    mono, step = sound.mean(1), int(0.02 * RATE)
    at = (times * RATE).astype(int)
    after = np.array([np.sqrt(np.mean(mono[k : k + step] ** 2)) for k in at])
    before = np.array([np.sqrt(np.mean(mono[k - 3 * step // 2 : k - step // 2] ** 2)) for k in at])
    return 20 * np.log10((after + 1e-6) / (before + 1e-6))


@pytest.fixture(scope="module")
def house() -> tuple[Truth, dict[str, NDArray[np.float32]]]:
    written = score.write(spec("house126"))
    return written.truth, stage.perform(written)


def test_drums_are_struck_on_the_true_beats_and_not_beside_them(
    house: tuple[Truth, dict[str, NDArray[np.float32]]],
) -> None:
    truth, stems = house
    beats = np.array(truth.beats[1:-1])

    on, beside = attacks(stems["drums"], beats), attacks(stems["drums"], beats + 0.1)

    assert np.median(on) > 10
    assert np.median(beside) < 3


def test_every_bar_sounds_its_true_chord(
    house: tuple[Truth, dict[str, NDArray[np.float32]]],
) -> None:
    truth, stems = house
    frames = chroma.chroma(stems["chords"] + stems["pad"] + stems["bass"], RATE)
    edges = np.array([*(c.start_s for c in truth.chords), truth.chords[-1].stop_s])

    bars = chroma.by_spans(frames, edges)

    for row, chord in zip(bars, truth.chords, strict=True):
        third = 3 if chord.is_minor else 4
        tones = [(chord.root + tone) % 12 for tone in (0, third, 7)]
        others = [k for k in range(12) if k not in tones]
        assert row[tones].mean() > 1.5 * row[others].mean()


def test_stems_add_up_to_what_is_mastered(
    house: tuple[Truth, dict[str, NDArray[np.float32]]],
) -> None:
    _, stems = house
    total = np.sum([stem for name, stem in stems.items() if name != "mix"], axis=0)

    likeness = np.corrcoef(total.ravel(), stems["mix"].ravel())[0, 1]

    assert likeness > 0.95
    assert np.abs(stems["mix"]).max() < 1


def test_a_line_sounds_when_its_truth_says() -> None:
    written = score.write(spec("pop120", is_sung=True))
    line = written.verses[0]

    first = onset.onset_s(sung(written.verses[:1], 6 * RATE), RATE)

    assert line.start_s == written.truth.beats[0]
    assert line.start_s - 0.3 < first < line.start_s + 0.05
    assert len(written.verses) == 3


def test_metres_tempos_and_swing_are_as_ordered() -> None:
    waltz, drift = (score.write(spec(name)).truth for name in ("waltz140", "drift92"))
    shuffle = score.write(spec("shuffle104"))

    assert waltz.downbeats == waltz.beats[:-1:3]
    assert np.median(waltz.tempo_curve) == pytest.approx(140, rel=0.01)
    assert np.ptp(drift.tempo_curve) == pytest.approx(8, abs=0.5)
    rides = [note for note in shuffle.parts["drums"] if note.instrument == "ride"]
    grid = np.array(shuffle.truth.beats)
    off = [n.start_s for n in rides if np.abs(grid - n.start_s).min() > 0.1]
    late = [(t - grid[grid <= t][-1]) / (60 / 104) for t in off]
    assert np.median(late) == pytest.approx(2 / 3, abs=0.02)


def test_the_ballad_has_no_drums() -> None:
    assert score.write(spec("ballad72")).parts["drums"] == ()


def test_a_song_is_made_once_and_the_same_every_time(tmp_path: Path) -> None:
    wanted = [spec("waltz140")]

    one = next(iter(library(tmp_path / "a", wanted)))
    made_at = one.path.stat().st_mtime_ns
    again = next(iter(library(tmp_path / "a", wanted)))
    other = next(iter(library(tmp_path / "b", wanted)))

    assert again == MadeSong(one.path, one.truth)
    assert one.path.stat().st_mtime_ns == made_at
    assert other.path.read_bytes() == one.path.read_bytes()
    assert other.truth == one.truth


def test_the_twelve_songs_are_of_many_kinds() -> None:
    assert len(SPECS) == len({each.name for each in SPECS}) == 12
    assert len({(each.tonic, each.is_minor) for each in SPECS}) == 12
    assert {each.meter for each in SPECS} == {3, 4}
    assert max(each.seconds for each in SPECS) == 180
