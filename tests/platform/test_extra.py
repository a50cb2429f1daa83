"""Tests that need a browser, on machines without one."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUITE = """
import pytest

@pytest.mark.extra
def test_page(): ...

@pytest.mark.extra("node", "chromium")
def test_script(): ...

def test_plain(): ...
"""


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_suite.py").write_text(SUITE)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = extra: needs more\n")
    plugins = ["-p", "tests.extra", "-p", "no:django", "-p", "no:playwright"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, *arguments, str(folder)],
        cwd=folder,
        env={"PATH": str(folder), "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [(), ("-n", "2")])
def test_what_could_not_run_is_named_in_the_last_lines(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run(tmp_path, *arguments)

    *_, first, second, _summary = done.stdout.strip().splitlines()
    assert done.returncode == 0
    assert {first, second} == {
        "extra tests that could not run: test_suite.py::test_page (Chromium is not installed)",
        "extra tests that could not run: test_suite.py::test_script"
        " (Node and Chromium are not installed)",
    }


@pytest.mark.parametrize("environment", [{"CI": "true"}, {"REMIX_EXTRA": "required"}])
def test_where_they_are_required_a_missing_browser_is_a_failure(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = run(tmp_path, **environment)

    assert done.returncode == 1
    assert "1 passed, 2 errors" in done.stdout
    assert "Chromium is not installed, and extra tests are required here" in done.stdout


def test_with_a_browser_they_run(tmp_path: Path) -> None:
    for name in ("chromium", "node"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)

    done = run(tmp_path, CI="true")

    assert "3 passed" in done.stdout
