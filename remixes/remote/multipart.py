"""A multipart/form-data body that streams its file from disk and knows its length beforehand.

RFC 7578, with file names as browsers send them: raw UTF-8 in quotes. Knows nothing of HTTP
connections; an upload of 200 MB costs a few kilobytes of memory.
"""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import BinaryIO, Self

_BLOCK_BYTES = 1 << 16
_STEM_LIMIT = 100
_MIME = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+")
_ANY_MIME = "application/octet-stream"
_EXTENSIONS = {
    "audio/mpeg": ".mp3",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "audio/flac": ".flac",
    "audio/ogg": ".ogg",
    "audio/opus": ".opus",
    "audio/mp4": ".m4a",
    "audio/aac": ".aac",
    "audio/webm": ".webm",
    "audio/aiff": ".aiff",
}


@dataclass(frozen=True)
class FilePart:
    """A file to be sent: its field, where it lies, and the name and type it is sent under."""

    field: str
    path: Path
    name: str
    mime: str


def file_part(field: str, path: Path, name: str, mime: str) -> FilePart:
    """A part whose name and type are safe in a header, whatever its owner called the file."""
    mime = mime if _MIME.fullmatch(mime) else _ANY_MIME
    return FilePart(field, path, safe_name(name, mime), mime)


def safe_name(name: str, mime: str = "") -> str:
    """The last part of a file name in NFC, without quotes, control characters and overlength."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = unicodedata.normalize("NFC", last.encode("utf-8", "ignore").decode())
    kept = "".join(each for each in plain if each.isprintable()).replace('"', "'").strip(" .")
    stem, suffix = PurePosixPath(kept or "audio").stem, PurePosixPath(kept or "audio").suffix
    if not suffix or len(suffix) > 8:
        stem, suffix = stem + suffix, _EXTENSIONS.get(mime, "")
    return stem[:_STEM_LIMIT].strip() + suffix


class MultipartBody:
    """A readable body for `requests`; use it as a context manager so that the file is closed.

    Raises OSError on entering where the file cannot be opened, and while reading where it has
    become shorter since.
    """

    def __init__(self, fields: Mapping[str, str], part: FilePart | None = None) -> None:
        self.boundary = secrets.token_hex(16)
        self._part = part
        self._head = b"".join(self._field(name, text) for name, text in fields.items())
        self._tail = f"--{self.boundary}--\r\n".encode()
        if part:
            self._head += self._file_head(part)
            self._tail = b"\r\n" + self._tail
        self._file: BinaryIO | None = None
        self._file_bytes = 0
        self._blocks: Iterator[bytes] = iter(())
        self._pending = b""

    @property
    def content_type(self) -> str:
        return f"multipart/form-data; boundary={self.boundary}"

    @property
    def file_bytes(self) -> int:
        """Size of the file, 0 without one."""
        return self._file_bytes

    def __enter__(self) -> Self:
        if self._part:
            self._file = self._part.path.open("rb")
            self._file_bytes = os.fstat(self._file.fileno()).st_size
        self._blocks = self._produce()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def __len__(self) -> int:
        return len(self._head) + self._file_bytes + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        while block := self.read(_BLOCK_BYTES):
            yield block

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size` (all that is left for -1); b"" at the end."""
        if size < 0:
            return self._pending + b"".join(self._blocks)
        if not self._pending:
            self._pending = next(self._blocks, b"")
        found, self._pending = self._pending[:size], self._pending[size:]
        return found

    def _produce(self) -> Iterator[bytes]:
        yield self._head
        left = self._file_bytes
        while self._file and left:
            block = self._file.read(min(_BLOCK_BYTES, left))
            if not block:
                raise OSError("the file became shorter while it was sent")
            left -= len(block)
            yield block
        yield self._tail

    def _field(self, name: str, text: str) -> bytes:
        head = f'--{self.boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        return head.encode() + text.encode("utf-8", "replace") + b"\r\n"

    def _file_head(self, part: FilePart) -> bytes:
        return (
            f"--{self.boundary}\r\n"
            f'Content-Disposition: form-data; name="{part.field}"; filename="{part.name}"\r\n'
            f"Content-Type: {part.mime}\r\n\r\n"
        ).encode()
