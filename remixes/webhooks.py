"""The door the service calls: check the token, keep the body, record the facts, commit, say 200."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from remixes import record
from remixes.jobs import bell
from remixes.models import Submission, hash_token

log = logging.getLogger(__name__)

_SECONDS_TO_WAIT = "30"


@login_not_required
@csrf_exempt
@require_POST
def webhook(request: HttpRequest, token: str) -> JsonResponse:
    """Records one webhook. 404 unknown token, 413 too large, 503 when nothing could be kept.

    Answers 200 only after the commit, also for bodies that make no sense: sending those again
    would not mend them, and they are kept as evidence.
    """
    if _claimed_length(request) > settings.REMIX_WEBHOOK_MAX_BYTES:
        return _answer(413, "The body is too large.")
    submission = Submission.objects.filter(token_hash=hash_token(token)).first()
    if submission is None:
        return _answer(404, "Not found.")
    body = _read(request)
    if body is None:
        return _answer(413, "The body is too large or was cut off.")
    try:
        received = record.receive(submission, body, request.headers.get("Content-Type", ""))
    except OperationalError:
        # Nothing was kept, so nothing may be confirmed; a sender that retries loses nothing.
        log.exception("a webhook could not be stored")
        answer = _answer(503, "Could not be stored; send it again.")
        answer["Retry-After"] = _SECONDS_TO_WAIT
        return answer
    bell.ring_all("archive", received.recorded.archive)
    if received.should_ask:
        Submission.objects.open().filter(pk=submission.pk).update(next_action_at=timezone.now())
        bell.ring("ask", submission.pk)
    return _answer(200, "Recorded.")


def _claimed_length(request: HttpRequest) -> int:
    try:
        return int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return 0


def _read(request: HttpRequest) -> bytes | None:
    """The body up to the limit; None when there is more of it or it was cut off on the way."""
    is_chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    # Django reads as much as Content-Length says, which a chunked body does not have.
    stream = request.META["wsgi.input"] if is_chunked else request
    try:
        body: bytes = stream.read(settings.REMIX_WEBHOOK_MAX_BYTES + 1)
    except (UnreadablePostError, RawPostDataException, OSError):
        return None
    return body if len(body) <= settings.REMIX_WEBHOOK_MAX_BYTES else None


def _answer(status: int, message: str) -> JsonResponse:
    return JsonResponse({"success": status == 200, "message": message}, status=status)
