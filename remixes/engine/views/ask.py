"""Answers questions about tasks and takes cancels; how a task looks is `wire`'s."""

import base64
import binascii
import re
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils.dateparse import parse_date, parse_datetime

from remixes.engine import outcome, shelf, wire
from remixes.engine.models import Status, Task
from remixes.engine.models.task import TaskQuerySet
from remixes.engine.views.addresses import files_url
from remixes.engine.views.door import door
from remixes.wire.fields import read_fields
from remixes.wire.problem import Problem, Unprocessable

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
# A "+" that was not escaped arrives as a space.
BARE_OFFSET = re.compile(r" (\d\d:?\d\d)$")


@door("GET")
def by_id(request: HttpRequest) -> JsonResponse:
    """One whole task, by its own id or by the id of one of its conversions."""
    task_id = request.GET.get("task_id", "").strip()
    conversion_id = request.GET.get("conversion_id", "").strip()
    if not task_id and not conversion_id:
        raise Unprocessable("Either task_id or conversion_id must be provided.")
    wanted = Q(pk=_uuid(task_id)) if task_id else Q(results__pk=_uuid(conversion_id))
    task = _find(Task.objects.filter(wanted))
    return JsonResponse({"success": True, "conversion": _told(request, task)})


@door("GET")
def by_user(request: HttpRequest) -> JsonResponse:
    """A page of all tasks, oldest or newest first; the key of the next page, or null."""
    limit = _limit(request.GET.get("limit", ""))
    is_newest_first = _is_newest_first(request.GET.get("sortOrder", ""))
    tasks = _between(request, Task.objects.all())
    feature = request.GET.get("conversionType", "").strip().upper()
    if feature:
        tasks = tasks.filter(feature=feature)
    tasks = _after(request.GET.get("LastEvaluatedKey", ""), tasks, is_newest_first=is_newest_first)
    order = ("-created_at", "-id") if is_newest_first else ("created_at", "id")
    found = list(tasks.order_by(*order).prefetch_related("results")[: limit + 1])
    page = found[:limit]
    return JsonResponse(
        {
            "success": True,
            "conversions": [_told(request, task) for task in page],
            "count": len(page),
            "LastEvaluatedKey": _key(page[-1]) if len(found) > limit else None,
        }
    )


@door("POST")
def cancel(request: HttpRequest) -> JsonResponse:
    """Stop a task: a waiting one at once, one being rendered within a second."""
    task_id = read_fields(request).get("task_id") or request.GET.get("task_id", "")
    if not task_id:
        raise Unprocessable("task_id must be provided.")
    task = _find(Task.objects.filter(pk=_uuid(task_id)))
    if not outcome.cancel(task.pk):
        raise Problem(409, "This task is already finished.")
    if task.status == Status.IN_QUEUE:
        # A render clears up after itself; of a task nobody began, the upload is all there is.
        shelf.source_file(task.pk).unlink(missing_ok=True)
    task.refresh_from_db()
    return JsonResponse(
        {
            "success": True,
            "message": task.message,
            "task_id": str(task.pk),
            "status": task.status,
        }
    )


def _told(request: HttpRequest, task: Task) -> dict[str, Any]:
    """A task with links below the address it is asked at: the one it was ordered at may be gone,
    as after a start on another port."""
    task.files_url = files_url(request)
    return wire.by_id(task, list(task.results.all()))


def _find(tasks: TaskQuerySet) -> Task:
    task = tasks.prefetch_related("results").first()
    if task is None:
        raise Problem(404, "There is no such task.")
    return task


def _uuid(text: str) -> UUID:
    try:
        return UUID(text.strip())
    except ValueError as error:
        raise Problem(404, "There is no such task.") from error


def _limit(text: str) -> int:
    if not text:
        return DEFAULT_LIMIT
    if not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= MAX_LIMIT:
        raise Unprocessable(f"limit must be a whole number from 1 to {MAX_LIMIT}.")
    return int(text)


def _is_newest_first(text: str) -> bool:
    order = text.strip().lower() or "desc"
    if order not in ("asc", "desc", "ascending", "descending"):
        raise Unprocessable("sortOrder must be asc or desc.")
    return order.startswith("desc")


def _between(request: HttpRequest, tasks: TaskQuerySet) -> TaskQuerySet:
    start = _moment(request, "startDate", time.min)
    end = _moment(request, "endDate", time.max)
    if start is not None:
        tasks = tasks.filter(created_at__gte=start)
    if end is not None:
        tasks = tasks.filter(created_at__lte=end)
    return tasks


def _moment(request: HttpRequest, name: str, of_day: time) -> datetime | None:
    """A date means its whole day; a time without a zone means UTC."""
    text = BARE_OFFSET.sub(r"+\1", request.GET.get(name, "").strip())
    if not text:
        return None
    try:
        day = parse_date(text)
        moment = datetime.combine(day, of_day) if day else parse_datetime(text)
        if moment is not None:
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Unprocessable(f"{name} must be a date or a time in ISO 8601.")


def _key(task: Task) -> str:
    plain = f"{task.created_at.isoformat()}|{task.pk}"
    return base64.urlsafe_b64encode(plain.encode()).decode()


def _after(key: str, tasks: TaskQuerySet, *, is_newest_first: bool) -> TaskQuerySet:
    if not key:
        return tasks
    try:
        moment, _, last_id = (
            base64.b64decode(key, altchars=b"-_", validate=True).decode().partition("|")
        )
        created_at, pk = datetime.fromisoformat(moment), UUID(last_id)
    except (ValueError, binascii.Error) as error:
        raise Unprocessable("LastEvaluatedKey is not one that this service gave.") from error
    if created_at.tzinfo is None:
        raise Unprocessable("LastEvaluatedKey is not one that this service gave.")
    if is_newest_first:
        return tasks.filter(Q(created_at__lt=created_at) | Q(created_at=created_at, pk__lt=pk))
    return tasks.filter(Q(created_at__gt=created_at) | Q(created_at=created_at, pk__gt=pk))
