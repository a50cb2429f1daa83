"""probe() and sniff() tell audio by its content, quickly and without a decoder."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from remixes.audio import BadAudio, probe, sniff
from remixes.audio.id3 import Tags, tag
from tests.audio.sounds import CODECS, MAKERS, RATES, make, mp3, packed, silent_flac, sound, tone

Shelf = dict[str, Path]


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_is_known_by_its_content(shelf: Shelf, kind: str) -> None:
    found = probe(shelf[kind])

    assert found.kind.extension == kind
    assert found.codec == CODECS.get(kind, kind)
    assert (found.sample_rate, found.channels) == (RATES.get(kind, 44100), 2)
    assert found.duration_s == pytest.approx(1.5, abs=0.06)


@pytest.mark.parametrize("kind", MAKERS)
def test_the_first_4_kib_are_enough(shelf: Shelf, kind: str) -> None:
    found = sniff(shelf[kind].read_bytes()[:4096])

    assert found is not None
    assert found.extension == kind


@pytest.mark.parametrize("kind", MAKERS)
def test_a_name_says_nothing(shelf: Shelf, kind: str, tmp_path: Path) -> None:
    disguised = tmp_path / "picture.png"
    disguised.write_bytes(shelf[kind].read_bytes())

    assert probe(disguised).kind.extension == kind


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "aiff", "m4a"])
def test_one_channel_is_one_channel(tmp_path: Path, kind: str) -> None:
    assert probe(make(kind, tmp_path, channels=1)).channels == 1


@pytest.mark.parametrize("kind", MAKERS)
def test_looking_is_quick(shelf: Shelf, kind: str) -> None:
    begun = time.process_time()

    for _ in range(5):
        probe(shelf[kind])

    assert (time.process_time() - begun) / 5 < 0.1


@pytest.mark.parametrize(
    ("form", "subtype", "codec"),
    [
        ("WAV", "PCM_U8", "pcm"),
        ("WAV", "PCM_24", "pcm"),
        ("WAV", "FLOAT", "float"),
        ("WAV", "DOUBLE", "float"),
        ("WAV", "ULAW", "ulaw"),
        ("WAV", "IMA_ADPCM", "adpcm"),
        ("WAVEX", "PCM_16", "pcm"),
        ("RF64", "PCM_16", "pcm"),
        ("AIFF", "PCM_24", "pcm"),
        ("AIFF", "FLOAT", "fl32"),
        ("OGG", "VORBIS", "vorbis"),
    ],
)
def test_the_dialects_of_a_kind(tmp_path: Path, form: str, subtype: str, codec: str) -> None:
    found = probe(sound(tmp_path / "x", tone(2.0), form, subtype))

    assert found.codec == codec
    assert found.duration_s == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize("rate", [8000, 16000, 22050, 32000, 48000])
def test_mp3_of_every_version(tmp_path: Path, rate: int) -> None:
    found = probe(mp3(tmp_path / "x", tone(2, rate=rate, channels=1), rate=rate, kbps=32))

    assert (found.sample_rate, found.channels) == (rate, 1)
    assert found.duration_s == pytest.approx(2, abs=0.3)


def test_alac_and_opus_in_mpeg4(tmp_path: Path) -> None:
    lossless = probe(packed(tmp_path / "a", tone(1.0), "mp4", "alac"))
    opus = probe(packed(tmp_path / "b", tone(1.0, rate=48000), "mp4", "libopus", 48000))

    assert (lossless.kind.extension, lossless.codec) == ("m4a", "alac")
    assert (opus.kind.extension, opus.codec) == ("m4a", "opus")


@pytest.mark.parametrize("kind", ["flac", "mp3", "aac"])
def test_audio_behind_a_long_tag_is_found(shelf: Shelf, tmp_path: Path, kind: str) -> None:
    tagged = tmp_path / "x"
    tagged.write_bytes(
        tag(Tags("t" * 100_000)) + tag(Tags("u" * 70_000)) + shelf[kind].read_bytes()
    )

    assert probe(tagged).kind.extension == kind


def test_an_mp3_that_begins_within_a_frame_is_found(shelf: Shelf, tmp_path: Path) -> None:
    cut = tmp_path / "x"
    cut.write_bytes(shelf["mp3"].read_bytes()[5000:])

    assert probe(cut).kind.extension == "mp3"


def test_a_recording_of_a_browser_has_no_duration(tmp_path: Path) -> None:
    data = packed(tmp_path / "x", tone(1, rate=48000), "webm", "libopus", 48000).read_bytes()
    (tmp_path / "live").write_bytes(data.replace(b"\x44\x89\x88", b"\x44\x8a\x88", 1))

    assert probe(tmp_path / "live").duration_s is None


def tail(data: bytes) -> bytes:
    return data + os.urandom(3000)


SVG = b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x">\n<svg xmlns="http://www.w3.org/2000/svg"/>'
NOT_AUDIO = {
    "empty": (b"", "empty"),
    "html": (b"<!DOCTYPE html><html><body>404</body></html>", "a web page"),
    "html behind space": (b"\n\n  <html lang=en>", "a web page"),
    "html behind a tag": (tag(Tags("song")) + b"<html><body>404</body>", "a web page"),
    "svg": (SVG, "an svg picture"),
    "bare svg": (b"<svg xmlns='x'></svg>", "an svg picture"),
    "storage error": (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code>', "an XML document"),
    "json": (b'{"error": "expired"}', "a JSON document"),
    "png": (tail(b"\x89PNG\r\n\x1a\n"), "a png picture"),
    "jpeg": (tail(b"\xff\xd8\xff\xe0\x00\x10JFIF"), "a jpeg picture"),
    "gif": (tail(b"GIF89a"), "a gif picture"),
    "webp": (tail(b"RIFF\x10\0\0\0WEBPVP8 "), "a webp picture"),
    "heic": (tail(b"\0\0\0\x18ftypheic"), "a picture"),
    "pdf": (tail(b"%PDF-1.7"), "a PDF document"),
    "zip": (tail(b"PK\x03\x04"), "a zip archive"),
    "gzip": (tail(b"\x1f\x8b\x08"), "a compressed archive"),
    "elf": (tail(b"\x7fELF"), "a program"),
    "hls": (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", "a playlist"),
    "pls": (b"[playlist]\nFile1=http://127.0.0.1/\n", "a playlist"),
    "concat": (b"ffconcat version 1.0\nfile /etc/passwd\n", "a playlist"),
    "text": (b"Verse 1\nla la la\n", "a text file"),
    "midi": (tail(b"MThd\0\0\0\x06"), "a MIDI file"),
    "wma": (tail(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "a Windows Media file"),
    "avi": (tail(b"RIFF\x10\0\0\0AVI LIST"), "an AVI video"),
    "mkv": (tail(b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska"), "a Matroska video"),
    "theora": (tail(b"OggS\0\x02" + bytes(22) + b"\x80theora"), "an Ogg video"),
    "zeros": (bytes(5000), "only zeros"),
    "noise": (b"\x01" + bytes(range(2, 250)) * 20, "not audio"),
    "a tag alone": (tag(Tags("song")), "a tag but no sound"),
    "a tag before noise": (tag(Tags("song")) + b"\x07\x99" * 900, "not audio"),
    "a wav head": (b"RIFF\x24\0\0\0WAVEfmt ", "damaged"),
    "a wav without sound": (b"RIFF\x24\0\0\0WAVELIST\x04\0\0\0abcd", "damaged"),
    "a flac head": (b"fLaC\0\0", "damaged"),
    "an aiff head": (b"FORM\0\0\0\x04AIFF", "damaged"),
    "an ogg head": (b"OggS\0\x02" + bytes(22) + b"\x01vorbis", "neither Vorbis"),
    "an m4a without index": (
        b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42\0\0\0\x10mdat12345678",
        "cut short",
    ),
    "an m4a of endless boxes": (
        b"\0\0\0\x10ftypM4A \0\0\0\0" + b"\0\0\0\x08moov" * 9999,
        "no sound",
    ),
    "a webm without sound": (b"\x1aE\xdf\xa3\x8bB\x82\x84webm" + bytes(99), "no sound"),
}


@pytest.mark.parametrize("name", NOT_AUDIO)
def test_what_is_not_audio_is_called_by_its_name(tmp_path: Path, name: str) -> None:
    data, said = NOT_AUDIO[name]
    path = tmp_path / "song.mp3"
    path.write_bytes(data)

    with pytest.raises(BadAudio) as caught:
        probe(path)

    assert said in caught.value.sentence
    assert caught.value.sentence.endswith(
        "Expected mp3, wav, flac, ogg, opus, m4a, aac, webm or aiff."
    )


@pytest.mark.parametrize(
    "data", [b"<!a>" * 20_000, b" " * 90_000, b"<!--" * 20_000, b"\xff" * 90_000]
)
def test_crafted_text_costs_no_time(tmp_path: Path, data: bytes) -> None:
    path, begun = tmp_path / "x", time.process_time()
    path.write_bytes(data)

    with pytest.raises(BadAudio):
        probe(path)

    assert time.process_time() - begun < 0.5


def wav_head(rate: int, channels: int, align: int = 4) -> bytes:
    form = b"WAVEfmt " + bytes([16, 0, 0, 0, 1, 0]) + channels.to_bytes(2, "little")
    form += rate.to_bytes(4, "little") + bytes(4) + align.to_bytes(2, "little") + b"\x10\0"
    return b"RIFF\xff\xff\xff\xff" + form + b"data\xff\xff\xff\xff"


@pytest.mark.parametrize(("rate", "channels"), [(0, 2), (1, 2), (4_000_000_000, 2), (44100, 0)])
def test_a_header_of_nonsense_is_refused(tmp_path: Path, rate: int, channels: int) -> None:
    path = tmp_path / "x"
    path.write_bytes(wav_head(rate, channels) + bytes(4000))

    with pytest.raises(BadAudio, match="Expected"):
        probe(path)


def test_a_wav_that_promises_4_gib_counts_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(wav_head(44100, 2) + bytes(44100 * 4))

    assert probe(path).duration_s == pytest.approx(1.0)


def test_audio_of_no_length_is_refused(tmp_path: Path) -> None:
    path = sound(tmp_path / "x", np.zeros((0, 2), np.float32), "WAV")

    with pytest.raises(BadAudio, match="0 seconds"):
        probe(path)


def test_random_bytes_are_never_taken_for_audio(tmp_path: Path) -> None:
    random, path = np.random.default_rng(7), tmp_path / "x"

    for size in [*range(1, 40), *[20_000] * 40]:
        path.write_bytes(random.bytes(size))
        with pytest.raises(BadAudio):
            probe(path)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_cut_or_scratched_anywhere_gives_facts_or_a_sentence(
    shelf: Shelf, tmp_path: Path, kind: str
) -> None:
    whole, path = shelf[kind].read_bytes(), tmp_path / "x"
    random = np.random.default_rng(3)

    for size in [*range(0, 200, 7), *random.integers(200, len(whole), 20)]:
        data = bytearray(whole[:size])
        for at in random.integers(0, max(1, min(size, 400)), 6 if size else 0):
            data[at] = random.integers(256)
        path.write_bytes(data)
        try:
            probe(path)
        except BadAudio as bad:
            assert "Expected" in bad.sentence


def test_a_missing_file_is_not_bad_audio(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        probe(tmp_path / "nothing")


def test_a_bomb_is_looked_at_without_being_unpacked(tmp_path: Path) -> None:
    bomb = silent_flac(tmp_path / "bomb", hours=24)

    assert bomb.stat().st_size < 4_000_000
    assert probe(bomb).duration_s is None


def test_looking_loads_no_decoder_and_no_django() -> None:
    script = (
        "import sys, remixes.audio; remixes.audio.probe, remixes.audio.measure;"
        "print(sorted({'numpy','soundfile','miniaudio','av','django'} & set(sys.modules)))"
    )

    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert loaded.stdout.strip() == "[]", loaded.stderr
