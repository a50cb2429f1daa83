"""Checking a source: measured and let through, or refused with one sentence and no bytes left."""

from __future__ import annotations

import pytest
from django.utils import timezone

from remixes import vault
from remixes.jobs.held import MOST_TRIES
from remixes.jobs.peaks import peaks
from remixes.models import Status, Upload, UploadState
from tests.makers import make_remix, make_upload, wav_bytes

pytestmark = pytest.mark.django_db


def checking(content: bytes, tries: int = 0) -> Upload:
    return make_upload(
        content=content,
        state=UploadState.CHECKING,
        next_action_at=timezone.now(),
        peaks=None,
        duration_s=None,
        tries=tries,
    )


def test_a_song_gets_its_true_length_and_peaks() -> None:
    upload = checking(wav_bytes(2.5))

    peaks(str(upload.pk))

    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert upload.duration_s == pytest.approx(2.5, abs=0.01)
    assert upload.peaks
    assert all(0 <= peak <= 255 for peak in upload.peaks)


def test_what_does_not_decode_is_refused_and_its_bytes_go() -> None:
    upload = checking(b"RIFF\x00\x00\x00\x00WAVE and nothing else")
    remix = make_remix(upload=upload)

    peaks(str(upload.pk))

    upload.refresh_from_db()
    remix.refresh_from_db()
    assert (upload.state, upload.is_stored) == (UploadState.REFUSED, False)
    assert upload.reason
    assert not vault.has(upload.sha256)
    assert remix.status == Status.FAILED
    assert "nothing was spent" in remix.status_why.lower()


def test_a_file_that_kills_its_readers_is_refused_in_the_end() -> None:
    upload = checking(wav_bytes(), tries=MOST_TRIES)

    peaks(str(upload.pk))

    upload.refresh_from_db()
    assert upload.state == UploadState.REFUSED


def test_checking_twice_is_harmless() -> None:
    upload = checking(wav_bytes(1.0))

    peaks(str(upload.pk))
    peaks(str(upload.pk))

    upload.refresh_from_db()
    assert (upload.state, upload.tries) == (UploadState.READY, 1)
