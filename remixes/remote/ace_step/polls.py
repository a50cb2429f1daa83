"""Reads what the server says of one job when it is asked, with all that this may hide.

An id it has never heard of reads as running for ever. A job that was cut off by a restart reads
as running for an hour and then as failed, without a word and with the last thing it was doing. A
failure is told without its reason, or with a whole traceback.
"""

from __future__ import annotations

import json

from remixes.remote import fields, reading
from remixes.remote.ace_step.envelope import open_envelope
from remixes.remote.ace_step.results import known_text, plan_of, read_results
from remixes.remote.errors import Unreadable
from remixes.remote.evidence import secrets_of
from remixes.remote.services import Service
from remixes.remote.shapes import Report

_RUNNING, _DONE, _FAILED = 0, 1, 2
_DETAILS_LIMIT = 32 * 1024
_LINE_LIMIT = 300
_STAGE_LIMIT = 100
_REASONLESS = "The server could not make it and gave no reason."
_CUT_OFF = (
    "The server gave this job up after an hour: it was restarted meanwhile, or its queue was "
    "longer than that."
)


def question(task_id: str) -> bytes:
    """The body of a question about one job."""
    return json.dumps({"task_id_list": [task_id]}).encode()


def read_poll(body: bytes, *, service: Service, task_id: str) -> Report:
    """Where a job stands. Raises Unreadable where the answer does not say."""
    row = _row(open_envelope(body), task_id)
    status, items = reading.number(row.get("status")), _items(row.get("result"))
    if status == _DONE:
        return _done(service, task_id, items)
    if status == _FAILED:
        return _failed(service, task_id, items, row.get("error"))
    return _running(task_id, items)


def _row(data: object, task_id: str) -> reading.Body:
    rows = data if isinstance(data, list) else []
    mine = (row for row in rows if isinstance(row, dict) and row.get("task_id") == task_id)
    found = next(mine, None)
    if found is None:
        raise Unreadable("The answer says nothing of this job.")
    return found


def _items(result: object) -> list[reading.Body]:
    """The list inside the string; [] where there is none."""
    value = reading.parse(result) if isinstance(result, str) and result.strip() else result
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def _running(task_id: str, items: list[reading.Body]) -> Report:
    if not items:
        return Report("polled", task_id, is_missing=True)
    first = items[0]
    return Report(
        "polled",
        task_id,
        status="RUNNING",
        progress=fields.progress(first.get("progress")) or 0.0,
        stage=known_text(first.get("stage"), _STAGE_LIMIT),
    )


def _done(service: Service, task_id: str, items: list[reading.Body]) -> Report:
    if not items:
        raise Unreadable("The server says that it is finished and lists no result.")
    conversions = read_results(service, task_id, items)
    return Report(
        "polled",
        task_id,
        status="SUCCEEDED",
        is_finished=True,
        conversions=conversions,
        conversion_ids=tuple(each.service_id for each in conversions if each.service_id),
        progress=1.0,
        plan=plan_of(items[0]),
    )


def _failed(service: Service, task_id: str, items: list[reading.Body], error: object) -> Report:
    told = [error, *(item.get("error") for item in items)]
    text = next((found for each in told if (found := _end_of(each))), "")
    if not text and items and reading.number(items[0].get("status")) == _RUNNING:
        # It may be at work on it all the same and deliver later, so this is no failure yet.
        return Report("polled", task_id, status="TIMED_OUT", is_finished=True, message=_CUT_OFF)
    text = secrets_of(service.api_key).mask(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Report(
        "polled",
        task_id,
        status="FAILED",
        is_finished=True,
        is_failed=True,
        message=_sentence(lines[-1]) if lines else _REASONLESS,
        details=text if len(lines) > 1 else "",
    )


def _end_of(error: object) -> str:
    """The end of what was written of a failure: a traceback says last what went wrong."""
    return known_text(error[-_DETAILS_LIMIT:], _DETAILS_LIMIT) if isinstance(error, str) else ""


def _sentence(last_line: str) -> str:
    return f"The server could not make it: {last_line[:_LINE_LIMIT]}"
