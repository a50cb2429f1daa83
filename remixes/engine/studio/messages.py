"""What client, studio and session say to each other: one JSON object a line, and an order."""

import errno
import json
import socket
import traceback
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from remixes.engine.music.order import Order, Version
from remixes.engine.music.stops import Unrenderable

Message = dict[str, Any]

KILLED = (
    "The engine was stopped by the system while it made this remix, most likely because the "
    "machine ran out of memory; try a shorter song."
)
CRASHED = "The engine broke down on this remix; another file of the same song may help."


class Broken(Exception):
    """A fault of the engine in another process; the message holds that process's traceback."""


def packed(order: Order, folder: Path, processes: int) -> bytes:
    """An order in one datagram."""
    plain = {name: str(v) if isinstance(v, Path) else v for name, v in asdict(order).items()}
    return json.dumps({"order": plain, "folder": str(folder), "processes": processes}).encode()


def unpacked(data: bytes) -> tuple[Order, Path, int]:
    """What `packed` packed."""
    told = json.loads(data)
    plain = told["order"]
    for name in ("source", "model_dir"):
        plain[name] = None if plain[name] is None else Path(plain[name])
    return Order(**plain), Path(told["folder"]), told["processes"]


def version_message(version: Version) -> Message:
    """A finished version as a message."""
    plain = {field.name: getattr(version, field.name) for field in fields(version)}
    return {"version": plain | {"mp3": str(version.mp3), "wav": str(version.wav)}}


def version_of(message: Message) -> Version:
    """The version in a message."""
    plain = dict(message["version"])
    plain["mp3"], plain["wav"] = Path(plain["mp3"]), Path(plain["wav"])
    plain["timeline"] = tuple(plain["timeline"])
    return Version(**plain)


def error_message(error: BaseException) -> Message:
    """What went wrong, in the terms of the other side."""
    if isinstance(error, Unrenderable):
        return {"error": "unrenderable", "why": error.sentence}
    if isinstance(error, MemoryError):
        return {"error": "memory", "why": ""}
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return {"error": "disk", "why": str(error)}
    return {"error": "fault", "why": "".join(traceback.format_exception(error))}


def raise_error(message: Message) -> None:
    """Raise here what was raised there; a fault comes as Broken."""
    kind, why = message["error"], message["why"]
    if kind == "unrenderable":
        raise Unrenderable(why)
    if kind == "memory":
        raise MemoryError
    if kind == "disk":
        raise OSError(errno.ENOSPC, why)
    raise Broken(why)


def ended_badly(status: int) -> Unrenderable:
    """What it means that a process ended with this exit code, minus the signal if one ended it."""
    return Unrenderable(KILLED if status == -9 else CRASHED)


class Line:
    """One end of a stream socket; messages go out whole and come in as they arrive."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._held = b""

    def say(self, message: Message) -> None:
        """Send one message."""
        self.end.sendall(json.dumps(message).encode() + b"\n")

    def hear(self, timeout_s: float | None) -> Iterator[Message]:
        """What has arrived, waiting so long for something to. Raises EOFError at the end.

        A message that its sender's death cut short is left out.
        """
        self.end.settimeout(timeout_s)
        try:
            data = self.end.recv(1 << 16)
        except (TimeoutError, BlockingIOError):
            return
        except ConnectionResetError as error:
            raise EOFError from error
        if not data:
            raise EOFError
        *lines, self._held = (self._held + data).split(b"\n")
        for line in lines:
            try:
                yield json.loads(line)
            except ValueError:
                continue
