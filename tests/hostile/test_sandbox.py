"""Whatever takes a decoder over is shut in with the one file it was given."""

import subprocess
import sys
from pathlib import Path

import pytest
import requests

from remixes.audio.limited import ask
from tests.hostile.canaries import Canaries

ALLOWED = ["reads its own file", "writes its own output"]
SHUT_IN = "from remixes.audio.sandbox import shut_in; print(*shut_in([], []))"


@pytest.fixture(scope="module")
def shut() -> list[str]:
    """What this kernel can shut; a test of the rest is skipped by name."""
    done = subprocess.run([sys.executable, "-c", SHUT_IN], capture_output=True, text=True)
    if done.stdout.split() != ["files", "sockets"]:
        pytest.skip("extra: this kernel has no Landlock or no seccomp")
    return done.stdout.split()


@pytest.mark.usefixtures("shut")
def test_a_taken_over_decoder_reaches_nothing_but_its_own_file(
    canaries: Canaries, tmp_path: Path
) -> None:
    song = tmp_path / "song.mp3"
    song.write_bytes(b"song")
    order = {"task": "pry", "path": str(song), "to": str(tmp_path / "out.wav")}
    order |= {"foreign": str(canaries.file), "port": str(canaries.server.port)}

    answer = ask(order, module="tests.hostile.prying")

    assert answer["could"] == ALLOWED
    assert canaries.sang() == []
    assert song.read_bytes() == b"song"


def test_the_canaries_do_sing(canaries: Canaries) -> None:
    canaries.file.read_bytes()
    requests.get(canaries.server.url, timeout=5)

    assert canaries.sang() == ["server", "file"]
    assert canaries.sang() == []
