"""Start a limited process and bring its answer back; knows its protocol, not what it computes.

One JSON object goes in as an argument, one comes out. A file that crashes the process or exceeds
a limit is bad; a process that cannot even start is our own trouble and says so differently.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from remixes.audio.kinds import BadAudio

CPU_S = 150
_WALL_S = 300.0
_ROOT = Path(__file__).resolve().parents[2]
_FAULTS = frozenset(
    getattr(signal, name)
    for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGFPE", "SIGILL", "SIGXCPU", "SIGXFSZ")
)
_DECODING = "remixes.audio.limited_main"
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT", "VIRTUAL_ENV")


def ask(
    order: dict[str, Any], *, module: str = _DECODING, wall_s: float = _WALL_S
) -> dict[str, Any]:
    """Run one order in a limited process of `module` and return its answer.

    Raises BadAudio with the process's sentence, or when the file took it down; RuntimeError when
    the process failed for reasons of ours.
    """
    process = subprocess.Popen(  # noqa: S603  # our own module, and JSON of our own
        [
            sys.executable,
            "-m",
            module,
            json.dumps({**order, "parent": os.getpid()}),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        # A session of its own, so that its children end with it.
        start_new_session=True,
    )
    try:
        out, trouble = process.communicate(timeout=wall_s)
    except subprocess.TimeoutExpired as error:
        raise BadAudio(f"This file could not be decoded in {wall_s:g} seconds.") from error
    finally:
        _end(process)
    return outcome(process.returncode, out, trouble)


def outcome(code: int, out: bytes, trouble: bytes) -> dict[str, Any]:
    """What an exit code and the two outputs mean. Raises BadAudio or RuntimeError as `ask`."""
    if -code in _FAULTS:
        raise BadAudio("This file is damaged or far larger than it looks: decoding it failed.")
    try:
        answer: dict[str, Any] = json.loads(out)
    except ValueError as error:
        said = trouble.decode("utf-8", "replace")[-2000:]
        raise RuntimeError(f"The decoding process ended with {code}: {said}") from error
    if "bad" in answer:
        raise BadAudio(answer["bad"])
    return answer


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # One thread: matrix libraries reserve memory for each, which would count against the limit.
    return {**kept, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
