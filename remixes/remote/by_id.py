"""Reads byId and byUser answers: one task with numbered fields, an older flat form, or a page."""

from __future__ import annotations

import json
from dataclasses import replace

from remixes.remote import fields, reading
from remixes.remote.errors import Unreadable
from remixes.remote.reading import Body
from remixes.remote.shapes import ConversionFacts, Kind, Report, UserPage

_STAGE_LIMIT = 100
_KEY_LIMIT = 4_096
_PAGE_FIELDS = ("conversions", "items", "Items", "data", "tasks", "results")
_KEY_FIELDS = ("LastEvaluatedKey", "lastEvaluatedKey", "last_evaluated_key")
_RUNNING = frozenset(
    {
        "IN_QUEUE",
        "QUEUED",
        "PENDING",
        "PROCESSING",
        "IN_PROGRESS",
        "PARTIAL_COMPLETED",
        "GENERATION_COMPLETED",
    }
)


def read_by_id(body: bytes) -> Report:
    """The task in a byId answer. Raises Unreadable where the answer holds no task."""
    said = reading.load(body)
    inner = said.get("conversion")
    if isinstance(inner, dict):
        return read_task(inner)
    if reading.flag(said.get("success")) is False:
        raise Unreadable(fields.message(said) or "The service does not know this task.")
    return read_task(said)


def read_by_user(body: bytes) -> UserPage:
    """One page of tasks. Raises Unreadable unless every row can be told apart.

    A row that were skipped here could be the very task somebody looks for, and its absence would
    be taken as proof that nothing was paid.
    """
    said = reading.load(body)
    if reading.flag(said.get("success")) is False:
        raise Unreadable(fields.message(said) or "The service did not list its tasks.")
    rows = next((said[name] for name in _PAGE_FIELDS if isinstance(said.get(name), list)), None)
    if not isinstance(rows, list):
        raise Unreadable("The answer holds no list of tasks.")
    return UserPage(tuple(_row(row) for row in rows), _next_key(said))


def read_task(said: Body) -> Report:
    """A task object, numbered or flat. Raises Unreadable where it names nothing."""
    flat_id = fields.conversion_id(said.get("conversion_id"))
    conversions = _numbered(said) or _flat(said, flat_id)
    task_id = reading.ident(said.get("task_id"))
    status = fields.status(said)
    if not (task_id or conversions or status):
        raise Unreadable("The answer names neither a task nor a conversion.")
    kind: Kind = "byid-flat" if conversions and conversions[0].number is None else "byid"
    report = Report(
        kind=kind,
        task_id=task_id,
        status=status,
        is_finished=status == fields.FINAL_GOOD or status in fields.FINAL_BAD,
        is_failed=status in fields.FINAL_BAD,
        message=fields.message(said),
        conversions=conversions,
        conversion_ids=fields.conversion_ids(said),
        cover_url=fields.picture(said, "album_cover") or fields.picture(said, "image"),
        thumbnail_url=fields.picture(said, "thumbnail"),
        progress=fields.progress(said.get("progress")),
        stage=reading.text(said.get("stage"), _STAGE_LIMIT),
        plan=fields.plan(said.get("plan")),
        webhook_url=reading.link(said.get("webhook_url")),
        credits=reading.amount(said.get("conversion_cost", said.get("credit_estimate"))),
    )
    return _with_task_flag(report, said)


def _numbered(said: Body) -> tuple[ConversionFacts, ...]:
    found: list[ConversionFacts] = []
    for number in fields.NUMBERS:
        service_id = fields.conversion_id(said.get(f"conversion_id_{number}"))
        facts = fields.conversion(said, number, service_id)
        # Two rows may not share an id: some services repeat the first one for a one-song job.
        is_repeated = bool(service_id) and any(each.service_id == service_id for each in found)
        if (service_id or facts.mp3_url or facts.wav_url) and not is_repeated:
            found.append(facts)
    return tuple(found)


def _flat(said: Body, service_id: str) -> tuple[ConversionFacts, ...]:
    return (fields.conversion(said, None, service_id),) if service_id else ()


def _with_task_flag(report: Report, said: Body) -> Report:
    """A flag on the whole task settles what has no file, unless the task still runs."""
    if not reading.flag(said.get("is_flagged")) or report.status in _RUNNING:
        return report
    if not report.conversions:
        return replace(report, is_failed=True, is_finished=True)
    reason = reading.text(said.get("reason")) or report.message
    return replace(
        report,
        conversions=tuple(
            facts
            if facts.mp3_url or facts.wav_url
            else replace(facts, is_flagged=True, reason=facts.reason or reason)
            for facts in report.conversions
        ),
    )


def _row(row: object) -> Report:
    if not isinstance(row, dict):
        raise Unreadable("The list holds something that is no task.")
    inner = row.get("conversion")
    report = read_task(inner if isinstance(inner, dict) else row)
    if not (report.task_id or report.conversion_ids):
        raise Unreadable("The list holds a task without an id.")
    return report


def _next_key(said: Body) -> str:
    key = next((said[name] for name in _KEY_FIELDS if said.get(name)), "")
    if isinstance(key, dict | list):
        key = json.dumps(key, separators=(",", ":"))
    word = key if isinstance(key, str) else reading.text(key)
    if len(word) > _KEY_LIMIT or reading.clean(word) != word:
        raise Unreadable("The key of the next page cannot be used.")
    return word
