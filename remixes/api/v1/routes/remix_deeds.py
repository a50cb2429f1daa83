"""What may be done with a remix: the buttons of its page; each answers with how it is then."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from ninja import Router

from remixes.actions import remixes
from remixes.api.v1.deeds import asking, the
from remixes.api.v1.routes.remixes import full
from remixes.api.v1.shapes.remixes import RemixFull
from remixes.api.v1.who import Asking
from remixes.models import Person, Remix

router = Router(tags=["remixes"])
Deed = Callable[[Remix, Person], object]


def _done(request: Asking, pk: uuid.UUID, deed: Deed) -> RemixFull:
    """404 for strangers: whose remix it is, is nobody's business."""
    own = Remix.objects.editable_by(request.auth).select_related("upload", "person")
    with asking():
        deed(the(own, pk), request.auth)
    return full(request.auth, pk)


@router.post(
    "/remixes/{uuid:pk}/cancel", response=RemixFull, operation_id="cancel_remix", summary="Cancel"
)
def cancel(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Stops it while nothing was sent, or where the service confirms that it stopped."""
    return _done(request, pk, remixes.cancel)


@router.post(
    "/remixes/{uuid:pk}/retry", response=RemixFull, operation_id="retry_remix", summary="Try again"
)
def retry(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Queues a failed one again as it was. It may cost again."""
    return _done(request, pk, remixes.retry)


@router.post(
    "/remixes/{uuid:pk}/ask", response=RemixFull, operation_id="ask_remix", summary="Ask now"
)
def ask(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Asks the service about it at once instead of at the next planned time."""
    return _done(request, pk, remixes.ask_now)


@router.post(
    "/remixes/{uuid:pk}/send-again",
    response=RemixFull,
    operation_id="send_remix_again",
    summary="Send an unconfirmed one again",
)
def send_again(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Decides that an UNCONFIRMED one is sent once more; it may then be paid for twice."""
    return _done(request, pk, remixes.send_again)


@router.post(
    "/remixes/{uuid:pk}/give-up",
    response=RemixFull,
    operation_id="give_remix_up",
    summary="Give up",
)
def give_up(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Stops waiting for an UNCONFIRMED or OVERDUE one. What still comes is kept all the same."""
    return _done(request, pk, remixes.give_up)


@router.post(
    "/remixes/{uuid:pk}/trash", response=RemixFull, operation_id="trash_remix", summary="Trash"
)
def trash(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Puts it aside; one that was not sent yet is cancelled, a paid one goes on."""
    return _done(request, pk, remixes.trash)


@router.post(
    "/remixes/{uuid:pk}/restore",
    response=RemixFull,
    operation_id="restore_remix",
    summary="Restore",
)
def restore(request: Asking, pk: uuid.UUID) -> RemixFull:
    """Takes it out of the trash."""
    return _done(request, pk, remixes.restore)
