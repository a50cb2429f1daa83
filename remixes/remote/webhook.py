"""Reads what a service posts to our webhook URL and tells which kind of message it is."""

from __future__ import annotations

from dataclasses import replace

from remixes.remote import fields, reading
from remixes.remote.by_id import read_task
from remixes.remote.errors import Unreadable
from remixes.remote.reading import Body
from remixes.remote.shapes import ConversionFacts, Kind, Report


def read_webhook(body: bytes) -> Report:
    """The message in a webhook's body. Raises Unreadable where it names nothing we could know."""
    said = reading.load(body)
    inner = said.get("conversion")
    if isinstance(inner, dict):
        return read_task(inner)
    if _is_numbered(said):
        return read_task(said)
    return _read(said)


def _read(said: Body) -> Report:
    service_id = fields.conversion_id(said.get("conversion_id"))
    task_id = reading.ident(said.get("task_id"))
    if not (service_id or task_id):
        raise Unreadable("The message names neither a task nor a conversion.")
    subtype = reading.text(said.get("subtype"), 60).lower()
    status = fields.status(said)
    report = Report(
        kind=_kind(said, subtype, service_id),
        task_id=task_id,
        status=status,
        is_finished=status == fields.FINAL_GOOD and not service_id,
        message=fields.message(said),
        conversions=(fields.conversion(said, None, service_id),) if service_id else (),
        conversion_ids=fields.conversion_ids(said),
        cover_url=fields.picture(said, "image") or fields.picture(said, "album_cover"),
        thumbnail_url=fields.picture(said, "thumbnail"),
        webhook_url=reading.link(said.get("webhook_url")),
        credits=reading.amount(said.get("conversion_cost")),
    )
    return _blamed(report) if report.kind == "failure" else _without_verdict(report)


def _kind(said: Body, subtype: str, service_id: str) -> Kind:
    # Lyrics and cover come first: their failure is none of the song's.
    if _is_cover(said, subtype, service_id):
        return "W4"
    if subtype.startswith("lyrics"):
        return "W3"
    if _is_failure(said, service_id):
        return "failure"
    if not service_id:
        return "W6"
    return "W2" if subtype else "W1"


def _is_cover(said: Body, subtype: str, service_id: str) -> bool:
    if subtype.startswith("album_cover") or "album_cover_generator_output" in said:
        return True
    return not service_id and bool(fields.picture(said, "image"))


def _is_failure(said: Body, service_id: str) -> bool:
    if reading.flag(said.get("success")) is False or fields.status(said) in fields.FINAL_BAD:
        return True
    has_file = bool(service_id) and bool(fields.conversion(said, None, service_id).mp3_url)
    return bool(reading.flag(said.get("is_flagged"))) and not has_file


def _is_numbered(said: Body) -> bool:
    paths = (f"conversion_path_{number}" for number in fields.NUMBERS)
    return any(reading.link(said.get(path)) for path in paths)


def _blamed(report: Report) -> Report:
    """Puts the failure where it belongs: on the one conversion it names, else on the task."""
    if not report.conversions:
        return replace(report, is_failed=True, is_finished=True)
    return replace(report, conversions=tuple(_failed(each, report) for each in report.conversions))


def _failed(facts: ConversionFacts, report: Report) -> ConversionFacts:
    reason = facts.reason or report.message
    # A flag says more than a failure does, and people are told different things.
    return replace(facts, reason=reason, is_failed=not facts.is_flagged)


def _without_verdict(report: Report) -> Report:
    """Lyrics and covers are told apart from the song: they neither finish nor flag it."""
    if report.kind not in ("W3", "W4"):
        return report
    plain = tuple(replace(each, is_flagged=False, reason="") for each in report.conversions)
    return replace(report, conversions=plain, is_finished=False)
