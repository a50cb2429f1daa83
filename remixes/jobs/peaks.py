"""Decodes an upload under limits: its true length, its peaks, and whether it is audio at all."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction

from remixes import vault
from remixes.audio import BadAudio, measure
from remixes.jobs import bell, listen
from remixes.jobs.held import Held
from remixes.models import Remix, Status, Upload, UploadState
from remixes.record import forget_bytes

log = logging.getLogger(__name__)

_GAVE_UP = "This file could not be read here after several tries. Please upload it again."


def peaks(upload_id: str) -> None:
    """Measures one upload that is being checked, then lets its remixes go or fails them unpaid."""
    wanted = Upload.objects.filter(pk=upload_id, state=UploadState.CHECKING)
    with Held(wanted) as held:
        if not held.is_mine:
            return
        upload = wanted.get()
        if not held.may_try():
            refuse(upload, _GAVE_UP)
            return
        try:
            measured = measure(
                vault.path_of(upload.sha256), max_duration_s=settings.REMIX_MAX_DURATION_S
            )
        except BadAudio as bad:
            refuse(upload, bad.sentence)
            return
    upload.state = UploadState.READY
    upload.duration_s = measured.duration_s
    upload.sample_rate = measured.sample_rate
    upload.channels = measured.channels
    upload.peaks = measured.peaks
    upload.loudness_lufs = measured.loudness_lufs
    upload.next_action_at = None
    with transaction.atomic():
        upload.save(
            update_fields=[
                "state",
                "duration_s",
                "sample_rate",
                "channels",
                "peaks",
                "loudness_lufs",
                "next_action_at",
            ]
        )
        listen.ask_for(upload.sha256)
    bell.ring_all(
        "submit", upload.remixes.filter(status=Status.QUEUED).values_list("pk", flat=True)
    )


def refuse(upload: Upload, reason: str) -> None:
    """Keeps the row and its reason, deletes the bytes, fails the remixes that waited, unpaid."""
    with transaction.atomic():
        rows = Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKING)
        if not rows.update(
            state=UploadState.REFUSED, reason=reason, is_stored=False, next_action_at=None
        ):
            return
        for remix in Remix.objects.filter(upload=upload, status=Status.QUEUED):
            remix.move(Status.FAILED, f"{reason} Nothing was sent, nothing was spent.")
    forget_bytes(upload.sha256)
