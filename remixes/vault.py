"""Files under their content hash; knows bytes and hashes, nothing of songs, people or tables."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """A file that is in the vault: its hash, its bytes, and whether this call brought it there."""

    sha256: str
    size: int
    is_new: bool


def root() -> Path:
    return Path(settings.MEDIA_ROOT) / "sha256"


def path_of(sha256: str) -> Path:
    """Where a file with this hash lives; raises ValueError for anything that is not a hash."""
    if not _HASH.fullmatch(sha256):
        raise ValueError("not a SHA-256 hash")
    return root() / sha256[:2] / sha256


def has(sha256: str) -> bool:
    return bool(sha256) and path_of(sha256).is_file()


@contextlib.contextmanager
def part() -> Iterator[Path]:
    """A fresh path on the vault's file system; whatever is left there at the end is removed."""
    folder = Path(settings.MEDIA_ROOT) / "parts"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(16)}.part"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def write(chunks: Iterable[bytes], to: Path) -> str:
    """Writes and fsyncs ``chunks``; returns their SHA-256 as hex."""
    digest = hashlib.sha256()
    with to.open("wb") as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def hash_of(path: Path) -> str:
    """The SHA-256 of a file as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path, sha256: str) -> Kept:
    """Moves a complete, fsynced file of this hash into the vault.

    The rename is atomic and the folder is fsynced, so a reader sees the whole file or none, and
    a power cut after the database commit cannot lose it.
    """
    size = path.stat().st_size
    target = path_of(sha256)
    if target.is_file() and target.stat().st_size == size:
        path.unlink()
        return Kept(sha256, size, is_new=False)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    _sync_folder(target.parent)
    return Kept(sha256, size, is_new=True)


def is_short_of_room(share: float = 1.0) -> bool:
    """Whether less is free on the vault's disk than `share` of the floor that an operator set."""
    floor = settings.REMIX_FREE_SPACE_FLOOR_BYTES
    return floor > 0 and shutil.disk_usage(_on_disk()).free < floor * share


def drop(sha256: str) -> None:
    """Removes a file; it is no error when it is already gone."""
    path_of(sha256).unlink(missing_ok=True)


def clear_parts(*, older_than_s: float) -> int:
    """Removes what killed workers left half written; returns how many files that were."""
    limit = time.time() - older_than_s
    stale = [
        path
        for folder in ("parts", "incoming")
        for path in (Path(settings.MEDIA_ROOT) / folder).glob("*")
        if path.is_file() and path.stat().st_mtime < limit
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _on_disk() -> Path:
    media = Path(settings.MEDIA_ROOT)
    return media if media.is_dir() else media.parent


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
