"""Copies results before their links expire: streamed, verified, hashed, and only then shown."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from remixes import record, vault
from remixes.fetch import BadStatus, FetchError
from remixes.jobs import bell, listen, tell
from remixes.jobs.copies import Copy, NoRoom, Spoiled, fetch, kind_of, measured
from remixes.jobs.held import Held
from remixes.jobs.masters import keeper_of, press_master
from remixes.models import Conversion, ConversionState, Submission
from remixes.remote import Service

_GONE = (401, 403, 404, 410)


def archive(conversion_id: str) -> None:
    """Copies what one conversion still lacks; what fails is tried again with growing gaps."""
    wanted = Conversion.objects.filter(pk=conversion_id, next_action_at__isnull=False)
    with Held(wanted) as held:
        if not held.is_mine:
            return
        conversion = wanted.select_related("submission").get()
        links = {"mp3_url": conversion.mp3_url, "wav_url": conversion.wav_url}
        with vault.part() as mp3, vault.part() as wav:
            trouble = _copy(conversion, mp3, wav)
    # It stays due until the very end: killed anywhere before, it is looked at once more.
    record.settle_remix(conversion.remix_id)
    if trouble is not None:
        _try_later(conversion, trouble)
    else:
        # A link that came meanwhile is still to be copied.
        Conversion.objects.filter(pk=conversion.pk, **links).update(next_action_at=None)
    tell.ring_for(conversion.remix_id)


def _copy(conversion: Conversion, mp3: Path, wav: Path) -> FetchError | Spoiled | None:
    """Fetches and saves; returns what went wrong with a file that is still wanted."""
    keeper = keeper_of(conversion)
    if keeper is not None:
        return _copy_master(conversion, keeper, mp3, wav)
    first, mp3_trouble = _try(conversion, conversion.mp3_url, mp3, "mp3")
    # Each is tried whatever becomes of the other: one of them is enough to play what was paid for.
    second, wav_trouble = _try(conversion, conversion.wav_url, wav, "wav")
    trouble = mp3_trouble or wav_trouble
    if first or second:
        _save(conversion, first, second, wav_trouble)
    elif not conversion.is_saved and trouble is None:
        return Spoiled("The service gave no link to the audio.")
    return trouble


def _copy_master(
    conversion: Conversion, keeper: Service, mp3: Path, wav: Path
) -> FetchError | Spoiled | None:
    if conversion.mp3_sha256 and conversion.wav_sha256:
        return None
    try:
        first, second = press_master(conversion, keeper, mp3, wav)
    except (FetchError, Spoiled) as trouble:
        return trouble
    _save(conversion, first, second, None)
    return None


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
    fetched = fetch(conversion.submission, url, part)
    kind = kind_of(part)
    if kind is None or kind.extension != extension:
        came = kind.label if kind else "something that is not audio"
        raise Spoiled(f"The link gave {came} instead of {extension}.")
    return Copy(part, fetched.sha256, fetched.size, measured(conversion, part))


def _save(
    conversion: Conversion, mp3: Copy | None, wav: Copy | None, trouble: FetchError | Spoiled | None
) -> None:
    """Renames the files and commits the row that shows them, in this order."""
    facts: dict[str, object] = {
        "state": ConversionState.SAVED,
        "saved_at": conversion.saved_at or timezone.now(),
        "wav_problem": trouble.sentence if trouble else "",
        "archive_problem": "",
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


def _try_later(conversion: Conversion, trouble: FetchError | Spoiled) -> None:
    """Waits longer each time; an expired link is asked for anew; after all tries it is given up."""
    # A full disk is no fault of the link, so that it uses up no try.
    tries = conversion.archive_tries + (not isinstance(trouble, NoRoom))
    rows = Conversion.objects.filter(pk=conversion.pk)
    if tries >= settings.REMIX_ARCHIVE_TRIES:
        rows.update(archive_tries=tries, archive_problem=trouble.sentence, next_action_at=None)
        rows.filter(state=ConversionState.ARRIVED).update(
            state=ConversionState.FAILED, reason=f"It could not be saved: {trouble.sentence}"
        )
        record.settle_remix(conversion.remix_id)
        return
    gap = record.growing_gap(max(tries, 1), 6 * settings.REMIX_RETRY_CAP_S)
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
