"""Whole orders through the generative backend, with weights that have learned nothing."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile

from remixes.audio import loudness, true_peak
from remixes.engine.render import Cancelled, Unrenderable, render
from tests.engine.music.songs import RATE, Truth, file_of, order, rendered, song

# pytest's marker, not Django's queryset
NEEDS_TORCH = pytest.mark.extra("torch", "diffusers")  # noqa: S610
pytestmark = NEEDS_TORCH
LYRICS = "Walking through the forest\nI can hear the river\n\nCarry me away"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return file_of(song(Truth(seconds=5)), tmp_path / "s.wav")


def test_a_remix_is_a_cover_at_the_loudness_of_every_remix(
    source: Path, model_dir: Path, tmp_path: Path, few_steps: None
) -> None:
    wanted = order(source, "warm house", lyrics=LYRICS, model_dir=model_dir)

    result = rendered(wanted, tmp_path / "out")

    assert result.plan["made_by"] == "ACE-Step, generative"
    assert result.plan["key"] == "C major"
    assert not np.array_equal(result.wav(1), result.wav(2))
    for number in (1, 2):
        sound, peak = result.wav(number), true_peak(result.wav(number))
        assert len(sound) == 5 * RATE
        assert loudness(sound, RATE) == pytest.approx(-14, abs=0.5)
        assert peak is not None
        # random weights make noise, the hardest thing to limit
        assert peak < -0.5
        assert result.versions[number - 1].lyrics == LYRICS
        assert result.versions[number - 1].timeline == ()


def test_a_repaint_changes_nothing_outside_the_range(
    source: Path, model_dir: Path, tmp_path: Path, few_steps: None
) -> None:
    wanted = order(
        source, "jazz", "INPAINT", replace_start_at=1.0, replace_end_at=4.0, model_dir=model_dir
    )

    result = rendered(wanted, tmp_path / "out")

    start, stop = (round(s * RATE) for s in result.plan["range"])  # type: ignore[attr-defined]
    before = soundfile.read(str(source), dtype="int16")[0]
    made = [soundfile.read(str(v.wav), dtype="int16")[0] for v in result.versions]
    for after in made:
        assert np.array_equal(after[:start], before[:start])
        assert np.array_equal(after[stop:], before[stop:])
        inside = np.corrcoef(after[start:stop, 0], before[start:stop, 0])[0, 1]
        assert inside < 0.9
        old, new = (loudness(x[start:stop] / 32768, RATE) for x in (before, after))
        assert new == pytest.approx(old, abs=0.5)
    assert not np.array_equal(made[0], made[1])


def test_vocals_come_on_top_of_an_instrumental_that_only_ducks(
    source: Path, model_dir: Path, tmp_path: Path, few_steps: None
) -> None:
    wanted = order(source, "soul", "OVER_INSTRUMENTAL", lyrics=LYRICS, model_dir=model_dir)

    result = rendered(wanted, tmp_path / "out")

    backing = song(Truth(seconds=5))
    for number in (1, 2):
        gains = [
            float(old.ravel() @ new.ravel() / (old.ravel() @ old.ravel()))
            for old, new in zip(
                np.array_split(backing, 5), np.array_split(result.wav(number), 5), strict=True
            )
        ]
        assert max(gains) / min(gains) < 10 ** (3.5 / 20)
    assert not np.array_equal(result.wav(1), result.wav(2))


@pytest.mark.parametrize("mode", ["REMIX", "INPAINT", "OVER_INSTRUMENTAL"])
def test_the_same_order_gives_the_same_bytes(
    mode: str, source: Path, model_dir: Path, tmp_path: Path, few_steps: None
) -> None:
    wanted = order(source, "jazz", mode, model_dir=model_dir)

    once, again = (rendered(wanted, tmp_path / name) for name in ("once", "again"))

    for first, second in zip(once.versions, again.versions, strict=True):
        assert first.wav.read_bytes() == second.wav.read_bytes()
        assert first.mp3.read_bytes() == second.mp3.read_bytes()


def test_turbo_weights_leave_singing_to_the_built_in_engine(
    source: Path, turbo_dir: Path, tmp_path: Path
) -> None:
    wanted = order(source, "soul", "OVER_INSTRUMENTAL", model_dir=turbo_dir)

    result = rendered(wanted, tmp_path / "out")

    assert result.plan["made_by"] == (
        "built-in re-arranger: the turbo weights of ACE-Step cannot add a voice"
    )


def test_progress_moves_with_every_denoising_step(
    source: Path, model_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("remixes.engine.generative.model._STEPS", 6)
    monkeypatch.setattr("remixes.engine.music.watch._REPORT_EVERY_S", 0.0)

    result = rendered(order(source, model_dir=model_dir), tmp_path / "out")

    told = {progress for progress, stage in result.reports if stage == "generating version 1"}
    assert len(told) >= 6
    shares = [progress for progress, _ in result.reports]
    assert shares == sorted(shares)


def test_a_cancel_stops_in_the_middle_of_the_first_step(
    source: Path, model_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("remixes.engine.music.watch._ASK_EVERY_S", 0.0)
    stages: list[str] = []

    def is_cancelled() -> bool:
        return "generating version 1" in stages

    (tmp_path / "out").mkdir()
    versions = render(
        order(source, model_dir=model_dir),
        tmp_path / "out",
        lambda _, stage: stages.append(stage),
        is_cancelled,
        lambda _: None,
    )
    with pytest.raises(Cancelled):
        next(versions)

    assert "mastering version 1" not in stages
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("trouble", ["cuda", "allocator", "python"])
def test_memory_that_runs_out_is_told_in_one_sentence(
    trouble: str,
    source: Path,
    model_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import torch
    from diffusers import AutoencoderOobleck

    errors = {
        "cuda": torch.OutOfMemoryError("CUDA out of memory."),
        "allocator": RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"),
        "python": MemoryError(),
    }

    def exhausted(*_: object, **__: object) -> None:
        raise errors[trouble]

    monkeypatch.setattr(AutoencoderOobleck, "encode", exhausted)

    with pytest.raises(Unrenderable, match="ran out of memory"):
        rendered(order(source, model_dir=model_dir), tmp_path / "out")


def test_weights_that_are_no_weights_are_told_and_not_shown(
    source: Path, model_dir: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(model_dir, broken)
    (broken / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(b"no weights at all")

    with pytest.raises(Unrenderable) as refusal:
        rendered(order(source, model_dir=broken), tmp_path / "out")

    assert "could not be loaded" in refusal.value.sentence
    assert str(broken) not in refusal.value.sentence
