"""The page needs nothing from outside its folder; the meter counts children."""

import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import soundfile

from remixes.engine.evaluate.figure import at_least
from remixes.engine.evaluate.page import write_page
from remixes.engine.evaluate.picture import spectrogram
from remixes.engine.evaluate.processes import Meter
from remixes.engine.evaluate.renders import Rendered, order
from remixes.engine.music.order import Version

RATE = 44_100


def song(path: Path, hz: float = 440.0) -> Path:
    at = np.arange(2 * RATE) / RATE
    wave = 0.3 * np.sin(2 * np.pi * hz * at)
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(str(path), np.stack([wave, wave], axis=1), RATE)
    return path


def test_everything_on_the_page_lies_in_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "evaluate"
    versions = tuple(
        Version(n, song(folder / f"r/v{n}.wav"), folder / f"r/v{n}.wav", f"<Take> {n}", 2.0, "", ())
        for n in (1, 2)
    )
    source = song(tmp_path / "elsewhere" / "own.wav")
    rendered = Rendered(order(source, "house & <b>"), versions, {"summary": "house, 120 BPM"})

    page = write_page(folder, [at_least("beats", 0.9, 0.95)], {"own": rendered}).read_text()

    linked = re.findall(r'src="([^"]+)"', page)
    assert len(linked) == 6
    assert all((folder / link).is_file() for link in linked)
    assert "✗ short" in page
    assert "house &amp; &lt;b&gt;" in page
    assert "&lt;Take&gt; 2" in page


def test_the_spectrogram_is_a_png_that_is_bright_where_the_tone_is(tmp_path: Path) -> None:
    sound, rate = soundfile.read(str(song(tmp_path / "a.wav", 440)), dtype="float32")

    spectrogram(sound, rate, tmp_path / "a.png")

    data = (tmp_path / "a.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    columns, rows = struct.unpack(">II", data[16:24])
    at = data.index(b"IDAT")
    (size,) = struct.unpack(">I", data[at - 4 : at])
    lines = np.frombuffer(zlib.decompress(data[at + 4 : at + 4 + size]), np.uint8)
    picture = lines.reshape(rows, columns + 1)[:, 1:]
    brightest = int(picture.mean(1).argmax())
    heard_hz = 40 * (10_000 / 40) ** (1 - (brightest + 0.5) / rows)
    assert 415 < heard_hz < 470


def test_the_meter_counts_time_and_memory_of_children() -> None:
    work = "import time; x = bytearray(80_000_000)\nwhile time.process_time() < 0.4: pass"

    with Meter() as meter:
        subprocess.run([sys.executable, "-c", work], check=True)

    assert 0.35 < meter.cost.cpu_s < 2
    assert meter.cost.wall_s >= 0.35
    assert meter.cost.high_water_mb > 80
    assert meter.cost.share_mb > 80
