"""A result's file on its way into the vault: fetched, seen to be the promised audio, measured."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from remixes import vault
from remixes.audio import BadAudio, Kind, Measured, measure, sniff
from remixes.fetch import Fetched, FetchError, download
from remixes.models import Conversion, Submission
from remixes.remote import Service

LONGEST_RESULT_S = 4 * 3600.0
_HEAD = 4096
_SHARE = 0.5


class NoRoom(FetchError):
    """The disk is too full to copy anything for now; the link was not touched."""


class Spoiled(Exception):
    """What came is not the promised audio. ``.sentence`` says in what way."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Copy:
    """A verified file that is still under its temporary name."""

    part: Path
    sha256: str
    size: int
    measured: Measured


def fetch(submission: Submission, url: str, part: Path, authorization: str = "") -> Fetched:
    """Streams a result into ``part``. Raises FetchError, NoRoom among them.

    Room is kept for results when uploads are refused already, and for webhooks after that.
    """
    if vault.is_short_of_room(_SHARE):
        raise NoRoom("The disk is nearly full; the file is fetched as soon as there is room.")
    return download(
        url,
        part,
        max_bytes=settings.REMIX_MAX_RESULT_BYTES,
        deadline_s=settings.REMIX_ARCHIVE_DEADLINE_S,
        allow=allowed(submission),
        authorization=authorization,
    )


def kind_of(part: Path) -> Kind | None:
    """What kind of audio came, by its content; None for something else."""
    with part.open("rb") as source:
        return sniff(source.read(_HEAD))


def measured(conversion: Conversion, part: Path) -> Measured:
    """The facts of a file that has the length it should have. Raises Spoiled."""
    try:
        found = measure(part, max_duration_s=LONGEST_RESULT_S)
    except BadAudio as bad:
        raise Spoiled(bad.sentence) from bad
    _check_length(conversion.duration_s, found.duration_s)
    return found


def _check_length(promised_s: float | None, found_s: float) -> None:
    """A cut file often decodes without complaint; only its length gives it away."""
    if not promised_s or promised_s <= 0:
        if found_s <= 1:
            raise Spoiled(f"The file plays for {found_s:.1f} s only.")
        return
    if abs(promised_s - found_s) > max(2.0, 0.02 * promised_s):
        raise Spoiled(f"The file plays for {found_s:.1f} s instead of {promised_s:.1f} s.")


def allowed(submission: Submission) -> tuple[str, ...]:
    """Private addresses this archive may reach: the service's own and those the operator lists."""
    own: tuple[str, ...] = ()
    if submission.service in settings.REMIX_SERVICES:  # else it was taken out of them since
        own = Service.from_settings(submission.service).own_hosts
    return (*own, *settings.REMIX_FETCH_ALLOW)
