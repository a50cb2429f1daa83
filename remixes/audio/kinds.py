"""Which kind of audio some bytes are, by content and never by name; decodes nothing."""

import re
from dataclasses import dataclass

EXPECTED = "Expected mp3, wav, flac, ogg, opus, m4a, aac, webm or aiff."
SNIFF_BYTES = 65536


class BadAudio(Exception):
    """A file is not audio we take. `sentence` says what was wrong and what was expected."""

    def __init__(self, what: str) -> None:
        self.sentence = what if "Expected" in what else f"{what} {EXPECTED}"
        super().__init__(self.sentence)


@dataclass(frozen=True)
class Kind:
    """A kind of audio file: extension without dot, media type, and a label for people."""

    extension: str
    mime: str
    label: str


MP3 = Kind("mp3", "audio/mpeg", "MP3")
WAV = Kind("wav", "audio/wav", "WAV")
FLAC = Kind("flac", "audio/flac", "FLAC")
OGG = Kind("ogg", "audio/ogg", "Ogg Vorbis")
OPUS = Kind("opus", "audio/ogg; codecs=opus", "Ogg Opus")
M4A = Kind("m4a", "audio/mp4", "MPEG-4 audio")
AAC = Kind("aac", "audio/aac", "AAC")
WEBM = Kind("webm", "audio/webm", "WebM")
AIFF = Kind("aiff", "audio/aiff", "AIFF")

_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_ADTS_RATES: tuple[int, ...] = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050)
_ADTS_RATES += (16000, 12000, 11025, 8000, 7350)
_PICTURE_BRANDS = frozenset((b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis"))
_FRAMES_IN_A_ROW = 3


@dataclass(frozen=True)
class Frame:
    """One MPEG layer III or ADTS frame header: bytes it spans, samples it holds, and so on."""

    length: int
    samples: int
    sample_rate: int
    channels: int
    bits_per_second: int
    is_adts: bool


def frame_at(data: bytes, at: int) -> Frame | None:
    """The frame header at an offset, None if there is none."""
    if at + 7 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    return _adts_frame(data, at) if data[at + 1] & 0xF6 == 0xF0 else _mpeg_frame(data, at)


def first_frame(data: bytes, *, is_all: bool) -> tuple[int, Frame] | None:
    """Offset and header of the first of several frames in a row. `is_all`: nothing follows
    `data`, so the row may also end with the data, as a very short file does."""
    at = data.find(b"\xff")
    while at >= 0:
        first = frame_at(data, at)
        if first is not None and _is_row(data, at, first, is_all=is_all):
            return at, first
        at = data.find(b"\xff", at + 1)
    return None


def sniff(head: bytes) -> Kind | None:
    """The kind of a file from its first bytes; 4 KiB do, more find frames behind long tags.

    An ID3 tag that is longer than `head` counts as mp3, the commonest thing behind one.
    """
    return _by_magic(head) or _by_id3(head) or _by_frames(head)


def id3_length(head: bytes) -> int:
    """Bytes of the ID3v2 tag that `head` begins with, 0 without one."""
    if not head.startswith(b"ID3") or len(head) < 10 or max(head[6:10]) > 127:
        return 0
    size = head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]
    return size + (20 if head[5] & 0x10 else 10)


def not_audio(head: bytes) -> BadAudio:
    """The sentence for bytes that `sniff` does not know: what they seem to be instead."""
    if not head:
        return BadAudio("This file is empty.")
    name = _something_else(head)
    if name:
        return BadAudio(f"This is {name}, not audio.")
    if not any(head):
        return BadAudio("This file holds only zeros.")
    if _is_text(head[:4096]):
        return BadAudio("This is a text file, not audio.")
    return BadAudio("This file is not audio of a kind known here.")


def _by_magic(head: bytes) -> Kind | None:
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return WAV
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return AIFF
    if head[:4] == b"fLaC":
        return FLAC
    if head[:4] == b"OggS":
        return _ogg(head)
    if head[4:8] == b"ftyp" and head[8:12] not in _PICTURE_BRANDS:
        return M4A
    if head[:4] == b"\x1aE\xdf\xa3" and re.search(rb"\x42\x82.{1,8}webm", head[:96]):
        return WEBM
    return None


def _ogg(head: bytes) -> Kind | None:
    if b"\x80theora" in head[:4096] or b"BBCD\0" in head[:4096]:
        return None
    if b"OpusHead" in head[:4096]:
        return OPUS
    return OGG if re.search(rb"\x01vorbis|\x7fFLAC", head[:4096]) else None


def _by_id3(head: bytes) -> Kind | None:
    length = id3_length(head)
    if not length:
        return None
    if length >= len(head):
        return MP3
    rest = head[length:]
    return FLAC if rest[:4] == b"fLaC" else _by_frames(rest)


def _by_frames(head: bytes) -> Kind | None:
    if _something_else(head):
        return None
    found = first_frame(head[:SNIFF_BYTES], is_all=len(head) < 4096)
    return None if found is None else (AAC if found[1].is_adts else MP3)


def _something_else(head: bytes) -> str:
    # The patterns look at the beginning only, so that no crafted text costs time.
    return next((name for name, pattern in _SOMETHING_ELSE if pattern.match(head[:2048])), "")


def _is_row(data: bytes, at: int, first: Frame, *, is_all: bool) -> bool:
    for _ in range(_FRAMES_IN_A_ROW):
        frame = frame_at(data, at)
        if frame is None or _stamp(frame) != _stamp(first):
            return False
        at += frame.length
        if is_all and at + 7 > len(data):
            return True
    return True


def _stamp(frame: Frame) -> tuple[int, bool]:
    return frame.sample_rate, frame.is_adts


def _mpeg_frame(data: bytes, at: int) -> Frame | None:
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    bitrate, rate, padding = data[at + 2] >> 4, data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1
    if version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return None
    bits = _BITRATES[3 if version == 3 else 2][bitrate] * 1000
    hertz, samples = _MPEG_RATES[version][rate], 1152 if version == 3 else 576
    length = samples // 8 * bits // hertz + padding
    return Frame(length, samples, hertz, 1 if data[at + 3] >> 6 == 3 else 2, bits, is_adts=False)


def _adts_frame(data: bytes, at: int) -> Frame | None:
    rate = data[at + 2] >> 2 & 15
    length = (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
    if rate >= len(_ADTS_RATES) or length < 8:
        return None
    channels = (2, 1, 2, 3, 4, 5, 6, 8)[(data[at + 2] & 1) << 2 | data[at + 3] >> 6]
    hertz, samples = _ADTS_RATES[rate], 1024 * ((data[at + 6] & 3) + 1)
    return Frame(length, samples, hertz, channels, length * 8 * hertz // samples, is_adts=True)


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError as error:
        text = head[: error.start].decode() if error.start > len(head) - 4 else ""
    return bool(text) and all(letter.isprintable() or letter in "\t\r\n\f" for letter in text)


_SOMETHING_ELSE = tuple(
    (name, re.compile(pattern, re.DOTALL | re.IGNORECASE))
    for name, pattern in (
        (
            "a web page",
            rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body)",
        ),
        ("an svg picture", rb"\s*(?:<\?xml[^>]*>\s*)?(?:<![^>]*>\s*)*<svg"),
        ("an XML document", rb"(?:\xef\xbb\xbf)?\s*<\?xml"),
        ("a playlist", rb"(?:\xef\xbb\xbf)?\s*(?:#EXTM3U|\[playlist\]|#EXTINF|ffconcat)"),
        ("a JSON document", rb"\s*(?:\{\s*\"|\[\s*[\[{\"])"),
        ("a png picture", rb"\x89PNG"),
        ("a jpeg picture", rb"\xff\xd8\xff"),
        ("a gif picture", rb"GIF8"),
        ("a webp picture", rb"RIFF....WEBP"),
        (
            "a picture",
            rb"BM....\0\0\0\0|II\*\0|MM\0\*|....ftyp(?:heic|heix|heif|mif1|msf1|avi[fs])",
        ),
        ("a PDF document", rb"%PDF"),
        ("a zip archive", rb"PK(?:\x03\x04|\x05\x06)"),
        ("a compressed archive", rb"\x1f\x8b|Rar!|7z\xbc\xaf|\xfd7zXZ|BZh|\x28\xb5\x2f\xfd"),
        ("a program", rb"MZ.{58}|\x7fELF|#!|<\?php|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe"),
        ("a MIDI file", rb"MThd"),
        ("a Windows Media file", rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
        ("an AVI video", rb"RIFF....AVI "),
        ("a Matroska video", rb"\x1aE\xdf\xa3.{0,64}matroska"),
        ("an Ogg video", rb"OggS.*(?:\x80theora|BBCD\0)"),
        ("a Flash video", rb"FLV\x01"),
        ("an MPEG video", rb"\0\0\x01[\xb3\xba]|G.{187}G.{187}G"),
    )
)
