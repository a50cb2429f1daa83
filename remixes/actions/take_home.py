"""A remix as people take it home: tagged mp3, wav, words, and a list of what is there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from remixes import pictures, vault
from remixes.actions.sheets import sheet_of
from remixes.audio.id3 import Tags, tag
from remixes.file_names import result_name, result_title, safe_title
from remixes.models import Conversion, Cover, Remix, cover_among
from remixes.timeline import FORMATS
from remixes.timeline.plain import write_text
from remixes.timeline.sheet import settled

_MS = 1000
_SHOWN = ("jpg", "png")
_WORDS = ("lrc", "vtt", "srt", "txt", "json")


@dataclass(frozen=True)
class Entry:
    """One file of the archive: its name, and its bytes or where they are behind `front`."""

    name: str
    front: bytes = b""
    path: Path | None = None


def cover_of(remix: Remix) -> Cover | None:
    """The saved picture of a remix; one query."""
    return cover_among(remix.submissions.select_related("cover"))


def tags_of(conversion: Conversion, cover: Cover | None = None) -> Tags:
    """What the mp3 of a version says of itself. Needs `remix__upload` selected."""
    sheet = sheet_of(conversion)
    remix = conversion.remix
    timed = [line for line in settled(sheet.lines) if line.end_ms or line.start_ms]
    return Tags(
        title=result_title(conversion),
        artist=remix.upload.artist,
        lyrics=write_text(sheet).strip() if sheet.lines else "",
        lines=tuple((line.start_ms, line.text) for line in timed),
        comment=address_of(remix),
        year=str(timezone.localtime(remix.created_at).year),
        length_ms=sheet.duration_ms or 0,
        **_picture(cover),
    )


def _picture(cover: Cover | None) -> dict[str, Any]:
    """The front cover, where it is of a kind that every player shows."""
    if cover is None or cover.extension not in _SHOWN or not vault.has(cover.sha256):
        return {}
    data = vault.path_of(cover.sha256).read_bytes()
    return {"picture": data, "picture_mime": pictures.TYPES[cover.extension]}


def address_of(remix: Remix) -> str:
    return f"{settings.PUBLIC_URL}{remix.get_absolute_url()}"


def archive_name(remix: Remix) -> str:
    """For example "Paper Lanterns - REMIX - 2026-11-22.zip"."""
    first = next((c for c in remix.conversions.all() if c.title), None)
    title = safe_title(first.title if first else str(remix.upload), "Remix")
    day = timezone.localtime(remix.created_at).date().isoformat()
    return f"{title} - {remix.mode} - {day}.zip"


def entries(remix: Remix) -> Iterator[Entry]:
    """Every file there is of a remix, the manifests last."""
    rows: list[dict[str, Any]] = []
    cover = cover_of(remix)
    for conversion in sorted(remix.conversions.all(), key=lambda one: one.version):
        if not conversion.is_saved:
            continue
        for entry in _sounds(conversion, cover):
            rows.append(_row(conversion, entry.name))
            yield entry
        yield from _sheets(conversion, rows)
    if cover and rows and vault.has(cover.sha256):
        name = f"cover.{cover.extension}"
        rows.append(dict.fromkeys(rows[0], "") | {"file": name})
        yield Entry(name, path=vault.path_of(cover.sha256))
    yield Entry("manifest.csv", _csv(rows))
    yield Entry("manifest.json", _json(remix, rows))


def _sounds(conversion: Conversion, cover: Cover | None) -> Iterator[Entry]:
    for extension, sha256 in (("mp3", conversion.mp3_sha256), ("wav", conversion.wav_sha256)):
        if sha256 and vault.has(sha256):
            front = tag(tags_of(conversion, cover)) if extension == "mp3" else b""
            yield Entry(result_name(conversion, extension), front, vault.path_of(sha256))


def _sheets(conversion: Conversion, rows: list[dict[str, Any]]) -> Iterator[Entry]:
    """The words in every format that can say something; text alone where no line has a time."""
    sheet = sheet_of(conversion)
    is_timed = any(line.end_ms for line in sheet.lines)
    for extension in _WORDS if is_timed else ("txt",) if sheet.lines else ():
        name = result_name(conversion, extension)
        rows.append(_row(conversion, name))
        yield Entry(name, FORMATS[extension].write(sheet).encode())


def _row(conversion: Conversion, name: str) -> dict[str, Any]:
    hashes = {"mp3": conversion.mp3_sha256, "wav": conversion.wav_sha256}
    return {
        "file": name,
        "version": conversion.version,
        "title": conversion.title,
        "seconds": conversion.play_seconds,
        "loudness_lufs": conversion.loudness_lufs,
        "sha256_of_sound_as_archived": hashes.get(name.rpartition(".")[2], ""),
    }


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    names = list(rows[0]) if rows else ["file"]
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
    return out.getvalue().encode()


def _harmless(value: Any) -> Any:
    """A title that begins like a formula must not be one in a spreadsheet."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        return f"'{value}"
    return value


def _json(remix: Remix, rows: Sequence[dict[str, Any]]) -> bytes:
    body = {
        "remix": address_of(remix),
        "mode": remix.mode,
        "prompt": remix.prompt,
        "lyrics": remix.lyrics,
        "replace_start_at": remix.replace_start_at,
        "replace_end_at": remix.replace_end_at,
        "section": remix.section,
        "gender": remix.gender,
        "title": remix.title,
        "wants_cover": remix.wants_cover,
        "source": {"title": remix.upload.title, "artist": remix.upload.artist},
        "service": remix.service,
        "ordered_at": remix.created_at.isoformat(),
        "files": list(rows),
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"
