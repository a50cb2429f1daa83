"""The lyrics of a version as files: named like its sound, in every format there is."""

from __future__ import annotations

from dataclasses import dataclass

from remixes.actions import timelines
from remixes.file_names import result_name, result_title
from remixes.models import Conversion
from remixes.remote.lyrics import from_rows
from remixes.timeline import FORMATS, Sheet
from remixes.timeline.plain import read_text

_MS = 1000


def sheet_of(conversion: Conversion, *, is_original: bool = False) -> Sheet:
    """The timeline that counts, or the service's own; words without times if there are no others.

    Needs `remix__upload` selected.
    """
    lines = from_rows(conversion.timeline) if is_original else timelines.current(conversion).lines
    seconds = conversion.play_seconds
    return Sheet(
        lines or read_text(conversion.lyrics).lines,
        title=result_title(conversion),
        artist=conversion.remix.upload.artist,
        duration_ms=round(seconds * _MS) if seconds else None,
    )


@dataclass(frozen=True)
class LyricFile:
    """A sheet as it is taken home."""

    name: str
    mime: str
    text: str


def file_of(conversion: Conversion, extension: str, *, is_original: bool = False) -> LyricFile:
    """The lyrics of a version as a file. Raises KeyError for a format that nobody knows."""
    kind = FORMATS[extension]
    text = kind.write(sheet_of(conversion, is_original=is_original))
    return LyricFile(result_name(conversion, extension), kind.mime, text)
