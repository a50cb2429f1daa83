"""Lays out REMIX_DATA_DIR and keeps the generated secrets in it; knows no other setting."""

import json
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

FOLDERS = ("media", "media/incoming", "run", "backups", "static")
SECRETS = ("SECRET_KEY", "REMIX_ENGINE_KEY")
# sockaddr_un holds 108 bytes on Linux and 104 on macOS
LONGEST_SOCKET_PATH = 100


def lay_out(data_dir: Path) -> None:
    """Makes the data directory and its folders, closed to other users of the machine."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in FOLDERS:
            (data_dir / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"REMIX_DATA_DIR {str(data_dir)!r} cannot be written: {error.strerror}."
        ) from error


def read_secrets(data_dir: Path) -> dict[str, str]:
    """The generated secrets of this installation, made at the first call."""
    path = data_dir / "secrets.json"
    if not path.exists():
        _write_once(path, {name: secrets.token_urlsafe(48) for name in SECRETS})
    try:
        found = json.loads(path.read_text())
        return {name: str(found[name]) for name in SECRETS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(
            f"{str(path)!r} cannot be read ({error}); restore it, or remove it to make new secrets."
        ) from error


def _write_once(path: Path, values: dict[str, str]) -> None:
    """Two processes may start at once: link() lets one of them win, both then read the same."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")
    try:
        with os.fdopen(handle, "w") as file:
            json.dump(values, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        Path(part).unlink()


def redis_socket(data_dir: Path) -> Path:
    """Where the embedded Redis listens: in run/, or in a short temporary folder of this user's
    own when the data directory lies too deep for a socket address."""
    path = data_dir / "run" / "redis.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    inode = data_dir.stat().st_ino
    return Path(tempfile.gettempdir()) / f"remixdesk-{os.getuid()}-{inode:x}" / "redis.sock"
