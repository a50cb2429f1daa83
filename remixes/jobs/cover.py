"""Copies the picture of a task before its link expires: fetched, looked at, hashed, then shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from remixes import record, vault
from remixes.fetch import FetchError, download
from remixes.jobs.ask import refresh
from remixes.jobs.copies import allowed
from remixes.jobs.held import Held
from remixes.models import Cover
from remixes.pictures import BadPicture, look

MOST_TRIES = 8
_DEADLINE_S = 60
_NOT_THERE = "The service has not brought the picture yet."


@dataclass(frozen=True)
class _Copy:
    """A picture that is still under its temporary name."""

    part: Path
    sha256: str
    size: int
    extension: str


def cover(submission_id: str) -> None:
    """Copies one picture; what fails is tried again with growing gaps, with a link asked anew."""
    wanted = Cover.objects.filter(pk=int(submission_id), next_action_at__isnull=False, sha256="")
    with Held(wanted) as held:
        if not held.is_mine:
            return
        found = wanted.select_related("submission").get()
        if not found.url or found.tries:
            refresh(submission_id)
            found.refresh_from_db(fields=["url", "thumbnail_url"])
        with vault.part() as picture, vault.part() as thumbnail:
            problem = _save(found, picture, thumbnail)
    if problem:
        _try_later(found, problem)


def _save(cover: Cover, picture: Path, thumbnail: Path) -> str:
    """Fetches and keeps both; returns why there is no picture, "" when there is one."""
    if not cover.url:
        return _NOT_THERE
    try:
        whole = _fetch(cover, cover.url, picture)
    except (FetchError, BadPicture) as trouble:
        return trouble.sentence
    small = _small(cover, thumbnail)
    facts = {
        "sha256": whole.sha256,
        "extension": whole.extension,
        "size": whole.size,
        "saved_at": timezone.now(),
        "problem": "",
        "next_action_at": None,
    }
    if small:
        facts |= {"thumbnail_sha256": small.sha256, "thumbnail_extension": small.extension}
    with record.vault_locked():
        for copy in (whole, small):
            if copy:
                vault.keep(copy.part, copy.sha256)
        Cover.objects.filter(pk=cover.pk).update(**facts)
    return ""


def _small(cover: Cover, part: Path) -> _Copy | None:
    """The thumbnail, if the service made one that can be had: the picture itself does as well."""
    if not cover.thumbnail_url:
        return None
    try:
        return _fetch(cover, cover.thumbnail_url, part)
    except (FetchError, BadPicture):
        return None


def _fetch(cover: Cover, url: str, part: Path) -> _Copy:
    fetched = download(
        url,
        part,
        max_bytes=settings.REMIX_MAX_COVER_BYTES,
        deadline_s=_DEADLINE_S,
        allow=allowed(cover.submission),
    )
    return _Copy(part, fetched.sha256, fetched.size, look(part).extension)


def _try_later(cover: Cover, problem: str) -> None:
    tries = cover.tries + 1
    gap = timedelta(seconds=record.growing_gap(tries + 3, 6 * settings.REMIX_RETRY_CAP_S))
    due = timezone.now() + gap if tries < MOST_TRIES else None
    rows = Cover.objects.filter(pk=cover.pk, sha256="")
    rows.update(tries=tries, problem=problem, next_action_at=due)
