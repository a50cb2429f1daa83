"""Shuts a process in: it reads code and the one file it was given, and opens no socket.

Linux alone, through calls that need no right and no package: no-new-privs, Landlock (kernel 5.13
and newer; landlock(7)) for files, a seccomp filter for sockets and for looking into other
processes. What a system does not know is left out and not named in the answer: the resource limits
hold without any of it. Children inherit all of it, and nothing undoes it. It knows no audio.
"""

import ctypes
import os
import platform
import shutil
import struct
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from errno import EPERM
from pathlib import Path

_NO_NEW_PRIVS, _SECCOMP, _FILTER = 38, 22, 2
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION_ONLY, _BENEATH = 1, 1
_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE
# All rights of the first version, then those that later ones brought: refer, truncate, ioctl.
_FIRST_RIGHTS = (1 << 13) - 1
_LATER_RIGHTS = ((2, 1 << 13), (3, _TRUNCATE), (5, 1 << 15))

# socket, io_uring_setup, ptrace, process_vm_readv, process_vm_writev, pidfd_getfd, bpf
_REFUSED = {
    "x86_64": (0xC000003E, (41, 425, 101, 310, 311, 438, 321)),
    "aarch64": (0xC00000B7, (198, 425, 117, 270, 271, 438, 280)),
}
_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | EPERM

_SYSTEM = ("/usr", "/lib", "/lib64", "/nix/store", "/gnu/store", "/sys/devices/system")
_SINGLE = ("/dev/urandom", "/dev/random", "/proc/self", "/proc/cpuinfo", "/proc/meminfo")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def shut_in(reads: Iterable[Path], writes: Iterable[Path]) -> tuple[str, ...]:
    """From here on this process reads `reads`, Python and the system's programs, and writes
    `writes`, which exist. Returns which of "files" and "sockets" this system could shut."""
    if sys.platform != "linux":
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return ()
    shut = (
        ("files", _shut_files(libc, reads, writes)),
        ("sockets", _shut_sockets(libc)),
    )
    return tuple(name for name, is_shut in shut if is_shut)


def _shut_files(libc: ctypes.CDLL, reads: Iterable[Path], writes: Iterable[Path]) -> bool:
    version = libc.syscall(_CREATE, None, ctypes.c_size_t(0), _VERSION_ONLY)
    if version < 1:
        return False
    known = _FIRST_RIGHTS | sum(right for since, right in _LATER_RIGHTS if version >= since)
    rules = libc.syscall(_CREATE, struct.pack("=Q", known), ctypes.c_size_t(8), 0)
    if rules < 0:
        return False
    try:
        for path in _code():
            _let(libc, rules, path, _READ | _LIST | _EXECUTE)
        for path in reads:
            _let(libc, rules, path, _READ)
        for path in (*writes, Path(os.devnull)):
            _let(libc, rules, path, known & (_READ | _WRITE | _TRUNCATE))
        return bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _let(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        held = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this system
    try:
        if not path.is_dir():
            rights &= _OF_FILES
        libc.syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", rights, held), 0)
    finally:
        os.close(held)


def _code() -> Iterator[Path]:
    """What runs here: this package, Python with its packages, programs, and what starts them."""
    yield Path(__file__).resolve().parents[1]
    yield from (Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable))
    yield from map(Path, sysconfig.get_paths().values())
    yield from map(Path, (*_SYSTEM, *_SINGLE))
    yield from Path("/etc").glob("ld*")
    yield from map(Path, filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(":")))
    if found := shutil.which("ffmpeg"):
        yield Path(found).resolve()
        yield Path(found).resolve().parents[1] / "lib"


def _shut_sockets(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _REFUSED or sys.maxsize < 1 << 32:
        return False
    instructions = _filter(*_REFUSED[platform.machine()])
    program = _Program(len(instructions) // 8, instructions)
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, refused: tuple[int, ...]) -> bytes:
    """Refuses other machines' calls, the x32 ones and those listed; lets all others through."""

    def line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("=HBBI", code, if_true, if_false, value)

    # Jumps count the lines to skip; the last line refuses and the one before it lets through.
    lines = [line(_LOAD, 4), line(_EQUAL, machine, 0, len(refused) + 3), line(_LOAD, 0)]
    lines.append(line(_AT_LEAST, _X32, len(refused) + 1))
    lines += [line(_EQUAL, call, len(refused) - at) for at, call in enumerate(refused)]
    return b"".join((*lines, line(_RETURN, _ALLOW), line(_RETURN, _REFUSE)))
