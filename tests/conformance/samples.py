"""The specification's samples, run as whoever has pasted them; knows no server."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

_PAGE = (Path(__file__).parent / "samples.md").read_text()
_BLOCK = re.compile(r"^## (.+?)$.*?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLES = {title: (language, text) for title, language, text in _BLOCK.findall(_PAGE)}
SERVICE = "https://api.musicgpt.com/api/public/v1"
_PROGRAMS = {
    "bash": ("bash", "--noprofile", "--norc", "-euc"),
    "python": (sys.executable, "-c"),
}


def run_sample(title: str, folder: Path, base: str, key: str, **placeholders: str) -> Any:
    """What the server answered to the sample with this heading, run in a folder with the songs."""
    language, text = SAMPLES[title]
    text = text.replace(SERVICE, base).replace("<API_KEY>", key)
    for name, value in placeholders.items():
        text = text.replace(f"<{name.upper()}>", value)
    done = subprocess.run(
        [*_PROGRAMS[language], text],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    # `print(response.json())` writes Python, curl writes what came
    return json.loads(done.stdout) if language == "bash" else ast.literal_eval(done.stdout)
