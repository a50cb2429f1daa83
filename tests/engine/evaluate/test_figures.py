"""Figures fall short when the engine does, and say so at the end of their line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.analysis.harmony import Chord
from remixes.engine.evaluate import __main__ as command
from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.drafts import moved
from remixes.engine.evaluate.figure import Figure, all_of, at_least, at_most, failed
from remixes.engine.evaluate.figures import analysis, arrangement, modes, prompts, speed, trust
from remixes.engine.evaluate.groups import GROUPS
from remixes.engine.evaluate.renders import order
from remixes.engine.evaluate.songs import score
from remixes.engine.evaluate.songs.specs import SPECS
from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.prompt import read
from tests.engine.music.songs import score as counted

RATE = 44_100


@pytest.mark.parametrize(
    ("figure", "end"),
    [
        (at_least("beats", 0.96, 0.95), " ok"),
        (at_least("beats", 0.94, 0.95), " short"),
        (at_least("beats", float("nan"), 0.95), " short"),
        (at_most("peak", -1.2, -1, " dBTP", "house"), " ok"),
        (at_most("peak", float("nan"), -1), " short"),
        (all_of("keys", 8, 8), " ok"),
        (all_of("keys", 7, 8), " short"),
        (all_of("keys", 0, 0), " short"),
        (failed("voice", ValueError("mute")), " short"),
    ],
)
def test_a_line_ends_with_its_verdict(figure: Figure, end: str) -> None:
    assert figure.line.endswith(end)
    assert figure.line.startswith(f"{figure.name} … ")
    assert figure.is_ok == (end == " ok")


def test_the_command_fails_when_a_figure_is_short_or_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def good(_: Bench) -> Iterator[Figure]:
        yield at_least("good", 2, 1)

    def broken(_: Bench) -> Iterator[Figure]:
        yield at_least("early", 2, 1)
        raise ValueError("out of tune")

    monkeypatch.setitem(GROUPS, "analysis", good)
    monkeypatch.setitem(GROUPS, "voice", broken)

    assert command.main(["--only", "analysis", "--folder", str(tmp_path)]) == 0
    assert command.main(["--only", "voice", "--folder", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines if "…" in line] == ["ok", "ok", "short"]
    assert "out of tune" in (tmp_path / "index.html").read_text()


def test_a_shifted_band_is_no_longer_on_the_grid() -> None:
    grid = np.linspace(0, 8, 65)
    kicks = np.linspace(0, 7, 15)

    assert np.median(arrangement.distances(kicks + 0.004, grid)) == pytest.approx(0.004)
    assert np.median(arrangement.distances(kicks + 0.03, grid)) == pytest.approx(0.03)


def test_moments_of_the_source_follow_cuts_and_tempo() -> None:
    beats = np.arange(0.0, 8.0, 0.5)

    first, second = moved(beats, [(0.0, 2.0), (6.0, 8.0)], rate=2.0)

    assert first == pytest.approx([0, 0.25, 0.5, 0.75, 1.0])
    assert second == pytest.approx([1.0, 1.25, 1.5, 1.75])


def test_wrong_beats_bars_and_chords_cost_their_scores() -> None:
    spec = next(each for each in SPECS if each.name == "house126")
    truth = score.write(replace(spec, seconds=30)).truth
    right = replace(counted(126, 20), times=np.array(truth.beats), chords=())
    chords = [next(c for c in truth.chords if c.stop_s > t + 0.01) for t in truth.beats[:-1]]
    named = tuple(Chord(c.root, c.is_minor) for c in chords)
    right = replace(right, chords=named)
    shifted = replace(right, times=right.times + 0.12)
    sharp = replace(
        right,
        chords=tuple(Chord((c.root + 1) % 12, c.is_minor) for c in chords),
    )

    assert analysis.continuity(truth, right) == (1, 1)
    assert analysis.downbeat_f(truth, right) == 1
    assert analysis.chord_share(truth, right) == pytest.approx(1)
    assert analysis.continuity(truth, shifted)[1] < 0.5
    assert analysis.downbeat_f(truth, shifted) == 0
    assert analysis.chord_share(truth, sharp) < 0.1


def test_one_changed_sample_outside_the_range_is_found(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    old = rng.integers(-3000, 3000, (6 * RATE, 2)).astype(np.int16)
    new = old.copy()
    new[2 * RATE : 4 * RATE] = new[2 * RATE : 4 * RATE][::-1]
    paths = tmp_path / "old.wav", tmp_path / "new.wav", tmp_path / "touched.wav"
    touched = new.copy()
    touched[5 * RATE, 1] += 1
    for path, sound in zip(paths, (old, new, touched), strict=True):
        soundfile.write(str(path), sound, RATE)

    good = modes.patch("good", paths[0], paths[1], (2.0, 4.0))
    bad = modes.patch("bad", paths[0], paths[2], (2.0, 4.0))

    assert (good.changed_outside, bad.changed_outside) == (0, 1)
    assert good.apart_lu < 0.1


def test_a_click_and_a_louder_range_are_found_at_the_seams(tmp_path: Path) -> None:
    at = np.arange(6 * RATE) / RATE
    old = (8000 * np.sin(2 * np.pi * 200 * at)).astype(np.int16)[:, None]
    new = old.copy()
    new[2 * RATE : 4 * RATE] = new[2 * RATE : 4 * RATE] * 2
    new[2 * RATE] = 30_000
    for name, sound in (("old", old), ("new", new)):
        soundfile.write(str(tmp_path / f"{name}.wav"), sound, RATE)

    found = modes.patch("loud", tmp_path / "old.wav", tmp_path / "new.wav", (2.0, 4.0))

    assert found.apart_lu == pytest.approx(6, abs=0.3)
    assert found.step > 5
    assert found.swell_db > 5


def test_the_held_out_prompts_can_be_met_by_this_engine() -> None:
    held = prompts.held_out()

    assert len(held) == len({each.prompt for each in held}) == 150
    assert "a song about greenery, nature and forest." in {each.prompt for each in held}
    assert {style for each in held for style in each.styles} <= set(STYLES)
    assert {kind for each in held for kind, _ in each.traits} <= set(prompts.UNDERSTOOD)


def test_a_prompt_counts_only_when_style_and_every_trait_are_understood() -> None:
    wish = read("techno at 132 bpm, no drums")
    parsed = prompts.parsed("x | techno | bpm=132 absent=drums")

    assert prompts.missed(parsed, wish) == []
    assert prompts.missed(parsed, replace(wish, bpm=None)) == ["bpm 132"]
    assert prompts.missed(parsed, replace(wish, absent=frozenset())) == ["absent drums"]
    assert prompts.missed(parsed, replace(wish, style=STYLES["jazz"])) == ["style jazz"]


@pytest.mark.parametrize(
    ("name", "make"), [(n, m) for n, m in trust.ODD.items() if "silence" in n or "alone" in n]
)
def test_silence_is_refused_in_words(
    name: str, make: Callable[[], tuple[trust.Sound, int]], tmp_path: Path
) -> None:
    sound, rate = make()
    soundfile.write(str(tmp_path / "odd.wav"), sound, rate)

    assert trust.fate(tmp_path / "odd.wav", "REMIX", tmp_path / "out") == "refused"


def test_a_cancel_is_timed_from_the_wish_on(tmp_path: Path) -> None:
    noise = 0.1 * np.random.default_rng(1).standard_normal((4 * RATE, 2))
    soundfile.write(str(tmp_path / "noise.wav"), noise, RATE)
    wanted = order(tmp_path / "noise.wav", "house")

    took = speed.until_cancelled(wanted, tmp_path / "out", 0.05)
    never = speed.until_cancelled(wanted, tmp_path / "out", 2.0)

    assert took is not None
    assert 0 <= took < 5
    assert never is None
