"""Crafted files of two tag libraries, fetched when asked for and never kept: mutagen's from its
source package, TagLib's from Debian's. Both hold what once crashed or hung a reader."""

import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

_FETCH_S = 300


class NotFetched(Exception):
    """This machine cannot fetch them, and why."""


def mutagen(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file among the tests of mutagen. Raises NotFetched."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    _run([*pip, "--no-deps", "--no-binary", ":all:", "mutagen"], folder)
    return _members(folder, "tests/data/")


def taglib(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file among the tests of TagLib. Raises NotFetched."""
    if not shutil.which("apt-get"):
        raise NotFetched("no apt-get here")
    _run(["apt-get", "source", "--download-only", "--quiet=2", "taglib"], folder)
    return _members(folder, "tests/data/")


SOURCES: dict[str, Callable[[Path], Iterator[tuple[str, bytes]]]] = {
    "mutagen": mutagen,
    "taglib": taglib,
}


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=_FETCH_S, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotFetched(said[-1] if said else f"{command[0]} ended with {done.returncode}")


def _members(folder: Path, inside: str) -> Iterator[tuple[str, bytes]]:
    for archive in sorted(folder.glob("*.tar.*")):
        if archive.suffix in (".asc", ".sig") or ".debian." in archive.name:
            continue
        with tarfile.open(archive) as tar:
            for member in tar:
                held = tar.extractfile(member) if member.isfile() else None
                if held and inside in member.name:
                    yield member.name.rpartition("/")[2], held.read()
