"""Runs a program that drives a client and reads what it says, an object in the last line."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def drive(command: Sequence[str | Path], folder: Path, **told: str) -> dict[str, Any]:
    """`told` goes to the program as JSON in its last argument; it may take four minutes."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [*command, json.dumps(told)],
        cwd=folder,
        env={**kept, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said
