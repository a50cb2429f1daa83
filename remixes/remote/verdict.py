"""What an answer to a submit means for the money: one class a status, in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from remixes.remote import reading
from remixes.remote.complaint import read_complaint
from remixes.remote.errors import (
    NoAccess,
    NoFunds,
    Refusal,
    Refused,
    RemoteError,
    TooMany,
    Unclear,
    Unreadable,
)
from remixes.remote.evidence import Secrets
from remixes.remote.retry_after import read_retry_after
from remixes.remote.shapes import SubmitReply
from remixes.remote.submit_reply import read_submit_reply
from remixes.remote.transport import Answer

Kind = TypeVar("Kind", bound=RemoteError)
Reader = Callable[[bytes], SubmitReply]

MAYBE = "It may have accepted the remix and charged for it."

# 408 is no refusal: the server waited for a request it may have read after all.
_UNCLEAR_4XX = frozenset({408})


def judge_submit(answer: Answer, secrets: Secrets, read: Reader = read_submit_reply) -> SubmitReply:
    """The reply, if the service accepted. Raises a RemoteError that says what else it means.

    `read` finds the reply in a body, as read_submit_reply does and with its exceptions. The errors
    carry status and masked body; the evidence of the request is the caller's to add.
    """
    status = answer.status
    if 200 <= status < 300:
        return _accepted(answer, secrets, read)
    if 400 <= status < 500 and status not in _UNCLEAR_4XX:
        raise _no(answer, secrets)
    raise error_of(Unclear, answer, secrets, f"{describe(answer)} {MAYBE}")


def _accepted(answer: Answer, secrets: Secrets, read: Reader) -> SubmitReply:
    try:
        if not answer.is_whole:
            raise Unreadable("The answer is longer than any reply.")
        return read(answer.body)
    except Refusal as refusal:
        refused = error_of(Refused, answer, secrets, f"The service refused it: {refusal.sentence}")
        refused.task_id = refusal.task_id
        trouble: RemoteError = refused
    except Unreadable as unreadable:
        trouble = error_of(Unclear, answer, secrets, f"{unreadable.sentence} {MAYBE}")
    raise trouble


def _no(answer: Answer, secrets: Secrets) -> RemoteError:
    sentence = describe(answer)
    if answer.status == 429:
        many = error_of(TooMany, answer, secrets, sentence)
        many.retry_after_s = read_retry_after(answer.headers.get("Retry-After"))
        return many
    if answer.status in (401, 403):
        return error_of(NoAccess, answer, secrets, sentence)
    if answer.status == 402:
        return _with_amounts(error_of(NoFunds, answer, secrets, sentence), answer)
    return error_of(Refused, answer, secrets, sentence)


def _with_amounts(error: NoFunds, answer: Answer) -> NoFunds:
    try:
        said = reading.load(answer.body)
    except Unreadable:
        return error
    error.required = reading.amount(said.get("required_credits"))
    error.available = reading.amount(said.get("available_credits"))
    return error


_LEADS = {
    401: "The service does not accept the API key",
    402: "The service's account has no funds for this",
    403: "The service does not allow this API key to do that",
    429: "The service takes no more at the moment",
}


def describe(answer: Answer) -> str:
    """A sentence for an answer that is no success: its status and what it complains of."""
    status, complaint = answer.status, read_complaint(answer.body)
    lead = _LEADS.get(status)
    if lead is None:
        verb = "refused it" if 400 <= status < 500 else "answered"
        lead = f"The service {verb} with status {status}"
    else:
        lead = f"{lead} ({status})"
    end = "" if complaint.endswith((".", "!", "?")) else "."
    return f"{lead}: {complaint}{end}" if complaint else f"{lead}."


def error_of(kind: type[Kind], answer: Answer, secrets: Secrets, sentence: str) -> Kind:
    """An error that says `sentence` and carries the answer's status and body, all masked."""
    return kind(secrets.mask(sentence), status=answer.status, body=secrets.body(answer.body))
