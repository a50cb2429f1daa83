"""What serves pages and waits for jobs stays light: sound is for processes of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys, django
django.setup()
import remixsite.wsgi, remixes.sweep
from django.urls import get_resolver
from django.utils.module_loading import import_string
from remixes.jobs.bell import _JOBS
get_resolver().url_patterns
for _, function in _JOBS.values():
    import_string(function)
heavy = {"numpy", "scipy", "soundfile", "miniaudio", "onnxruntime", "soxr", "lameenc"}
print(*sorted(heavy & set(sys.modules)))
"""


def test_neither_the_web_server_nor_a_worker_loads_what_only_sound_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == ""
