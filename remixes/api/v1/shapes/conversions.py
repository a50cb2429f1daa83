"""Versions of a remix: what the service said of each and the copies that this desk keeps."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from ninja import Field, Schema

from remixes.file_names import result_url
from remixes.models import Conversion, ConversionState
from remixes.timeline import FORMATS


class ConversionOut(Schema):
    """A version in few words, with its files. The links take the same token as this API."""

    id: uuid.UUID
    version: int = Field(description="1 and 2, and 3 or more for what came late.")
    state: ConversionState = Field(description="SAVED: the files are here. Only then it has links.")
    title: str
    duration_s: float | None
    is_flagged: bool
    reason: str = Field(description="Why the service flagged it or could not make it.")
    mp3_url: str | None
    wav_url: str | None
    loudness_lufs: float | None
    arrived_at: datetime | None
    saved_at: datetime | None


class ConversionFull(ConversionOut):
    """A version with everything known of it."""

    remix_id: uuid.UUID
    lyrics: str = Field(description="The words as the service sent them, without times.")
    true_peak_dbtp: float | None
    mp3_sha256: str | None = Field(description="Of the file as archived; downloads carry tags.")
    mp3_size_bytes: int | None
    wav_sha256: str | None
    wav_size_bytes: int | None
    wav_problem: str = Field(description="Why there is no wav.")
    archive_problem: str = Field(description="Why the files are not here yet.")
    timeline_url: str
    lyrics_urls: dict[str, str] = Field(description="The timeline as a file, by extension.")


def told_conversion(conversion: Conversion) -> ConversionOut:
    """Needs `remix__upload` at hand, whose title names the files."""
    return ConversionOut(
        id=conversion.pk,
        version=conversion.version,
        state=ConversionState(conversion.state),
        title=conversion.title,
        duration_s=conversion.play_seconds,
        is_flagged=conversion.is_flagged,
        reason=conversion.reason,
        mp3_url=_audio(conversion, "mp3") if conversion.mp3_sha256 else None,
        wav_url=_audio(conversion, "wav") if conversion.wav_sha256 else None,
        loudness_lufs=conversion.loudness_lufs,
        arrived_at=conversion.arrived_at,
        saved_at=conversion.saved_at,
    )


def told_conversion_in_full(conversion: Conversion) -> ConversionFull:
    return ConversionFull(
        **told_conversion(conversion).model_dump(),
        remix_id=conversion.remix_id,
        lyrics=conversion.lyrics,
        true_peak_dbtp=conversion.true_peak_dbtp,
        mp3_sha256=conversion.mp3_sha256 or None,
        mp3_size_bytes=conversion.mp3_size,
        wav_sha256=conversion.wav_sha256 or None,
        wav_size_bytes=conversion.wav_size,
        wav_problem=conversion.wav_problem,
        archive_problem=conversion.archive_problem,
        timeline_url=settings.PUBLIC_URL + reverse("api_v1:timeline", args=[conversion.pk]),
        lyrics_urls={
            extension: settings.PUBLIC_URL
            + reverse("conversion_lyrics", args=[conversion.pk, extension])
            for extension in FORMATS
        },
    )


def _audio(conversion: Conversion, extension: str) -> str:
    return f"{settings.PUBLIC_URL}{result_url(conversion, extension)}"
