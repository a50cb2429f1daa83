"""A limited process that tries what a taken-over decoder would try, and says what it could.

`python -m tests.hostile.prying`, as `remixes.audio.limited` starts it.
"""

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from remixes.audio.limited_main import serve


def _pry(order: dict[str, Any]) -> dict[str, Any]:
    foreign, port = Path(order["foreign"]), int(order["port"])
    attempts: dict[str, Callable[[], object]] = {
        "reads its own file": lambda: Path(order["path"]).read_bytes(),
        "writes its own output": lambda: Path(order["to"]).write_bytes(b""),
        "reads another file": foreign.read_bytes,
        "lists a folder": lambda: list(foreign.parent.iterdir()),
        "writes beside it": lambda: (foreign.parent / "new").write_bytes(b""),
        "overwrites its own input": lambda: Path(order["path"]).write_bytes(b""),
        "removes another file": foreign.unlink,
        "links to another file": lambda: os.link(foreign, foreign.parent / "twin"),
        "calls out": lambda: socket.create_connection(("127.0.0.1", port), 1),
        "reads another's memory": Path(f"/proc/{os.getppid()}/environ").read_bytes,
        "lets a child read another file": lambda: subprocess.run(
            ["cat", str(foreign)], check=True, capture_output=True
        ),
    }
    return {"could": [what for what, attempt in attempts.items() if _works(attempt)]}


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


if __name__ == "__main__":
    serve({"pry": _pry})
