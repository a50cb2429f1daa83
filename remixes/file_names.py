"""Names of files as people take them home, and the header that carries them (RFC 6266, 5987)."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from remixes.models import Conversion, Upload

TYPES = {
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "webm": "audio/webm",
    "aiff": "audio/aiff",
}
TITLE_LENGTH = 100
# With version, mode, day and extension behind it a name stays below the 255 bytes of most systems.
_TITLE_BYTES = 180
# What some file system forbids, and every invisible or direction-changing character.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]')
# What would end the quoted name early, or be decoded by some clients.
_QUOTED = re.compile(r'["\\%\x00-\x1f\x7f]')


def safe_title(text: str, otherwise: str, most_bytes: int = _TITLE_BYTES) -> str:
    """A title as the beginning of a file name on any system."""
    words = " ".join(_FORBIDDEN.sub(" ", text).split())[:TITLE_LENGTH]
    short = words.encode(errors="ignore")[:most_bytes].decode(errors="ignore")
    return short.strip(" .-") or otherwise


def result_title(conversion: Conversion) -> str:
    """The service's title, else the source's."""
    return conversion.title or str(conversion.remix.upload)


def result_name(conversion: Conversion, extension: str) -> str:
    """For example "Awning - v1 - REMIX - 2026-11-22.mp3"; the day is the reader's."""
    title = safe_title(result_title(conversion), "Remix")
    day = timezone.localtime(conversion.remix.created_at).date().isoformat()
    return f"{title} - v{conversion.version} - {conversion.remix.mode} - {day}.{extension}"


def source_name(upload: Upload) -> str:
    most = _TITLE_BYTES if not upload.artist else _TITLE_BYTES // 2
    title = safe_title(upload.title or upload.file_name.rpartition(".")[0], "Song", most)
    artist = safe_title(upload.artist, "", most)
    return f"{artist} - {title}.{upload.extension}" if artist else f"{title}.{upload.extension}"


def result_url(conversion: Conversion, extension: str) -> str:
    words = {"pk": conversion.pk, "name": name_in_url(conversion), "extension": extension}
    return reverse("media", kwargs=words)


def name_in_url(conversion: Conversion) -> str:
    """What the address of a result calls it, for the eye alone."""
    slug = slugify(safe_title(result_title(conversion), "remix"), allow_unicode=True) or "remix"
    return f"{slug[:60].strip('-')}-v{conversion.version}"


def source_url(upload: Upload) -> str:
    slug = slugify(safe_title(str(upload), "song"), allow_unicode=True)[:60].strip("-") or "song"
    return reverse("source_media", args=[upload.pk, f"{slug}.{upload.extension}"])


def disposition(name: str, *, is_download: bool) -> str:
    """Content-Disposition with an ASCII name for old clients and the real one beside it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, dot, extension = " ".join(_QUOTED.sub("_", plain).split()).rpartition(".")
    ascii_name = f"{stem.strip(' -') or 'remix'}{dot}{extension}"
    kind = "attachment" if is_download else "inline"
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
