"""What the writers write is what was meant, whole or not at all."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from tinytag import TinyTag

from remixes.audio import (
    BadAudio,
    Mp3Writer,
    decode_blocks,
    loudness,
    measure,
    probe,
    to_wav,
    write_wav16,
)
from remixes.audio.id3 import Tags
from tests.audio.sounds import MAKERS, RATES, Samples, make, tone

Shelf = dict[str, Path]


def joined(blocks: Iterator[Samples]) -> Samples:
    return np.concatenate(list(blocks))


def test_16_bits_come_back_bit_by_bit(tmp_path: Path) -> None:
    whole = np.arange(-32768, 32768, dtype=np.int16).reshape(-1, 2)

    floats = (whole / 32768).astype(np.float32)
    write_wav16(tmp_path / "x", iter([floats]), 48000, 2)

    with wave.open(str(tmp_path / "x")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 48000, 2)
        assert file.readframes(99_999) == whole.tobytes()


def test_blocks_of_any_size_make_one_file_and_too_loud_is_clipped(tmp_path: Path) -> None:
    blocks = [tone(0.1), tone(0.0), tone(0.05) * 9]

    frames = write_wav16(tmp_path / "x", blocks, 44100, 2)

    data, rate = soundfile.read(tmp_path / "x", dtype="int16")
    assert (frames, len(data), rate) == (6615, 6615, 44100)
    assert (data.max(), data.min()) == (32767, -32768)


def test_one_channel_may_be_flat(tmp_path: Path) -> None:
    assert write_wav16(tmp_path / "x", [tone(1)[:, 0]], 44100, 1) == 44100


def test_an_mp3_holds_what_was_written(tmp_path: Path) -> None:
    x = tone(3.0)

    with Mp3Writer(tmp_path / "x", 44100, 2, 192, title="Größer", artist="Wir") as mp3:
        for start in range(0, len(x), 1000):
            mp3.write(x[start : start + 1000])

    found = probe(tmp_path / "x")
    assert (found.title, found.artist, found.sample_rate) == ("Größer", "Wir", 44100)
    assert found.duration_s == pytest.approx(3.0, abs=0.1)
    decoded = measure(tmp_path / "x", max_duration_s=9)
    assert decoded.duration_s == pytest.approx(3.0, abs=0.06)
    assert decoded.loudness_lufs == pytest.approx(loudness(x, 44100), abs=0.6)


def test_an_mp3_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="channels"), Mp3Writer(tmp_path / "x", 44100, 2) as mp3:
        mp3.write(tone())
        mp3.write(tone(channels=3))

    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_decodes_into_blocks(shelf: Shelf, kind: str) -> None:
    x = joined(decode_blocks(shelf[kind], sample_rate=None, block_frames=1000))

    assert x.dtype == np.float32
    assert x.shape[1] == 2
    assert len(x) == pytest.approx(1.5 * RATES.get(kind, 44100), rel=0.04)
    assert 0.4 < np.abs(x).max() < 0.7


@pytest.mark.parametrize("rate", [22050, 48000])
def test_blocks_come_at_another_rate(shelf: Shelf, rate: int) -> None:
    x = joined(decode_blocks(shelf["wav"], sample_rate=rate, block_frames=1000))

    spectrum = np.abs(np.fft.rfft(x[:rate, 0]))
    assert len(x) == pytest.approx(1.5 * rate, abs=2)
    assert spectrum.argmax() == 440


def test_a_damaged_file_decodes_as_far_as_it_goes(tmp_path: Path) -> None:
    data = make("opus", tmp_path, 4.0).read_bytes()
    (tmp_path / "cut").write_bytes(data[: len(data) * 2 // 3])

    x = joined(decode_blocks(tmp_path / "cut", sample_rate=None, block_frames=1000))

    assert 1.0 < len(x) / 48000 < 3.0


def test_leaving_early_leaves_no_file(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    blocks = decode_blocks(shelf["m4a"], sample_rate=None, block_frames=1000)
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]

    assert list(tmp_path.iterdir()) == []


def test_to_wav_keeps_rate_channels_and_headroom(shelf: Shelf, tmp_path: Path) -> None:
    to_wav(shelf["webm"], tmp_path / "x", max_duration_s=10)

    facts = soundfile.info(tmp_path / "x")
    assert (facts.samplerate, facts.channels, facts.subtype) == (48000, 2, "FLOAT")
    assert facts.duration == pytest.approx(1.5, abs=0.05)


def test_to_wav_that_fails_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(BadAudio, match="longer"):
        to_wav(shelf["m4a"], tmp_path / "x", max_duration_s=1)

    assert not (tmp_path / "x").exists()


def test_an_mp3_carries_its_comment_and_its_lyrics(tmp_path: Path) -> None:
    tags = Tags("Night Bus", comment="Remixed: lo-fi", lyrics="[Verse]\nÜber die Brücke")

    with Mp3Writer(tmp_path / "x.mp3", 44100, 2, tags=tags) as mp3:
        mp3.write(np.zeros((44100, 2), np.float32))

    found = TinyTag.get(str(tmp_path / "x.mp3"))
    assert (found.title, found.comment) == ("Night Bus", "Remixed: lo-fi")
    assert found.other["lyrics"] == ["[Verse]\nÜber die Brücke"]
    assert found.duration == pytest.approx(1, abs=0.06)
