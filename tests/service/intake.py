"""Reads a request's fields and file from its body, in any content type, without holding it."""

from __future__ import annotations

import hashlib
import json
import mmap
import re
import tempfile
from collections.abc import Callable
from typing import IO
from urllib.parse import parse_qsl

from tests.service.ledger import SentFile

_BLOCK = 1 << 16
_NAME = re.compile(r'\bname="([^"]*)"')
_FILE_NAME = re.compile(r'\bfilename="([^"]*)"')
_TYPE = re.compile(r"^content-type:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(r'boundary="?([^";]+)')

Fields = dict[str, str]


def read_body(
    read: Callable[[int], bytes], length: int, content_type: str
) -> tuple[Fields, SentFile | None, bool]:
    """Text fields, the file part, and whether the body came whole; `read` is the socket's."""
    with tempfile.TemporaryFile() as store:
        got = _store(read, length, store)
        if got < length or not got:
            return {}, None, got == length
        if content_type.startswith("multipart/"):
            found = _BOUNDARY.search(content_type)
            return (
                (*_multipart(store, f"--{found[1]}".encode()), True) if found else ({}, None, True)
            )
        store.seek(0)
        return _plain(store.read(), content_type), None, True


def _store(read: Callable[[int], bytes], length: int, store: IO[bytes]) -> int:
    left = length
    while left and (block := read(min(_BLOCK, left))):
        store.write(block)
        left -= len(block)
    store.flush()
    return length - left


def _plain(body: bytes, content_type: str) -> Fields:
    if content_type.startswith("application/json"):
        told = json.loads(body)
        return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _multipart(store: IO[bytes], delimiter: bytes) -> tuple[Fields, SentFile | None]:
    fields: Fields = {}
    file = None
    with mmap.mmap(store.fileno(), 0, access=mmap.ACCESS_READ) as body:
        at = body.find(delimiter)
        while at >= 0 and body[at + len(delimiter) : at + len(delimiter) + 2] != b"--":
            start = body.find(b"\r\n\r\n", at)
            end = body.find(b"\r\n" + delimiter, start)
            if start < 0 or end < 0:
                break
            head = body[at:start].decode("utf-8")
            if _FILE_NAME.search(head):
                file = _file(head, body, start + 4, end)
            else:
                fields[_found(_NAME, head)] = body[start + 4 : end].decode("utf-8")
            at = end + 2
    return fields, file


def _file(head: str, body: mmap.mmap, start: int, end: int) -> SentFile:
    digest = hashlib.sha256()
    for at in range(start, end, _BLOCK):
        digest.update(body[at : min(at + _BLOCK, end)])
    return SentFile(
        field=_found(_NAME, head),
        name=_found(_FILE_NAME, head),
        mime=_found(_TYPE, head),
        size=end - start,
        sha256=digest.hexdigest(),
    )


def _found(pattern: re.Pattern[str], head: str) -> str:
    match = pattern.search(head)
    return match[1] if match else ""
