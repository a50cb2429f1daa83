"""How a remix of this desk looks on the wire of the Remix API: for byId and for callbacks.

The ids are our own and never change; the files are our own copies. It must not know who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone

from remixes import vault
from remixes.models import (
    Call,
    Conversion,
    ConversionState,
    Hold,
    Mode,
    Remix,
    Status,
    Submission,
)
from remixes.models.remix import RemixQuerySet
from remixes.record import told_of
from remixes.result_links import signed_url
from remixes.wire import replies

VERSIONS = 2
# After this a caller is told to stop waiting; the desk itself goes on for a week.
PATIENCE = timedelta(hours=24)
FEATURES = {
    Mode.REMIX: "REMIX",
    Mode.INPAINT: "INPAINT",
    Mode.OVER_INSTRUMENTAL: "SING_OVER_INSTRUMENTAL",
}
_IN_TRASH = "This remix is in the trash of the desk."
_NOT_MADE = "The service made no such version."
_NOT_HERE = "The file of this version is not on the desk."
_TOO_LONG = (
    "There is no result after a day. The desk keeps asking; a late result will be on its page."
)


def tellable(remixes: RemixQuerySet) -> RemixQuerySet:
    """The rows with all that `told` looks at, in three queries.

    Not the source: its name is only needed where the service gave a version none.
    """
    told: RemixQuerySet = remixes.select_related("call").prefetch_related(
        "submissions", Prefetch("conversions", Conversion.objects.defer("peaks"))
    )
    return told


def told(remix: Remix, base: str) -> replies.Task:
    """One remix as a task; file addresses begin with `base` (scheme and host, no slash)."""
    submissions = sorted(remix.submissions.all(), key=lambda one: one.number)
    slots = _slots(remix, submissions)
    latest = submissions[-1] if submissions else None
    versions = [_version(remix, number, one, base) for number, one in enumerate(slots, start=1)]
    status = _status(remix, slots, versions, latest)
    return replies.Task(
        id=str(remix.pk),
        feature=feature_of(remix),
        status=status,
        message=_message(remix, status, versions, latest),
        created_at=remix.created_at,
        updated_at=_updated_at(remix, slots, latest),
        versions=versions,
        extras=_extras(status, latest),
    )


def waits_until(remix: Remix) -> dict[str, datetime]:
    """Versions that play already and whose wav is still being copied, by their ids on the wire:
    when waiting for it ends."""
    submissions = sorted(remix.submissions.all(), key=lambda one: one.number)
    own_ids = (str(remix.version_1_id), str(remix.version_2_id))
    return {
        own_id: _grace_ends_at(one)
        for own_id, one in zip(own_ids, _slots(remix, submissions), strict=True)
        if one and _wav_is_coming(one)
    }


def feature_of(remix: Remix) -> str:
    """What byId calls it: the door it came through, else what its mode is called."""
    call: Call | None = getattr(remix, "call", None)
    return call.feature if call else FEATURES[Mode(remix.mode)]


def _slots(remix: Remix, submissions: Sequence[Submission]) -> list[Conversion | None]:
    """The conversion behind each of the two ids.

    A version keeps its own place. What failed there is replaced by a further version that is
    saved, as after another try: its id was promised before anybody knew which POST would succeed.
    """
    every = sorted(told_of(submissions, remix.conversions.all()), key=lambda one: one.version)
    own = {one.version: one for one in every}
    spare = [one for one in every if one.version > VERSIONS and one.is_saved]
    return [
        here if (here := own.get(number)) and not _brought_nothing(here) else _next(spare, here)
        for number in range(1, VERSIONS + 1)
    ]


def _brought_nothing(conversion: Conversion) -> bool:
    return conversion.is_settled and not conversion.is_saved


def _next(spare: list[Conversion], otherwise: Conversion | None) -> Conversion | None:
    return spare.pop(0) if spare else otherwise


def _version(remix: Remix, number: int, found: Conversion | None, base: str) -> replies.Version:
    own_id = str(remix.version_1_id if number == 1 else remix.version_2_id)
    if found is None or not found.is_settled:
        if remix.is_at_rest:
            why = _NOT_MADE if remix.status == Status.DONE else remix.status_why
            return _absent(own_id, found, why)
        return replies.Version(own_id)
    if remix.trashed_at and remix.is_at_rest:
        return _absent(own_id, found, _IN_TRASH)
    mp3, wav = _url(found, "mp3", base), _url(found, "wav", base)
    if not (mp3 or wav):
        return _absent(own_id, found, found.reason or _NOT_HERE)
    return replies.Version(
        id=own_id,
        title=found.title or str(remix.upload),
        lyrics=found.lyrics,
        timeline=_timeline(found),
        # A program that reads one path only shall find the song there.
        mp3_url=mp3 or wav,
        wav_url=wav,
        duration_s=found.play_seconds,
        is_flagged=found.is_flagged,
        reason=found.reason if found.is_flagged else "",
    )


def _absent(own_id: str, found: Conversion | None, reason: str) -> replies.Version:
    is_flagged = found is not None and found.state == ConversionState.FLAGGED
    return replies.Version(id=own_id, mp3_url="", wav_url="", is_flagged=is_flagged, reason=reason)


def _url(conversion: Conversion, extension: str, base: str) -> str:
    """Where the file is; "" for one that cannot be fetched."""
    sha256 = conversion.mp3_sha256 if extension == "mp3" else conversion.wav_sha256
    if not conversion.is_saved or not vault.has(sha256):
        return ""
    return signed_url(conversion, extension, base)


def _timeline(conversion: Conversion) -> list[dict[str, Any]]:
    return [
        {"index": index, "text": row["text"], "start": row["start_ms"], "end": row["end_ms"]}
        for index, row in enumerate(conversion.timeline or [])
    ]


def _status(
    remix: Remix,
    slots: Sequence[Conversion | None],
    versions: Sequence[replies.Version],
    latest: Submission | None,
) -> str:
    """One of the five words; official clients stop on three of them for good."""
    if remix.status == Status.QUEUED:
        return replies.IN_QUEUE
    if not remix.is_at_rest:
        started_at = latest.created_at if latest else remix.queued_at
        is_late = timezone.now() - started_at > PATIENCE
        return replies.ERROR if is_late else replies.IN_PROGRESS
    if not any(version.mp3_url for version in versions):
        return replies.FAILED
    is_coming = any(_wav_is_coming(one) for one in slots if one)
    return replies.IN_PROGRESS if is_coming else replies.COMPLETED


def _wav_is_coming(conversion: Conversion) -> bool:
    """The mp3 is enough for people to listen; a program that stops at COMPLETED wants both."""
    if not conversion.is_saved or conversion.wav_sha256 or not conversion.next_action_at:
        return False
    return timezone.now() < _grace_ends_at(conversion)


def _grace_ends_at(conversion: Conversion) -> datetime:
    began_at = conversion.saved_at or conversion.remix.created_at
    return began_at + timedelta(seconds=settings.REMIX_FINISH_GRACE_S)


def _message(
    remix: Remix, status: str, versions: Sequence[replies.Version], latest: Submission | None
) -> str:
    if status == replies.IN_QUEUE:
        return "In queue" if remix.hold == Hold.NONE else f"{remix.get_hold_display()}."
    if status == replies.IN_PROGRESS:
        return (latest.stage if latest else "") or "In progress"
    if status == replies.COMPLETED:
        return "Audio conversion completed"
    if status == replies.ERROR:
        return _TOO_LONG
    if remix.status == Status.DONE:
        return next((one.reason for one in versions if one.reason), remix.status_why)
    return remix.status_why


def _updated_at(
    remix: Remix, slots: Sequence[Conversion | None], latest: Submission | None
) -> datetime:
    moments = [remix.created_at, remix.queued_at, remix.rested_at]
    if latest:
        moments += [latest.created_at, latest.replied_at, latest.finished_at]
    for one in slots:
        moments += [one.arrived_at, one.saved_at] if one else []
    return max(moment for moment in moments if moment)


def _extras(status: str, latest: Submission | None) -> dict[str, Any]:
    """What this desk knows beyond the API; None where its service does not tell."""
    done = 1.0 if status == replies.COMPLETED else None
    return {
        "progress": done or (latest.progress if latest else None),
        "stage": latest.stage if latest and done is None else "",
        "plan": latest.plan if latest else None,
    }
