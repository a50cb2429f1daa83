"""Copies results before their links expire: streamed, verified, hashed, and only then shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from remixes import record, vault
from remixes.audio import BadAudio, Measured, measure, sniff
from remixes.fetch import BadStatus, FetchError, download
from remixes.jobs import bell, listen
from remixes.jobs.held import Held
from remixes.models import Conversion, ConversionState, Submission
from remixes.remote import Service

_HEAD = 4096
_GONE = (401, 403, 404, 410)
_LONGEST_RESULT_S = 4 * 3600.0


class Spoiled(Exception):
    """What came is not the promised audio. ``.sentence`` says in what way."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Copy:
    """A verified download that is still under its temporary name."""

    part: Path
    sha256: str
    size: int
    measured: Measured


def archive(conversion_id: str) -> None:
    """Copies what one conversion still lacks; what fails is tried again with growing gaps."""
    wanted = Conversion.objects.filter(pk=conversion_id, next_action_at__isnull=False)
    with Held(wanted) as held:
        if not held.is_mine:
            return
        conversion = wanted.select_related("submission").get()
        with vault.part() as mp3, vault.part() as wav:
            trouble = _copy(conversion, mp3, wav)
    if trouble is not None:
        _try_later(conversion, trouble)


def _copy(conversion: Conversion, mp3: Path, wav: Path) -> FetchError | Spoiled | None:
    """Fetches and saves; returns what went wrong with a file that is still wanted."""
    first, mp3_trouble = _try(conversion, conversion.mp3_url, mp3, "mp3")
    # Each is tried whatever becomes of the other: one of them is enough to play what was paid for.
    second, wav_trouble = _try(conversion, conversion.wav_url, wav, "wav")
    trouble = mp3_trouble or wav_trouble
    if first or second:
        _save(conversion, first, second, wav_trouble)
    elif not conversion.is_saved and trouble is None:
        return Spoiled("The service gave no link to the audio.")
    return trouble


def _try(
    conversion: Conversion, url: str, part: Path, extension: str
) -> tuple[Copy | None, FetchError | Spoiled | None]:
    if not url or getattr(conversion, f"{extension}_sha256"):
        return None, None
    try:
        return _fetch(conversion, url, part, extension), None
    except (FetchError, Spoiled) as trouble:
        return None, trouble


def _fetch(conversion: Conversion, url: str, part: Path, extension: str) -> Copy:
    fetched = download(
        url,
        part,
        max_bytes=settings.REMIX_MAX_RESULT_BYTES,
        deadline_s=settings.REMIX_ARCHIVE_DEADLINE_S,
        allow=_allowed(conversion.submission),
    )
    with part.open("rb") as source:
        kind = sniff(source.read(_HEAD))
    if kind is None or kind.extension != extension:
        came = kind.label if kind else "something that is not audio"
        raise Spoiled(f"The link gave {came} instead of {extension}.")
    try:
        measured = measure(part, max_duration_s=_LONGEST_RESULT_S)
    except BadAudio as bad:
        raise Spoiled(bad.sentence) from bad
    _check_length(conversion.duration_s, measured.duration_s)
    return Copy(part, fetched.sha256, fetched.size, measured)


def _check_length(promised_s: float | None, found_s: float) -> None:
    """A cut file often decodes without complaint; only its length gives it away."""
    if not promised_s or promised_s <= 0:
        if found_s <= 1:
            raise Spoiled(f"The file plays for {found_s:.1f} s only.")
        return
    if abs(promised_s - found_s) > max(2.0, 0.02 * promised_s):
        raise Spoiled(f"The file plays for {found_s:.1f} s instead of {promised_s:.1f} s.")


def _allowed(submission: Submission) -> tuple[str, ...]:
    """Private addresses this archive may reach: the service's own and those the operator lists."""
    own: tuple[str, ...] = ()
    if submission.service in settings.REMIX_SERVICES:  # else it was taken out of them since
        own = Service.from_settings(submission.service).own_hosts
    return (*own, *settings.REMIX_FETCH_ALLOW)


def _save(
    conversion: Conversion, mp3: Copy | None, wav: Copy | None, trouble: FetchError | Spoiled | None
) -> None:
    """Renames the files and commits the row that shows them, in this order."""
    facts: dict[str, object] = {
        "state": ConversionState.SAVED,
        "saved_at": conversion.saved_at or timezone.now(),
        "wav_problem": trouble.sentence if trouble else "",
        "archive_problem": "",
        "next_action_at": None,
    }
    best = mp3 or wav
    if best and not conversion.is_saved:
        facts |= {
            "measured_s": best.measured.duration_s,
            "peaks": best.measured.peaks,
            "loudness_lufs": best.measured.loudness_lufs,
            "true_peak_dbtp": best.measured.true_peak_dbtp,
        }
    with record.vault_locked():
        for extension, copy in (("mp3", mp3), ("wav", wav)):
            if copy:
                vault.keep(copy.part, copy.sha256)
                facts |= {f"{extension}_sha256": copy.sha256, f"{extension}_size": copy.size}
        Conversion.objects.filter(pk=conversion.pk).update(**facts)
        if best and not conversion.is_saved:
            listen.ask_for(best.sha256)
    conversion.refresh_from_db()
    record.settle_remix(conversion.remix_id)


def _try_later(conversion: Conversion, trouble: FetchError | Spoiled) -> None:
    """Waits longer each time; an expired link is asked for anew; after all tries it is given up."""
    tries = conversion.archive_tries + 1
    rows = Conversion.objects.filter(pk=conversion.pk)
    if tries >= settings.REMIX_ARCHIVE_TRIES:
        rows.update(archive_tries=tries, archive_problem=trouble.sentence, next_action_at=None)
        rows.filter(state=ConversionState.ARRIVED).update(
            state=ConversionState.FAILED, reason=f"It could not be saved: {trouble.sentence}"
        )
        record.settle_remix(conversion.remix_id)
        return
    gap = record.growing_gap(tries, 6 * settings.REMIX_RETRY_CAP_S)
    rows.update(
        archive_tries=tries,
        archive_problem=trouble.sentence,
        next_action_at=timezone.now() + timedelta(seconds=gap),
    )
    if isinstance(trouble, BadStatus) and trouble.status in _GONE:
        _ask_for_new_links(conversion.submission)


def _ask_for_new_links(submission: Submission) -> None:
    if submission.is_open and submission.task_id:
        Submission.objects.filter(pk=submission.pk).update(next_action_at=timezone.now())
        bell.ring("ask", submission.pk)
