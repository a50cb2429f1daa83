"""Renders in the studio's real processes: the same bytes, a quick end, crashes that harm nobody."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile
from pytest_django import Settings

from remixes.engine.music.order import Order, Version
from remixes.engine.music.stops import Cancelled, Unrenderable
from remixes.engine.render import fitting
from remixes.engine.studio import client
from tests.engine.music.songs import Truth, file_of, order, song


@dataclass
class Told:
    """What a render said so far."""

    reports: list[tuple[float, str]] = field(default_factory=list)
    plans: list[dict[str, object]] = field(default_factory=list)
    is_cancelled: bool = False

    def report(self, share: float, stage: str) -> None:
        self.reports.append((share, stage))

    def is_at(self, stage: str) -> bool:
        return any(said == stage for _, said in self.reports)


@pytest.fixture(scope="module")
def studio() -> Iterator[int]:
    """A studio as a worker has one; its process id."""
    with client.open_studio():
        yield client._open[-1]._process.pid


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return file_of(song(Truth(seconds=6)), tmp_path_factory.mktemp("song") / "s.wav")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return file_of(song(Truth(seconds=100)), tmp_path_factory.mktemp("song") / "s.wav")


def render(wanted: Order, folder: Path, told: Told) -> Iterator[Version]:
    folder.mkdir(exist_ok=True)
    return client.render(wanted, folder, told.report, lambda: told.is_cancelled, told.plans.append)


def sessions(studio: int) -> list[int]:
    """Processes that the studio, and what it forked, have running."""
    found = Path(f"/proc/{studio}/task/{studio}/children").read_text().split()
    return [int(pid) for pid in found] + [grown for pid in found for grown in sessions(int(pid))]


def test_one_and_two_processes_make_the_same_bytes(
    studio: int, short: Path, tmp_path: Path, settings: Settings
) -> None:
    made: list[list[bytes]] = []

    for processes in (1, 2):
        settings.REMIX_ENGINE_PROCESSES = processes
        versions = list(render(order(short, "techno"), tmp_path / str(processes), Told()))
        made.append([path.read_bytes() for v in versions for path in (v.wav, v.mp3)])

    assert len(made[0]) == 4
    assert made[0] == made[1]


def test_progress_of_both_versions_is_one_that_only_grows(
    studio: int, short: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.REMIX_ENGINE_PROCESSES = 2
    told = Told()

    versions = list(render(order(short), tmp_path / "out", told))

    shares = [share for share, _ in told.reports]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert [version.number for version in versions] == [1, 2]
    assert len(told.plans) == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "version-1.mp3",
        "version-1.wav",
        "version-2.mp3",
        "version-2.wav",
    ]


@pytest.mark.parametrize(
    ("processes", "stage"),
    [
        (1, "reading"),
        (1, "taking drums down"),
        (1, "mixing version 1"),
        (2, "reading"),
        (2, "analysing"),  # and drums are taken down beside it
        (2, "mixing version 1"),
    ],
)
def test_a_cancel_ends_every_stage_within_a_second(
    processes: int, stage: str, studio: int, long: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.REMIX_ENGINE_PROCESSES = processes
    told = Told()
    cancelled_at: list[float] = []

    def cancel_in_that_stage() -> None:
        while not told.is_at(stage):
            time.sleep(0.005)
        told.is_cancelled = True
        cancelled_at.append(time.monotonic())

    other = threading.Thread(target=cancel_in_that_stage)
    other.start()
    with pytest.raises(Cancelled):
        list(render(order(long), tmp_path / "out", told))
    took_s = time.monotonic() - cancelled_at[0]
    other.join()

    assert took_s < 1
    assert sessions(studio) == []
    assert not [path for path in (tmp_path / "out").iterdir() if path.is_dir()]


def test_a_killed_session_says_so_and_the_next_order_is_rendered(
    studio: int, short: Path, long: Path, tmp_path: Path
) -> None:
    told = Told()

    def kill_while_reading() -> None:
        while not told.is_at("reading"):
            time.sleep(0.005)
        for pid in sessions(studio):
            os.kill(pid, signal.SIGKILL)

    other = threading.Thread(target=kill_while_reading)
    other.start()
    with pytest.raises(Unrenderable, match="memory"):
        list(render(order(long), tmp_path / "killed", told))
    other.join()

    assert len(list(render(order(short), tmp_path / "next", Told()))) == 2


def test_a_killed_part_of_a_session_ends_the_order_with_a_sentence(
    studio: int, long: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.REMIX_ENGINE_PROCESSES = 2

    def kill_what_takes_drums_down() -> None:
        while len(found := sessions(studio)) < 2:
            time.sleep(0.005)
        os.kill(found[1], signal.SIGKILL)

    other = threading.Thread(target=kill_what_takes_drums_down)
    other.start()
    with pytest.raises(Unrenderable, match="memory"):
        list(render(order(long), tmp_path / "out", Told()))
    other.join()

    assert sessions(studio) == []


def test_a_refusal_comes_through_in_its_own_words(studio: int, tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=2)), tmp_path / "s.wav")

    with pytest.raises(Unrenderable, match="3 seconds"):
        list(render(order(source), tmp_path / "out", Told()))


def test_a_version_that_nobody_waits_for_any_more_leaves_no_process(
    studio: int, short: Path, tmp_path: Path
) -> None:
    versions = render(order(short), tmp_path / "out", Told())

    next(versions)
    versions.close()  # type: ignore[attr-defined]

    assert sessions(studio) == []


@pytest.mark.parametrize(("minutes", "most"), [(14, 2), (16, 1)])
def test_a_long_song_is_made_in_one_process_to_save_memory(
    tmp_path: Path, minutes: int, most: int
) -> None:
    path = tmp_path / "song.wav"
    soundfile.write(path, np.zeros(minutes * 60 * 1000, np.int16), 1000)

    assert fitting(order(path), 2) == most
