"""What a person may ask of a remix, from ordering it to giving it up."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from remixes import record, vault
from remixes.actions.offers import is_built_in, offer_of, what_is_missing, what_is_refused
from remixes.actions.rejected import Rejected
from remixes.jobs import bell
from remixes.jobs.submit import ring_next
from remixes.models import (
    Closing,
    Conversion,
    ConversionState,
    Delivery,
    Move,
    Person,
    Remix,
    ServiceLine,
    Status,
    Submission,
    Upload,
    UploadState,
)
from remixes.remote import AskFailed, Service, client_of

log = logging.getLogger(__name__)

_ASK_PAUSE = timedelta(seconds=3)


@dataclass(frozen=True)
class Wish:
    """Everything a form says. ``form_key`` names the form, so that sent twice it is one remix."""

    upload: Upload
    mode: str
    prompt: str
    lyrics: str = ""
    replace_start_at: float | None = None
    replace_end_at: float | None = None
    form_key: uuid.UUID | None = None
    made_from: Remix | None = None
    service: str = ""
    section: str = ""
    gender: str = ""
    title: str = ""
    wants_cover: bool = False


@dataclass(frozen=True)
class Ordered:
    remix: Remix
    is_new: bool


def order(person: Person, wish: Wish, beside: Callable[[Remix], object] | None = None) -> Ordered:
    """Puts a remix in the queue; the same form with the same words gives the one there already.

    `beside` writes down what belongs to a new one, in the transaction that makes it: whoever opened
    one around this call would hold it while a service is asked.
    """
    key = _key_of(wish)
    known = Remix.objects.filter(person=person, form_key=key).first()
    if known:
        return Ordered(known, is_new=False)
    service = wish.service or next(iter(settings.REMIX_SERVICES))
    _check(person, wish, service)
    # Asked for here: a server of one's own may be asked over the network what it takes.
    takes = offer_of(service, wish.mode).takes
    try:
        with transaction.atomic():
            # Locked: the peaks job may be refusing this very source, and fails what waits for it.
            _check_source(Upload.objects.select_for_update().filter(pk=wish.upload.pk).first())
            remix = _row(person, wish, service, key, takes)
            Move.objects.create(remix=remix, to_status=Status.QUEUED, person=person, why="Ordered.")
            if beside:
                beside(remix)
            bell.ring("submit", remix.pk)
    except IntegrityError:
        known = Remix.objects.filter(person=person, form_key=key).first()
        if known is None:
            raise
        return Ordered(known, is_new=False)
    return Ordered(remix, is_new=True)


def cancel(remix: Remix, who: Person) -> None:
    """Stops a remix while nothing was sent, or where the service confirms that it stopped."""
    why = "Cancelled before anything was sent."
    if remix.move(Status.CANCELLED, why, who, only_from=(Status.QUEUED,)):
        return
    if remix.is_at_rest:
        raise Rejected("It is over already; there is nothing to cancel.")
    submission = remix.submissions.open().order_by("-number").first()
    if submission is None or not submission.task_id or "cancel" not in submission.capabilities:
        raise Rejected("It has been sent already and this service cannot cancel.")
    _check_service(submission.service)
    try:
        is_stopped = client_of(Service.from_settings(submission.service)).cancel(submission.task_id)
    except AskFailed as failed:
        raise Rejected(f"The service did not confirm the cancel. {failed.sentence}") from failed
    if not is_stopped:
        raise Rejected("The service has finished it already; it could not be cancelled.")
    with transaction.atomic():
        if remix.move(Status.CANCELLED, "Cancelled at the service.", who):
            submission.close(Closing.SETTLED)
            return
    record.record_failure(submission.pk, "Cancelled.")


def retry(remix: Remix, who: Person) -> None:
    """Queues a failed remix again as it was; what it may cost is said on the button."""
    upload = remix.upload
    if not (upload.is_stored or upload.is_link):
        raise Rejected("Its source has been deleted. Upload it again and start a new remix.")
    _check_service(remix.service)
    with transaction.atomic():
        why = f"{who} tries it again."
        if not remix.move(Status.QUEUED, why, who, only_from=(Status.FAILED,)):
            raise Rejected("Only a failed remix can be tried again.")
        for submission in remix.submissions.open():
            submission.close(Closing.GIVEN_UP)
        bell.ring("submit", remix.pk)


def send_again(remix: Remix, who: Person) -> None:
    """A person decides that an unconfirmed remix is sent once more, knowing what it may cost."""
    with transaction.atomic():
        _settle_by_person(remix, who, Status.QUEUED, f"{who} sends it again.")
        bell.ring("submit", remix.pk)


def give_up(remix: Remix, who: Person) -> None:
    """A person stops waiting; whatever still comes is kept all the same."""
    with transaction.atomic():
        _settle_by_person(remix, who, Status.FAILED, f"{who} gave it up.")


def ask_now(remix: Remix, who: Person) -> None:
    """Asks the service at once instead of at the next planned time."""
    log.info("%s asks about remix %s", who.pk, remix.pk)
    soon = timezone.now() - _ASK_PAUSE
    open_ones = list(remix.submissions.open())
    if not open_ones:
        raise Rejected("There is nothing to ask about: no task of this remix is open.")
    for submission in open_ones:
        if submission.asked_at is None or submission.asked_at < soon:
            _due_now(submission)


def archive_again(conversion: Conversion, who: Person) -> None:
    """Copies a result once more: one that failed, or whose files are missing here."""
    if not (conversion.mp3_url or conversion.wav_url):
        raise Rejected("The service has given no link for this version.")
    lost = {
        f"{extension}_sha256": ""
        for extension in ("mp3", "wav")
        if (sha256 := getattr(conversion, f"{extension}_sha256")) and not vault.has(sha256)
    }
    lacks_wav = bool(conversion.wav_url) and not conversion.wav_sha256
    if conversion.is_saved and not lost and not lacks_wav:
        raise Rejected("Everything the service gave is saved here already.")
    is_whole = conversion.is_saved and not lost
    facts = {"archive_tries": 0, "archive_problem": "", "next_action_at": timezone.now(), **lost}
    log.info("%s has conversion %s archived again", who.pk, conversion.pk)
    with transaction.atomic():
        # The remix before its conversion, as every report does, or the two could wait for ever.
        Remix.objects.select_for_update().get(pk=conversion.remix_id)
        if not is_whole:
            facts |= {"state": ConversionState.ARRIVED, "reason": ""}
        Conversion.objects.filter(pk=conversion.pk).update(**facts)
        record.settle_remix(conversion.remix_id)
        bell.ring("archive", conversion.pk)
        bell.ring("refresh", conversion.submission_id)


def apply_again(delivery: Delivery, who: Person) -> None:
    """Reads a kept webhook body once more, as after a mended parser."""
    log.info("%s has delivery %s applied again", who.pk, delivery.pk)
    received = record.apply_delivery(delivery)
    bell.ring_all("archive", received.recorded.archive)


def open_line(line: ServiceLine, who: Person) -> None:
    """Lets a paused service be used again."""
    log.info("%s opens the line to %s", who.pk, line.service)
    if not record.open_line(line.service):
        raise Rejected("This line is open already.")
    ring_next(line.service)


def trash(remix: Remix, who: Person) -> None:
    """Puts a remix aside; one that was not sent yet is cancelled, a paid one goes on."""
    # Marked first: whoever puts it back in the queue from now on sees the mark and cancels it.
    Remix.objects.filter(pk=remix.pk, trashed_at__isnull=True).update(trashed_at=timezone.now())
    why = "Put in the trash before anything was sent."
    remix.move(Status.CANCELLED, why, who, only_from=(Status.QUEUED,))


def restore(remix: Remix, who: Person) -> None:
    if remix.status == Status.DONE and not remix.conversions.exists():
        raise Rejected("Its results were deleted for good after their time in the trash.")
    log.info("%s takes remix %s out of the trash", who.pk, remix.pk)
    Remix.objects.filter(pk=remix.pk).update(trashed_at=None)


def _key_of(wish: Wish) -> uuid.UUID:
    """One key for one form and what it says: going back and sending again is the same remix,
    going back and changing the prompt first is a new one."""
    said = (
        *(wish.upload.pk, wish.mode, wish.prompt.strip(), wish.lyrics.strip(), wish.service),
        *(wish.replace_start_at, wish.replace_end_at),
        *(wish.section.strip(), wish.gender, wish.title.strip(), wish.wants_cover),
    )
    return uuid.uuid5(wish.form_key or uuid.uuid4(), repr(said))


def _check(person: Person, wish: Wish, service: str) -> None:
    """Refuses here, unpaid, what the service would refuse."""
    if not person.can_make:
        raise Rejected("Viewers can listen but not remix. Ask an owner to make you a member.")
    if not wish.prompt.strip():
        raise Rejected("A prompt is needed: say what the remix should sound like.")
    _check_source(wish.upload)
    _check_service(service)
    given = {"lyrics": bool(wish.lyrics.strip()), "range": wish.replace_start_at is not None}
    told = [name for name, is_given in given.items() if is_given]
    if missing := what_is_missing(service, wish.mode, told):
        raise Rejected(" ".join(missing.values()))
    words = {"prompt": wish.prompt.strip(), "lyrics": wish.lyrics.strip()}
    if refused := what_is_refused(service, link=wish.upload.url, **words):
        raise Rejected(" ".join(refused.values()))
    if is_built_in(service) and wish.upload.url.startswith("s3://"):
        raise Rejected(
            "The built-in engine cannot read s3:// links. Use an https:// link to the same file."
        )


def _check_source(upload: Upload | None) -> None:
    is_there = upload is not None and (upload.is_stored or upload.is_link)
    if upload is None or not is_there or upload.state == UploadState.REFUSED:
        raise Rejected("Add an audio file or a link first: this source cannot be used.")


def _check_service(service: str) -> None:
    if service not in settings.REMIX_SERVICES:
        raise Rejected(f"There is no service named {service!r}.")


def _row(person: Person, wish: Wish, service: str, key: uuid.UUID, takes: Collection[str]) -> Remix:
    return Remix.objects.create(
        person=person,
        upload=wish.upload,
        made_from=wish.made_from,
        service=service,
        form_key=key,
        mode=wish.mode,
        prompt=wish.prompt.strip(),
        lyrics=wish.lyrics.strip(),
        # What the service cannot be told is no part of the wish: it would only seem to be one.
        replace_start_at=wish.replace_start_at if "range" in takes else None,
        replace_end_at=wish.replace_end_at if "range" in takes else None,
        section=wish.section.strip() if "section" in takes else "",
        gender=wish.gender if "gender" in takes else "",
        title=wish.title.strip() if "title" in takes else "",
        wants_cover=wish.wants_cover and "cover" in takes,
    )


def _settle_by_person(remix: Remix, who: Person, to: str, why: str) -> None:
    allowed = (Status.UNCONFIRMED,) if to == Status.QUEUED else (Status.UNCONFIRMED, Status.OVERDUE)
    if not remix.move(to, why, who, only_from=allowed):
        raise Rejected("The service has answered in the meantime; there is nothing to settle.")
    for submission in remix.submissions.open():
        submission.close(Closing.GIVEN_UP)


def _due_now(submission: Submission) -> None:
    Submission.objects.open().filter(pk=submission.pk).update(next_action_at=timezone.now())
    bell.ring("ask", submission.pk)
