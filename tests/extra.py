"""The `extra` marker: what a test needs beyond the pinned packages, and what is said when it is
missing. A pytest plugin; it knows programs and packages, no room of the desk."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# extra("ffmpeg", "node") names what a test needs; extra alone means a browser
NAMES = {
    "chromium": ("Chromium", CHROMIUM_NAMES),
    "node": ("Node", ("node", "nodejs")),
    "npm": ("npm", ("npm",)),
    "nginx": ("nginx", ("nginx",)),
    "ffmpeg": ("ffmpeg", ("ffmpeg",)),
}
PACKAGES = frozenset({"torch", "diffusers", "musicgpt"})
missing_key = pytest.StashKey[dict[str, str]]()


def find_chromium() -> str:
    """Path of a Chromium, "" when there is none; REMIX_CHROMIUM wins."""
    given = os.environ.get("REMIX_CHROMIUM", "")
    names = (given, *CHROMIUM_NAMES) if given else CHROMIUM_NAMES
    return next((found for name in names if (found := shutil.which(name))), "")


def missing_for(marker: pytest.Mark) -> list[str]:
    """The names of what the marked test needs and this machine lacks."""
    return [
        need if need in PACKAGES else NAMES[need][0]
        for need in marker.args or ("chromium",)
        if not is_there(need)
    ]


def is_there(need: str) -> bool:
    """Whether this machine has a program, a browser or a Python package."""
    if need in PACKAGES:
        return find_spec(need) is not None
    if need == "chromium":
        return bool(find_chromium())
    return any(map(shutil.which, NAMES[need][1]))


def is_required() -> bool:
    """Whether a missing tool is a failure: in continuous integration and when asked for."""
    return os.environ.get("REMIX_EXTRA") == "required" or os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[missing_key] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    marker = item.get_closest_marker("extra")
    if marker is None or not (missing := missing_for(marker)):
        return
    reason = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed"
    if is_required():
        pytest.fail(f"{reason}, and extra tests are required here", pytrace=False)
    pytest.skip(f"extra: {reason}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names what could not run in the very last lines, where nobody overlooks it."""
    reasons: dict[str, list[str]] = {}
    for report in terminalreporter.stats.get("skipped", []):
        said = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        reason = said.removeprefix("Skipped: ")
        if reason.startswith("extra: "):
            reasons.setdefault(reason.removeprefix("extra: "), []).append(report.nodeid)
    for reason, names in reasons.items():
        terminalreporter.write_line(
            f"extra tests that could not run: {', '.join(names)} ({reason})", yellow=True
        )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """pytest-playwright drives the machine's own Chromium, also as root."""
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
    }


@pytest.fixture(scope="session")
def chromium() -> Iterator[Path]:
    """The browser's program."""
    yield Path(find_chromium())
