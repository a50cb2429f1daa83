"""Runs a text as whoever has pasted it: curl in bash, Python, JavaScript in Node."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOKEN = "rxd_of_this_test"


def run(language: str, text: str, folder: Path, token: str = TOKEN) -> None:
    """Runs a text as a script of its language in a folder; fails on any complaint."""
    commands = {
        "curl": ("bash", "--noprofile", "--norc", "pasted.sh"),
        "python": (sys.executable, "pasted.py"),
        "javascript": ("node", "pasted.mjs"),
    }
    (folder / commands[language][-1]).write_bytes(text.encode())
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    environment["REMIXDESK_TOKEN"] = token
    command = list(commands[language])
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, timeout=60
    )
