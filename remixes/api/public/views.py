"""The team API's addresses as views: order, ask, cancel, and what describes them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from remixes.actions import remixes
from remixes.actions.rejected import Rejected
from remixes.api.public.description import described
from remixes.api.public.door import door
from remixes.models import Remix, Scope, Token
from remixes.telling import tellable, told
from remixes.wire import replies
from remixes.wire.fields import read_fields
from remixes.wire.problem import Problem, Unprocessable
from remixes.wire_orders import answer

_NOT_HERE = "There is no such task."


@door("POST", Scope.SUBMIT)
def submit(request: HttpRequest, token: Token, feature: str) -> JsonResponse:
    """Order a remix; answers with its ids before anything is sent anywhere."""
    fields = read_fields(request, settings.REMIX_MAX_UPLOAD_BYTES)
    key = request.headers.get("Idempotency-Key", "")
    said = answer(token.person, feature, fields, token=token, key=key)
    return JsonResponse(said.body, status=said.status, headers=dict(said.headers))


@door("GET", Scope.READ)
def by_id(request: HttpRequest, token: Token) -> JsonResponse:
    """One whole task, by its own id or by the id of one of its versions."""
    remix = _found(request, token)
    task = told(remix, _base(request))
    return JsonResponse({"success": True, "conversion": replies.by_id(task)})


@door("POST", Scope.SUBMIT)
def cancel(request: HttpRequest, token: Token) -> JsonResponse:
    """Stop a task that was not sent yet, or where its service confirms that it stopped."""
    task_id = read_fields(request).get("task_id") or request.GET.get("task_id", "")
    if not task_id:
        raise Unprocessable("task_id must be provided.")
    remix = Remix.objects.editable_by(token.person).filter(pk=_uuid(task_id)).first()
    if remix is None:
        raise Problem(404, _NOT_HERE)
    try:
        remixes.cancel(remix, token.person)
    except Rejected as rejected:
        raise Problem(409, rejected.sentence) from rejected
    task = told(tellable(Remix.objects.filter(pk=remix.pk)).get(), _base(request))
    body = {"success": True, "message": task.message, "task_id": task.id, "status": task.status}
    return JsonResponse(body)


@login_not_required
@require_safe
def description(request: HttpRequest) -> JsonResponse:
    """OpenAPI 3.1 of this API; whoever may reach the desk may read it."""
    return JsonResponse(described(request.build_absolute_uri("./").rstrip("/")))


def _found(request: HttpRequest, token: Token) -> Remix:
    task_id = request.GET.get("task_id", "").strip()
    conversion_id = request.GET.get("conversion_id", "").strip()
    if not task_id and not conversion_id:
        raise Unprocessable("Either task_id or conversion_id must be provided.")
    wanted = Q(pk=_uuid(task_id)) if task_id else _of_version(_uuid(conversion_id))
    found = tellable(Remix.objects.visible_to(token.person)).filter(wanted).first()
    if found is None:
        raise Problem(404, _NOT_HERE)
    return found


def _of_version(version_id: uuid.UUID) -> Q:
    return Q(version_1_id=version_id) | Q(version_2_id=version_id)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text.strip())
    except ValueError as error:
        raise Problem(404, _NOT_HERE) from error


def _base(request: HttpRequest) -> str:
    """File addresses begin as the caller's own request did, so the caller can reach them."""
    return f"{request.scheme}://{request.get_host()}"
