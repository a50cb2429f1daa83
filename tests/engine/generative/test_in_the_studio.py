"""Generating where workers render: in a process of its own, ended whatever it is doing."""

import time
from pathlib import Path

import pytest

from remixes.engine.music.order import Version
from remixes.engine.music.stops import Cancelled
from remixes.engine.studio import client
from tests.engine.music.songs import Truth, file_of, order, song

# pytest's marker, not Django's queryset
pytestmark = pytest.mark.extra("torch", "diffusers")  # noqa: S610


def test_a_worker_renders_through_the_model(turbo_dir: Path, tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=4)), tmp_path / "s.wav")
    plans: list[dict[str, object]] = []
    (tmp_path / "out").mkdir()

    versions: list[Version] = list(
        client.render(
            order(source, "warm house", model_dir=turbo_dir),
            tmp_path / "out",
            lambda *_: None,
            lambda: False,
            plans.append,
        )
    )

    assert plans[0]["made_by"] == "ACE-Step, generative"
    assert [version.number for version in versions] == [1, 2]
    assert all(version.wav.stat().st_size > 100_000 for version in versions)


def test_a_cancel_ends_even_the_loading_of_weights(turbo_dir: Path, tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=4)), tmp_path / "s.wav")
    wished: list[float] = []
    (tmp_path / "out").mkdir()

    def report(_: float, stage: str) -> None:
        if stage == "loading the model" and not wished:
            wished.append(time.monotonic())

    versions = client.render(
        order(source, model_dir=turbo_dir),
        tmp_path / "out",
        report,
        lambda: bool(wished),
        lambda _: None,
    )
    with pytest.raises(Cancelled):
        list(versions)

    assert time.monotonic() - wished[0] < 1.5
    assert list((tmp_path / "out").iterdir()) == []
