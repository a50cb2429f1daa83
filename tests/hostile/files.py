"""Hostile files, made on the spot from a few bytes each; each is an upload that means harm.

`{name: bytes}`, and `giants` for what is too large to hold in memory. They point at the canaries
wherever a file can name another file. They know nothing of what is tested.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.audio.sounds import silent_flac

MIB = 1 << 20


def playlists(url: str, file: Path) -> dict[str, bytes]:
    """Every text and box that makes some player open another file; each also behind a tag."""
    lines = {
        "hls": f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{url}\n#EXTINF:1,\nfile://{file}\n",
        "hls-key": f'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="{url}"\n#EXTINF:1,\n{file}\n',
        "hls-map": f'#EXTM3U\n#EXT-X-MAP:URI="{file}"\n#EXTINF:1,\nconcat:{file}|{url}\n',
        "m3u": f"{url}\n{file}\n",
        "pls": f"[playlist]\nNumberOfEntries=1\nFile1={url}\nFile2={file}\n",
        "ffconcat": f"ffconcat version 1.0\nfile '{file}'\nfile '{url}'\n",
        "asf-reference": f"[Reference]\nRef1={url}\nRef2=file://{file}\n",
        "asx": f'<asx version="3.0"><entry><ref href="{url}"/></entry></asx>',
        "xspf": f'<?xml version="1.0"?><playlist><track><location>{url}</location></track>',
        "dash": f'<?xml version="1.0"?><MPD><BaseURL>{url}</BaseURL></MPD>',
        "smil": f'<smil><body><audio src="{url}"/></body></smil>',
        "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n",
        "cue": f'FILE "{file}" MP3\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n',
        "rtsp-text": f"RTSPtextRTSP://{url.partition('//')[2]}\r\n",
        "ffmetadata": f";FFMETADATA1\ntitle={url}\n",
        "subfile": f"subfile,,start,0,end,9,,:{file}\n",
        "data-link": f"crypto:{url}\n",
    }
    texts = {name: text.encode() for name, text in lines.items()}
    boxes = {
        "mp4-reference": _mp4(_data_reference(url, file)),
        "mov-alias": _mp4(_reference_movie(url)),
        "avi-gab2": _avi_with_text(texts["hls"]),
        "wav-hls": b"RIFF\xff\xff\xff\x7fWAVE" + texts["hls"],
        "ogg-hls": b"OggS" + bytes(24) + texts["hls"],
        "hls-after-bom": b"\xef\xbb\xbf" + texts["hls"],
        "hls-after-space": b"\n\n \t" + texts["hls"],
        "hls-utf16": texts["hls"].decode().encode("utf-16"),
    }
    plain = texts | boxes
    return plain | {f"{name}-behind-tag": _id3(b"") + data for name, data in plain.items()}


def liars(good: dict[str, Path]) -> dict[str, bytes]:
    """Headers that promise what no file holds."""
    wav, flac, mp3 = (good[kind].read_bytes() for kind in ("wav", "flac", "mp3"))
    body = wav[44:]
    return {
        "wav-4-gib": _wav(2, 44100, 16, 0xFFFFFFFE, body),
        "wav-endless": _wav(2, 44100, 16, 0xFFFFFFFF, body),
        "wav-65535-channels": _wav(65535, 44100, 16, len(body), body),
        "wav-1024-channels": _wav(1024, 44100, 16, len(body), body),
        "wav-0-bits": _wav(2, 44100, 0, len(body), body),
        "wav-255-bits": _wav(2, 44100, 255, len(body), body),
        "wav-4-ghz": _wav(2, 0xFFFFFFFF, 16, len(body), body),
        "wav-0-hz": _wav(2, 0, 16, len(body), body),
        "wav-adpcm-0-align": _wav(2, 44100, 4, len(body), body, tag=2, align=0),
        "wav-adpcm-huge-align": _wav(2, 44100, 4, len(body), body, tag=17, align=0xFFFF),
        "wav-mp3-inside": _wav(2, 44100, 16, len(mp3), mp3, tag=0x55),
        "wav-1000-chunks": _riff(b"".join(b"junk\0\0\0\0" for _ in range(100_000))),
        "wav-chunk-of-itself": _riff(b"LIST\xff\xff\xff\xff" * 1000),
        "rf64-8-eib": b"RF64\xff\xff\xff\xffWAVEds64\x1c\0\0\0" + b"\xff" * 28 + wav[12:],
        "flac-no-length": flac[:21] + bytes([flac[21] & 0xF0]) + bytes(4) + flac[26:],
        "flac-all-ones": flac[:8] + b"\xff" * 34 + flac[42:],
        "flac-block-16-mib": b"fLaC\x04\xff\xff\xff" + flac[4:],
        "flac-endless-blocks": flac[:4] + b"\x01\0\0\0" * 100_000,
        "flac-picture-4-gib": flac[:4] + flac[4:42] + b"\x06\0\0\x20" + b"\xff" * 32,
        "mp4-moov-8-eib": _ftyp() + struct.pack(">I4sQ", 1, b"moov", (1 << 63) - 1),
        "mp4-moov-size-0": _ftyp() + struct.pack(">I4s", 0, b"moov") + bytes(99),
        "mp4-4-billion-samples": _mp4(_samples(0xFFFFFFFF)),
        "mp4-nested": _ftyp() + _nested(b"moov", b"trak", 2000),
        "mp4-boxes-of-8": _ftyp() + struct.pack(">I4s", 8, b"free") * 200_000,
        "mp4-ftyp-only": _ftyp(),
        "aiff-4-billion-frames": _aiff(2, 0xFFFFFFFF, 0x400E),
        "aiff-rate-endless": _aiff(2, 10, 0x7FFF),
        "aiff-negative-channels": _aiff(-1, 10, 0x400E),
        "ogg-last-granule": good["ogg"].read_bytes() + b"OggS\0\4" + b"\xff" * 7 + b"\x7f" * 90,
        "ogg-empty-pages": good["ogg"].read_bytes()[:58] + (b"OggS" + bytes(23)) * 50_000,
        "opus-255-channels": good["opus"]
        .read_bytes()
        .replace(b"OpusHead\x01\x02", b"OpusHead\x01\xff"),
        "webm-endless": good["webm"].read_bytes()[:200] + b"\x1a\x45\xdf\xa3" * 50_000,
        "webm-void": good["webm"].read_bytes()[:40] + b"\xec\x80" * 100_000,
        "mp3-xing-4-billion": _after(mp3, (b"Xing", b"Info"), b"\0\0\0\x0f" + b"\xff" * 8),
        "mp3-frames-of-nothing": b"\xff\xfb\x14\xc4" * 100_000,
        "aac-frames-of-8": b"\xff\xf1\x50\x80\x01\x1f\xfc\0" * 100_000,
        "aac-length-7": b"\xff\xf1\x50\x80\x00\xff\xfc" * 100_000,
        "id3-256-mib": b"ID3\4\0\0\x7f\x7f\x7f\x7f" + mp3,
        "id3-in-id3": _id3(b"") * 10_000 + mp3,
        "id3-100000-frames": _id3(b"TXXX\0\0\0\1\0\0\3" * 100_000) + mp3,
        "id3-frame-4-gib": _id3(b"APIC\xff\xff\xff\xff\0\0") + mp3,
        "id3-unsync-bomb": b"ID3\3\0\x80\0\x7f\x7f\x7f" + b"\xff\0" * MIB + mp3,
        "id3-compressed": _id3(b"TIT2\0\0\0\x14\0\x80\xff\xff\xff\xff" + b"x\x9c" * 8) + mp3,
        "ape-tag": mp3 + b"APETAGEX\xd0\7\0\0" + b"\xff" * 8 + bytes(12),
    }


def masks(good: dict[str, Path]) -> dict[str, bytes]:
    """Pages, pictures, archives and programs named .mp3, some with real sound inside."""
    mp3 = good["mp3"].read_bytes()
    page = b"<!doctype html><script>alert(1)</script>"
    fronts = {
        "html": page,
        "html-late": b"<!-- -->\n<html><body onload=alert(1)>",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "xml": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
        "zip": b"PK\3\4\x14\0\0\0\0\0" + bytes(16) + b"\x05\0\0\0a.mp3",
        "pdf": b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>",
        "exe": b"MZ" + bytes(62) + b"PE\0\0",
        "elf": b"\x7fELF\2\1\1" + bytes(60),
        "php": b"<?php system($_GET['x']); ?>",
        "shell": b"#!/bin/sh\nid\n",
        "gif": b"GIF89a\1\0\1\0\0\0\0;",
        "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(20),
        "java": b"\xca\xfe\xba\xbe\0\0\0\x34",
        "gzip-bomb": b"\x1f\x8b\x08" + bytes(7) + b"\xed\xc1\1\1" + bytes(9999),
    }
    sandwiches = {f"{name}-then-mp3": data + mp3 for name, data in fronts.items()}
    odd = {
        "empty": b"",
        "one-byte": b"\xff",
        "zeros": bytes(MIB),
        "newlines": b"\n" * MIB,
        "ff": b"\xff" * MIB,
        "mp3-then-zip": mp3 + fronts["zip"] + b"PK\5\6" + bytes(18),
        "mp3-then-html": mp3 + page,
        "html-in-tag": _id3(_text_frame(page)) + mp3,
        "tag-and-nothing": _id3(_text_frame(page)),
        "two-songs": mp3 + good["flac"].read_bytes(),
    }
    return fronts | sandwiches | odd


def giants(folder: Path) -> Iterator[tuple[str, Path]]:
    """Large on the disk or once unpacked; made one by one, each removed after its turn."""
    makers: dict[str, Callable[[Path], object]] = {
        "flac-24-hours": lambda path: silent_flac(path, 24),
        "flac-24-hours-says-1-s": lambda path: _says_one_second(silent_flac(path, 24)),
        "flac-24-hours-loud-rate": lambda path: silent_flac(path, 24, 44100),
        "mp3-24-hours-says-1-s": _whispering_mp3,
        "id3-190-mib": lambda path: _sparse(path, b"ID3\4\0\0\x5f\0\0\0", 190 * MIB),
        "over-the-limit": lambda path: _sparse(path, b"RIFF\0\0\0\0WAVE", 201 * MIB),
    }
    for name, make in makers.items():
        path = folder / name
        make(path)
        yield name, path
        path.unlink()


def _says_one_second(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[22:26] = (8000).to_bytes(4, "big")
    path.write_bytes(bytes(data))


def _whispering_mp3(path: Path) -> None:
    """8 kbit/s frames of silence at 8 kHz, and a first frame that counts just a few of them."""
    frame = b"\xff\xe3\x18\xc4" + bytes(68)
    info = bytearray(frame)
    info[13:25] = b"Info\0\0\0\1\0\0\0\x0e"
    path.write_bytes(bytes(info) + frame * (24 * 3600 * 8000 // 576))


def _sparse(path: Path, head: bytes, length: int) -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(length)


def _id3(frames: bytes) -> bytes:
    size = len(frames) + 16
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + syncsafe + frames + bytes(16)


def _text_frame(text: bytes) -> bytes:
    return b"TIT2" + struct.pack(">IH", len(text) + 1, 0) + b"\0" + text


def _wav(
    channels: int, rate: int, bits: int, held: int, body: bytes, tag: int = 1, align: int = -1
) -> bytes:
    align = channels * bits // 8 & 0xFFFF if align < 0 else align
    form = struct.pack("<HHIIHH", tag, channels, rate, rate * align & 0xFFFFFFFF, align, bits)
    return _riff(b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", held) + body)


def _riff(chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def _aiff(channels: int, frames: int, exponent: int) -> bytes:
    form = struct.pack(">hIhHQ", channels, frames, 16, exponent, 0xAC44 << 48)
    chunks = b"COMM" + struct.pack(">I", 18) + form + b"SSND" + struct.pack(">I", 108) + bytes(108)
    return b"FORM" + struct.pack(">I", len(chunks) + 4) + b"AIFF" + chunks


def _ftyp() -> bytes:
    return _box(b"ftyp", b"M4A \0\0\0\0M4A mp42isom")


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def _nested(outer: bytes, inner: bytes, depth: int) -> bytes:
    box = b""
    for _ in range(depth):
        box = _box(inner, box)
    return _box(outer, box)


def _mp4(inside: bytes) -> bytes:
    """A movie of one sound track that holds `inside` where its media information stands."""
    mdhd = _box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, 44100, 44100, 0, 0))
    hdlr = _box(b"hdlr", bytes(8) + b"soun" + bytes(13))
    trak = _box(b"trak", _box(b"mdia", mdhd + hdlr + _box(b"minf", inside)))
    return _ftyp() + _box(b"moov", trak) + _box(b"mdat", bytes(64))


def _samples(count: int) -> bytes:
    entry = _box(b"mp4a", bytes(8) + struct.pack(">HHIHHHHI", 0, 0, 0, 2, 16, 0, 0, 44100 << 16))
    stsd = _box(b"stsd", struct.pack(">II", 0, 1) + entry)
    stsz = _box(b"stsz", struct.pack(">III", 0, 4, count))
    stts = _box(b"stts", struct.pack(">IIII", 0, 1, count, 1024))
    stsc = _box(b"stsc", struct.pack(">IIIII", 0, 1, 1, count, 1))
    stco = _box(b"stco", struct.pack(">III", 0, 1, 8))
    return _box(b"stbl", stsd + stts + stsc + stsz + stco)


def _data_reference(url: str, file: Path) -> bytes:
    links = _box(b"url ", bytes(4) + url.encode() + b"\0")
    links += _box(b"alis", bytes(4) + bytes(150) + str(file).encode() + b"\0")
    return _box(b"dinf", _box(b"dref", struct.pack(">II", 0, 2) + links)) + _samples(4)


def _reference_movie(url: str) -> bytes:
    link = _box(b"rdrf", struct.pack(">I4sI", 0, b"url ", len(url)) + url.encode())
    return _box(b"rmra", _box(b"rmda", link)) + _samples(1)


def _avi_with_text(text: bytes) -> bytes:
    """The subtitle track that once made FFmpeg read a playlist inside a film."""
    head = b"GAB2\0\2\0\2\0\0\0a\0\4\0" + struct.pack("<I", len(text)) + text
    chunk = b"LIST" + struct.pack("<I", len(head) + 12) + b"movi00tx" + struct.pack("<I", len(head))
    return b"RIFF" + struct.pack("<I", len(chunk) + len(head) + 4) + b"AVI " + chunk + head


def _after(data: bytes, marks: tuple[bytes, ...], patch: bytes) -> bytes:
    at = max(data.find(mark) for mark in marks) + 4
    return data[:at] + patch + data[at + len(patch) :]
