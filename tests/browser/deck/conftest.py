"""A deck with sounds whose pitch tells the place, and what it says of itself."""

import zlib
from typing import Any

import pytest
from playwright.sync_api import Page

from remixes.models import Analysis, Person, Remix
from tests.browser.conftest import LINES, SECONDS, Open
from tests.browser.sounds import sweep
from tests.makers import make_conversion, make_finished_remix, make_upload, wav_bytes

LOW_HZ, HIGH_HZ = 400.0, 5000.0
TIME = "take => document.querySelector(`#take-${take} audio`).currentTime"
PLAYS = """take => {
  const audio = document.querySelector(`#take-${take} audio`);
  return audio && !audio.paused && audio.currentTime > 0;
}"""
ALONE = """take => [...document.querySelectorAll("take-player")].every(
  (player) => player.isPlaying === (player.dataset.take === take))"""
LISTEN = """async () => {
  const { out: { context, master } } = await import("desk/sound-out");
  const tap = context.createScriptProcessor(16384, 1, 1);
  window.heard = [];
  tap.onaudioprocess = ({ inputBuffer }) => heard.push(...inputBuffer.getChannelData(0));
  master.connect(tap).connect(context.destination);
  return context.sampleRate;
}"""
SECTIONS = [
    {"start": 0.0, "end": 10.0, "letter": "A", "label": "intro", "level": 0.4},
    {"start": 10.0, "end": 20.0, "letter": "B", "label": "chorus", "level": 1.0},
]


@pytest.fixture
def remix(person: Person) -> Remix:
    """A source and two versions whose pitch tells the place; the second is 4 dB louder."""
    upload = make_upload(
        person, content=wav_bytes(SECONDS), duration_s=SECONDS, loudness_lufs=-12.0
    )
    remix = make_finished_remix(person, upload, versions=())
    for version, hertz, lufs in ((1, LOW_HZ, -14.0), (2, HIGH_HZ, -10.0)):
        make_conversion(
            remix,
            version,
            wav=sweep(SECONDS, hertz),
            mp3_sha256="",
            duration_s=SECONDS,
            measured_s=SECONDS,
            loudness_lufs=lufs,
            timeline=LINES,
        )
    first = remix.conversions.get(version=1)
    Analysis.objects.create(
        sha256=first.wav_sha256,
        facts={"duration_s": SECONDS, "sections": SECTIONS},
        wave=zlib.compress(bytes(range(200)) * 10),
    )
    return remix


@pytest.fixture
def deck(open_page: Open, remix: Remix) -> Page:
    page = open_page(remix.get_absolute_url())
    page.wait_for_selector("#take-2[data-drawn]")
    return page


def plays(page: Page, take: str) -> None:
    """Until this take is heard and no other."""
    page.wait_for_function(PLAYS, arg=take)
    page.wait_for_function(ALONE, arg=take)


def at(page: Page, take: str = "1") -> float:
    return float(page.evaluate(TIME, take))


def told(page: Page, name: str) -> Any:
    return page.evaluate(f"() => document.querySelector('remix-deck').{name}")
