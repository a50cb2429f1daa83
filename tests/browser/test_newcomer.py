"""The newcomer's whole path: the very processes of ``make run``, a real Chromium, real ears.

Nothing is prepared but an empty data folder: the owner makes an account, clicks Remix, watches the
page follow the job, plays both versions, clicks a line, and takes the files home.
"""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import requests
import soundfile
from playwright.sync_api import Locator, Page, expect

from remixes.audio import loudness

pytestmark = pytest.mark.extra

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "static" / "sample" / "paper-lanterns.mp3"
START_S, RENDER_S = 90.0, 240.0
RATE = 11_025


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """Address of a desk that ``manage.py up`` has just started on an empty folder."""
    port = free_port()
    kept = {name: text for name, text in os.environ.items() if not name.startswith("REMIX_")}
    environment = {
        **kept,
        "PORT": str(port),
        "REMIX_DATA_DIR": str(tmp_path / "var"),
        "REMIX_ENV_FILE": os.devnull,
        "DJANGO_SETTINGS_MODULE": "remixsite.settings",
    }
    with (tmp_path / "log").open("wb") as log:
        up = subprocess.Popen(
            [sys.executable, "manage.py", "up"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        wait_until_served(f"http://localhost:{port}", tmp_path / "log")
        yield f"http://localhost:{port}"
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(timeout=30)
    assert "Traceback" not in (tmp_path / "log").read_text()


def wait_until_served(address: str, log: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            if requests.get(f"{address}/healthz", timeout=2).status_code == 200:
                return
        except requests.RequestException:
            pass
        time.sleep(0.2)
    pytest.fail(f"it did not start: {log.read_text()[-2000:]}")


def decoded(content: bytes) -> np.ndarray:
    """Audio bytes as (frames, channels) float32 at 44.1 kHz, by another decoder than the desk's."""
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32", always_2d=True)
    assert rate == 44_100
    return samples


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Greatest normalised cross-correlation of two songs, 1.0 for the same one, any shift."""
    short = [each.mean(axis=1)[::4] for each in (one, other)]
    frames = min(len(each) for each in short)
    a, b = (each[:frames] - each[:frames].mean() for each in short)
    size = 2 * frames
    product = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)
    return float(np.abs(product).max() / (np.linalg.norm(a) * np.linalg.norm(b)))


def test_from_an_empty_folder_to_two_remixes_one_can_hear(desk: str, page: Page) -> None:
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)

    make_the_owner(page, desk)
    follow_the_first_remix(page)
    files = hear_both_versions(page, desk)
    click_a_line(page)

    judge(files)
    assert broken == []


def make_the_owner(page: Page, desk: str) -> None:
    page.goto(desk)
    expect(page).to_have_url(re.compile("/welcome/"))
    page.get_by_label("Your name").fill("Nora")
    page.get_by_label("E-mail").fill("newcomer@example.org")
    for field in page.locator("input[type=password]").all():
        field.fill("paper lanterns 1904")
    page.get_by_role("button", name="Make the owner account").click()
    expect(page.get_by_role("heading", name="Your first remix")).to_be_visible()


def follow_the_first_remix(page: Page) -> None:
    """One click; the page then tells every step by itself until it is ready."""
    page.get_by_role("button", name="Remix", exact=True).click()
    standing = page.locator("#standing")
    steps: list[str] = []
    end = time.monotonic() + RENDER_S
    while time.monotonic() < end:
        step = standing.get_attribute("data-step") or ""
        if not steps or steps[-1] != step:
            steps.append(step)
        if step in ("ready", "failed", "nothing", "unconfirmed"):
            break
        page.wait_for_timeout(200)
    assert steps[-1] == "ready", steps
    assert {"service", "arrived", "saving"} & set(steps), steps
    expect(page.locator("take-player")).to_have_count(3)


def hear_both_versions(page: Page, desk: str) -> list[bytes]:
    """Plays each version in the page, seeks in it, and fetches its file as the player does."""
    files = []
    for number in (1, 2):
        page.keyboard.press(str(number))
        player = page.locator(f"take-player[data-take='{number}']")
        audio = player.locator("audio[aria-label]")
        audio.evaluate("it => it.play()")
        wait_until_it_plays_past(audio, 0.5)
        audio.evaluate("it => { it.currentTime = 20 }")
        wait_until_it_plays_past(audio, 20.3)
        audio.evaluate("it => it.pause()")
        address = audio.evaluate("it => it.currentSrc")
        answer = page.request.get(address)
        assert answer.headers["content-type"] == "audio/mpeg"
        assert page.request.get(address, headers={"Range": "bytes=100-199"}).status == 206
        files.append(answer.body())
    return files


def wait_until_it_plays_past(audio: Locator, seconds: float) -> None:
    end = time.monotonic() + 20
    while audio.evaluate("it => it.currentTime") <= seconds:
        assert time.monotonic() < end, f"it does not play past {seconds} s"
        time.sleep(0.05)


def click_a_line(page: Page) -> None:
    """A click on a sung line goes there and lights it."""
    page.keyboard.press("1")
    line = page.locator("lyric-timeline[data-take='1'] button.lyric-line").nth(1)
    shown = re.match(r"(\d+):(\d\d)", line.inner_text())
    assert shown is not None
    start_s = 60 * int(shown[1]) + int(shown[2])
    line.click()
    audio = page.locator("take-player[data-take='1'] audio[aria-label]")
    now_s = float(audio.evaluate("it => it.currentTime"))
    assert start_s - 0.1 <= now_s < start_s + 1.5
    expect(line).to_have_attribute("aria-current", "true")


def judge(files: list[bytes]) -> None:
    """Both are whole songs at a level for listening, and neither is the source or the other."""
    source = decoded(SAMPLE.read_bytes())
    songs = [decoded(each) for each in files]
    for song in songs:
        assert len(song) / 44_100 > 20
        assert loudness(song, 44_100) == pytest.approx(-14, abs=1)
        assert np.abs(song).max() < 1.0
        assert likeness(song, source) < 0.6
    assert likeness(songs[0], songs[1]) < 0.6
