"""The linters, as tests, so that no suite is green over untidy code."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
LINTERS = {
    "rules": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "--lint", "--quiet", "templates"],
}


@pytest.mark.parametrize("name", LINTERS)
def test_the_code_is_tidy(name: str) -> None:
    program, *arguments = LINTERS[name]

    done = subprocess.run(
        [str(BIN / program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def test_no_committed_lock_names_a_package_index() -> None:
    for lock in (ROOT / "deploy").glob("requirements*.txt"):
        text = lock.read_text()

        assert "://" not in text
        assert "--index" not in text
        assert text.count("--hash=sha256:") > text.count("==")
