"""The model alone: seeds, lengths, no network, no trace of it where it is not wanted."""

import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from remixes.engine.generative.conditions import Conditions
from remixes.engine.generative.model import Model, Task
from tests.engine.music.songs import RATE, Frames, Truth, file_of, song

# pytest's marker, not Django's queryset
NEEDS_TORCH = pytest.mark.extra("torch", "diffusers")  # noqa: S610
pytestmark = [NEEDS_TORCH, pytest.mark.usefixtures("few_steps")]

ROOT = Path(__file__).resolve().parents[3]
TOLD = Conditions("warm house", "[Verse]\nla la", "en", 104, "C major", "4")


@pytest.fixture(scope="module")
def sound() -> Frames:
    return song(Truth(seconds=3.3))


@pytest.fixture(scope="module")
def model(model_dir: Path) -> Model:
    return Model(model_dir)


def ignore(_: float) -> None:
    """Nobody waits."""


def test_a_seed_decides_every_sample(model: Model, sound: Frames) -> None:
    first, again, other = (model.run(sound, Task("cover", TOLD, s), ignore) for s in (7, 7, 8))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("frames", [140_000, 145_530])
def test_what_comes_out_is_as_long_as_what_went_in(
    model: Model, sound: Frames, frames: int
) -> None:
    made = model.run(sound[:frames], Task("repaint", TOLD, 1, span_s=(1.0, 2.0)), ignore)

    assert made.shape == (frames, 2)
    assert made.dtype == np.float32


@pytest.mark.parametrize("change", [{"bpm": 90}, {"key": "A minor"}, {"meter": "3"}])
def test_what_the_analysis_found_changes_what_is_made(
    model: Model, sound: Frames, change: dict[str, object]
) -> None:
    other = Conditions(**{**vars(TOLD), **change})

    usual, changed = (model.run(sound, Task("cover", t, 1), ignore) for t in (TOLD, other))

    assert not np.array_equal(usual, changed)


def test_no_connection_is_ever_opened(
    model_dir: Path, sound: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)

    made = Model(model_dir).run(sound, Task("lego", TOLD, 1), ignore)

    assert np.isfinite(made).all()


def test_without_a_model_nobody_imports_torch(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=4)), tmp_path / "s.wav", RATE)
    code = f"""
import sys, django; django.setup()
import remixsite.wsgi, remixes.engine.jobs, remixes.engine.management.commands.engine_worker
from django.core.management import call_command; call_command("check")
from django.urls import get_resolver; get_resolver().url_patterns
from tests.engine.music.songs import order, rendered
from pathlib import Path
rendered(order(Path({str(source)!r}), lyrics="one two three"), Path({str(tmp_path / "out")!r}))
assert not {{"torch", "diffusers", "transformers"}} & set(sys.modules)
"""

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
