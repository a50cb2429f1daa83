"""measure() decodes everything once, in a process of its own, and believes no header."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from remixes.audio import BadAudio, Measured, measure
from remixes.audio.limited import ask, outcome
from tests.audio.sounds import MAKERS, RATES, make, mp3, packed, silent_flac, sound, tone

Shelf = dict[str, Path]


def measured(path: Path, seconds: float = 60.0, buckets: int = 10) -> Measured:
    return measure(path, max_duration_s=seconds, buckets=buckets)


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_is_measured(shelf: Shelf, kind: str) -> None:
    found = measured(shelf[kind])

    assert found.duration_s == pytest.approx(1.5, abs=0.05)
    assert (found.sample_rate, found.channels) == (RATES.get(kind, 44100), 2)
    assert all(115 <= peak <= 140 for peak in found.peaks[1:-1])
    assert found.loudness_lufs == pytest.approx(-6.7, abs=0.6)
    assert found.true_peak_dbtp is not None


def test_peaks_follow_the_sound(tmp_path: Path) -> None:
    x = tone(2.0)
    x[44100:] *= 0.1

    found = measured(sound(tmp_path / "x", x, "WAV", "FLOAT"), buckets=1000)

    assert len(found.peaks) == 1000
    assert set(found.peaks[10:490]) <= {127, 128}
    assert set(found.peaks[510:990]) <= {12, 13}


def test_a_channel_out_of_phase_still_shows(tmp_path: Path) -> None:
    x = tone()
    x[:, 1] *= -1

    assert min(measured(sound(tmp_path / "x", x, "WAV")).peaks) > 120


def test_silence_has_no_loudness(tmp_path: Path) -> None:
    found = measured(sound(tmp_path / "x", np.zeros((44100, 1), np.float32), "WAV"))

    assert (found.duration_s, found.loudness_lufs, found.true_peak_dbtp) == (1.0, None, None)
    assert set(found.peaks) == {0}


def test_numbers_that_are_none_do_not_spread(tmp_path: Path) -> None:
    x = tone()
    x[100], x[200], x[300] = np.nan, np.inf, 1e30

    found = measured(sound(tmp_path / "x", x, "WAV", "FLOAT"))

    assert found.peaks[5] in (127, 128)
    assert found.loudness_lufs is not None
    assert np.isfinite(found.loudness_lufs)


@pytest.mark.parametrize("channels", [1, 3, 6, 8])
def test_any_number_of_channels_up_to_a_limit(tmp_path: Path, channels: int) -> None:
    found = measured(sound(tmp_path / "x", tone(channels=channels), "WAV"))

    assert found.channels == channels


def test_too_many_channels_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match=r"100 channels\. Expected at most 32\."):
        measured(sound(tmp_path / "x", tone(0.1, channels=100), "WAV"))


def test_a_day_of_silence_in_a_few_megabytes_is_refused_flatly(tmp_path: Path) -> None:
    bomb = silent_flac(tmp_path / "bomb", hours=24)
    order = json.dumps({"task": "measure", "path": str(bomb), "max_duration_s": 600, "buckets": 10})
    script = (
        "import re, sys, remixes.audio.limited_main as m; m.main();"
        # the peak of this very program; getrusage's is that of the process it was forked from
        "told = open('/proc/self/status').read();"
        "print(re.search('VmHWM:[^0-9]*([0-9]+)', told)[1], file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", script, order], capture_output=True, text=True)

    with pytest.raises(BadAudio, match=r"longer than allowed. Expected at most 10 minutes\."):
        outcome(done.returncode, done.stdout.encode(), b"")
    assert int(done.stderr) < 200_000  # KiB


def test_an_mp3_cut_short_counts_what_it_holds(tmp_path: Path) -> None:
    data = mp3(tmp_path / "x", tone(4.0)).read_bytes()
    (tmp_path / "cut").write_bytes(data[: len(data) // 2])

    assert measured(tmp_path / "cut").duration_s == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "opus", "aac", "webm", "aiff"])
def test_other_kinds_cut_short_count_what_they_hold(tmp_path: Path, kind: str) -> None:
    data = make(kind, tmp_path, 4.0).read_bytes()
    (tmp_path / "cut").write_bytes(data[: len(data) * 2 // 3])

    assert 1.0 < measured(tmp_path / "cut").duration_s < 3.0


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "opus", "m4a", "webm", "aiff", "mp3"])
def test_a_header_before_noise_is_refused_or_measured(
    shelf: Shelf, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "x"
    path.write_bytes(shelf[kind].read_bytes()[:300] + os.urandom(30_000))

    try:
        assert measured(path).duration_s < 2
    except BadAudio as bad:
        assert "Expected" in bad.sentence


def test_a_picture_before_an_mp3_is_a_picture(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + shelf["mp3"].read_bytes())

    with pytest.raises(BadAudio, match="png picture"):
        measured(path)


def test_an_archive_behind_an_mp3_does_no_harm(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(shelf["mp3"].read_bytes() + b"PK\x03\x04" + os.urandom(2000))

    assert measured(path).duration_s == pytest.approx(1.54, abs=0.1)


def test_mpeg4_that_points_to_other_files_reads_none(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\0\0\0\x10ftypM4A \0\0\0\0" + b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")

    with pytest.raises(BadAudio):
        measured(path)


def test_a_video_counts_with_its_sound(tmp_path: Path) -> None:
    import av

    path = packed(tmp_path / "sound", tone(1.0), "mp4", "aac")
    with av.open(str(tmp_path / "film"), "w", format="mp4") as film, av.open(str(path)) as heard:
        picture = film.add_stream("mpeg4", rate=10)
        picture.width = picture.height = 64
        picture.pix_fmt = "yuv420p"
        sounding = film.add_stream_from_template(heard.streams.audio[0])
        for _ in range(10):
            film.mux(picture.encode(av.VideoFrame(64, 64, "yuv420p")))
        film.mux(picture.encode(None))
        for packet in heard.demux(heard.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = sounding
                film.mux(packet)

    assert measured(tmp_path / "film").duration_s == pytest.approx(1.0, abs=0.1)


def test_a_slow_decode_ends_at_the_wall(shelf: Shelf) -> None:
    order = {"task": "measure", "path": str(shelf["mp3"]), "max_duration_s": 60, "buckets": 10}
    begun = time.monotonic()

    with pytest.raises(BadAudio, match="seconds"):
        ask(order, wall_s=0.02)

    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("fault", ["SIGSEGV", "SIGABRT", "SIGXCPU", "SIGXFSZ", "SIGBUS"])
def test_a_file_that_takes_the_process_down_is_bad(fault: str) -> None:
    with pytest.raises(BadAudio, match="damaged or far larger"):
        outcome(-getattr(signal, fault), b"", b"")


@pytest.mark.parametrize("code", [1, -signal.SIGTERM, -signal.SIGKILL])
def test_trouble_of_our_own_is_not_blamed_on_the_file(code: int) -> None:
    with pytest.raises(RuntimeError, match="No module named"):
        outcome(code, b"", b"ModuleNotFoundError: No module named 'numpy'")


def test_the_limits_are_really_set(tmp_path: Path) -> None:
    script = (
        "import resource as r, remixes.audio.limited_main as m; m._limit(0);"
        "print(*[r.getrlimit(n)[0] for n in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE)]);"
        f"open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x')"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert done.stdout.split() == [str(2 << 30), "150", "0"]
    assert done.returncode == 1


def test_the_limited_process_knows_no_django_and_no_secrets(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spy = tmp_path / "sitecustomize.py"
    spy.write_text("raise SystemExit('a foreign path was searched')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("REMIX_API_KEY", "secret")
    script = (
        "import remixes.audio.limited_main, sys;print('django' in sys.modules, 'av' in sys.modules)"
    )

    assert measured(shelf["wav"]).channels == 2
    monkeypatch.delenv("PYTHONPATH")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"]


def test_names_of_any_kind_reach_the_process(shelf: Shelf, tmp_path: Path) -> None:
    odd = tmp_path / "--version \n'ü\udcff;.mp3"
    odd.write_bytes(shelf["mp3"].read_bytes())

    assert measured(odd).channels == 2


@pytest.mark.extra("ffmpeg")  # noqa: S610  # pytest's marker, not Django's queryset
@pytest.mark.parametrize("kind", ["m4a", "aac", "webm"])
def test_ffmpeg_and_pyav_agree(shelf: Shelf, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_program = measured(shelf[kind])
    monkeypatch.setenv("PATH", "/nowhere")
    with_library = measured(shelf[kind])

    assert with_program.duration_s == pytest.approx(with_library.duration_s, abs=0.05)
    assert with_program.loudness_lufs == pytest.approx(with_library.loudness_lufs, abs=0.1)
