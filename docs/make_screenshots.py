"""Draws the pictures in docs/images from a desk that starts on an empty folder and makes a remix.

    .venv/bin/python docs/make_screenshots.py

It needs the development packages (`make test` installs them) and a Chromium on PATH, and knows the
desk only by its pages, as its first owner sees them.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
EMAIL, PASSWORD = "nora@example.org", "paper lanterns 1904"
# of this shell's environment; everything else could set the desk up differently
KEPT = ("HOME", "LANG", "PATH", "TMPDIR")
START_LIMIT_S = 120.0
RENDER_LIMIT_MS = 600_000
LARGEST_BYTES = 400_000
LOUDER = "Can the bass come in half a bar later here?"
CLEARER = "This is the one: every word is clear."
# of version 1: a line is lit there, and the waveform is partly played
AT_S = 17.0


class Picture(NamedTuple):
    """One file in docs/images and the screen it is taken from; `scale` is pixels per CSS pixel."""

    name: str
    width: int
    height: int
    scale: float
    scheme: Literal["light", "dark"]
    query: str = ""


PICTURES = (
    Picture("remix-page.png", 1440, 1240, 1, "light"),
    Picture("remix-page-dark.png", 1440, 1240, 1, "dark"),
    Picture("remix-page-phone-light.png", 390, 844, 2, "light"),
    Picture("remix-page-phone.png", 390, 844, 2, "dark"),
    Picture("remix-page-blind.png", 1440, 900, 1, "light", "?blind=1"),
)
EXPLORER_PICTURES = (
    Picture("explorer.png", 1440, 1000, 1, "light"),
    Picture("explorer-call.png", 1440, 1240, 1, "dark"),
    Picture("explorer-phone.png", 390, 844, 2, "light"),
)


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        sys.exit("There is no Chromium on PATH.")
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        desk(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        remix, state = make_a_remix(browser, address)
        write_notes(browser, remix, state)
        for picture in PICTURES:
            take(browser, remix, state, picture)
        call = send_a_call(browser, address, state)
        for picture in EXPLORER_PICTURES:
            page = call if picture.name == "explorer-call.png" else f"{address}/explorer/"
            take_explorer(browser, page, state, picture)
        browser.close()


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk that lives as long as the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    own = {"PORT": str(port), "REMIX_DATA_DIR": str(folder), "REMIX_ENV_FILE": os.devnull}
    up = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=kept | own)
    address = f"http://localhost:{port}"
    try:
        wait_until_served(address)
        yield address
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(timeout=30)


def wait_until_served(address: str) -> None:
    end = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    sys.exit("The desk did not start.")


def make_a_remix(browser: Browser, address: str) -> tuple[str, StorageState]:
    """Becomes the owner, remixes the sample song as proposed; returns its page and the session."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Your name").fill("Nora")
    page.get_by_label("E-mail").fill(EMAIL)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Make the owner account").click()
    page.get_by_role("button", name="Remix", exact=True).click()
    page.locator("#standing[data-step='ready']").wait_for(timeout=RENDER_LIMIT_MS)
    return page.url, context.storage_state()


def write_notes(browser: Browser, remix: str, state: StorageState) -> None:
    """Two notes at moments of version 1, so that there are pins."""
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(remix)
    for text, at in ((LOUDER, "0:14"), (CLEARER, "0:31")):
        form = page.get_by_role("form", name="New note")
        form.get_by_label("Note", exact=True).fill(text)
        form.get_by_label("About").select_option(label="Version 1")
        form.get_by_label("At").fill(at)
        form.get_by_role("button", name="Add note").click()
        page.get_by_text(text).first.wait_for()
    context.close()


def send_a_call(browser: Browser, address: str, state: StorageState) -> str:
    """Sends the explorer's form with lyrics, waits for the players; returns the call's page."""
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(f"{address}/explorer/?card=singer")
    page.get_by_role("button", name="Send").click()
    page.locator("#standing[data-step='ready']").wait_for(timeout=RENDER_LIMIT_MS)
    call = page.url
    page.goto(f"{address}/explorer/")
    page.locator("#card-forest-take-2").wait_for(timeout=RENDER_LIMIT_MS)
    context.close()
    return call


def take_explorer(browser: Browser, address: str, state: StorageState, picture: Picture) -> None:
    """The top of the page; on a phone, the request as code."""
    context = browser.new_context(
        storage_state=state,
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme=picture.scheme,
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(1_000)
    if picture.width < 500:
        page.locator("#request-head").evaluate("it => it.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(300)
    save(page, picture)
    context.close()


def take(browser: Browser, remix: str, state: StorageState, picture: Picture) -> None:
    context = browser.new_context(
        storage_state=state,
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme=picture.scheme,
    )
    page = context.new_page()
    page.goto(remix + picture.query)
    show_version_1(page)
    if picture.width < 500 and not picture.query:
        page.locator("#take-1").evaluate("it => it.scrollIntoView({ block: 'start' })")
        page.wait_for_timeout(300)
    save(page, picture)
    context.close()


def save(page: Page, picture: Picture) -> None:
    path = IMAGES / picture.name
    page.screenshot(path=path)
    if path.stat().st_size > LARGEST_BYTES:
        sys.exit(f"{path.name} has {path.stat().st_size} bytes, more than {LARGEST_BYTES}.")


def show_version_1(page: Page) -> None:
    """Its player paused after AT_S, with the waveforms drawn and the line there lit."""
    page.keyboard.press("1")
    audio = page.locator("take-player[data-take='1'] audio[aria-label]")
    audio.evaluate("async it => { it.muted = true; await it.play() }")
    audio.evaluate("(it, at) => { it.currentTime = at }", AT_S)
    page.wait_for_timeout(1_500)
    audio.evaluate("it => { it.pause(); it.muted = false }")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(1_000)


if __name__ == "__main__":
    main()
