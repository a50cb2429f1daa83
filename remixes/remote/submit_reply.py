"""Reads the answer to a submitted order, in either of its forms."""

from __future__ import annotations

from remixes.remote import fields, reading
from remixes.remote.errors import Refusal, Unreadable
from remixes.remote.shapes import SubmitReply

EXPECTED_WHEN_UNTOLD = 2
_CAPABILITIES_LIMIT = 32


def read_submit_reply(body: bytes) -> SubmitReply:
    """The reply in a 200's body.

    Raises Refusal where success is false, or the task is flagged and has no id; Unreadable where
    the body does not tell which task it is about: it may have been accepted all the same.
    """
    said = reading.load(body)
    task_id = reading.ident(said.get("task_id"))
    is_flagged = reading.flag(said.get("is_flagged")) or False
    message = fields.message(said)
    if reading.flag(said.get("success")) is False or (is_flagged and not task_id):
        sentence = message or "The service refused this remix and gave no reason."
        raise Refusal(sentence, task_id=task_id, is_flagged=is_flagged)
    if not task_id:
        raise Unreadable("The answer has no task_id.")
    ids = fields.conversion_ids(said)
    return SubmitReply(
        task_id=task_id,
        conversion_ids=ids,
        expected=len(ids) or EXPECTED_WHEN_UNTOLD,
        eta_s=fields.eta(said.get("eta")),
        credit_estimate=reading.amount(said.get("credit_estimate")),
        is_flagged=is_flagged,
        message=message,
        capabilities=_capabilities(said.get("capabilities")),
    )


def _capabilities(value: object) -> frozenset[str]:
    names = value[:_CAPABILITIES_LIMIT] if isinstance(value, list) else []
    return frozenset(word.lower() for name in names if (word := reading.text(name, 40)))
