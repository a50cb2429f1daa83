"""Bytes go when the last row that refers to them does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q

from remixes import vault
from remixes.models import Analysis, Conversion, Cover, Lease, Remix, Upload

_VAULT = "vault"


@contextmanager
def vault_locked() -> Iterator[None]:
    """A transaction in which nobody else adds or forgets files.

    SQLite's transactions run one after the other anyway; on PostgreSQL this makes these do so.
    """
    with transaction.atomic():
        Lease.lock(_VAULT)
        yield


def is_referenced(sha256: str) -> bool:
    files = Q(mp3_sha256=sha256) | Q(wav_sha256=sha256)
    pictures = Q(sha256=sha256) | Q(thumbnail_sha256=sha256)
    return (
        Upload.objects.filter(sha256=sha256, is_stored=True).exists()
        or Conversion.objects.filter(files).exists()
        or Cover.objects.filter(pictures).exists()
    )


def forget_bytes(sha256: str) -> bool:
    """Deletes a file unless something still refers to it; True when it is gone.

    Looks and deletes under the lock under which whoever stores the same bytes adds the row and
    renames the file, so neither can slip between the other's two steps.
    """
    if not sha256:
        return False
    with vault_locked():
        if is_referenced(sha256):
            return False
        vault.drop(sha256)
        Analysis.objects.filter(pk=sha256).delete()
    return True


def forget_upload(upload: Upload) -> None:
    """Lets go of a source for good; its row stays while remixes made from it tell of it."""
    with transaction.atomic():
        if upload.remixes.exists():
            Upload.objects.filter(pk=upload.pk).update(is_stored=False, peaks=None)
        else:
            Upload.objects.filter(pk=upload.pk).delete()
    forget_bytes(upload.sha256)


def forget_results(remix: Remix) -> None:
    """Lets go of a trashed remix's results for good; what was ordered and paid stays on record."""
    with transaction.atomic():
        conversions = list(remix.conversions.select_for_update())
        covers = Cover.objects.filter(submission__remix=remix)
        hashes = {h for c in conversions for h in (c.mp3_sha256, c.wav_sha256) if h}
        hashes |= {h for c in covers for h in (c.sha256, c.thumbnail_sha256) if h}
        remix.conversions.all().delete()
        covers.delete()
    for sha256 in hashes:
        forget_bytes(sha256)
