"""What the answer to an order means for whoever waits: the Remix API's rules on this wire."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from remixes.remote import reading, verdict
from remixes.remote.ace_step.envelope import as_told, open_envelope
from remixes.remote.ace_step.results import conversion_ids
from remixes.remote.ace_step.stats import Stats, count
from remixes.remote.errors import NoAccess, RemoteError, Unreadable
from remixes.remote.evidence import Secrets
from remixes.remote.shapes import SubmitReply
from remixes.remote.transport import Answer

# It reports progress and can neither cancel nor list what it was sent.
CAPABILITIES = frozenset({"progress"})
_NO_ACCESS = frozenset({401, 403})


def judge(answer: Answer, secrets: Secrets, stats: Stats) -> SubmitReply:
    """The reply, if the server accepted. Raises a RemoteError that says what else it means."""
    refuse_without_access(answer, secrets)
    try:
        return verdict.judge_submit(as_told(answer), secrets, partial(read_accepted, stats=stats))
    except RemoteError as error:
        error.status = answer.status  # what was seen on the wire, whatever it meant
        raise


def refuse_without_access(answer: Answer, secrets: Secrets) -> None:
    """Raises NoAccess where the key, or the server's own lack of one, is in the way.

    A server that was started without a key answers every call with 503 and a word about it; any
    other 503 may come from a proxy and says nothing.
    """
    told = as_told(answer)
    if told.status in _NO_ACCESS or (told.status == 503 and _speaks_of_a_key(told.body)):
        error = verdict.error_of(NoAccess, told, secrets, verdict.describe(told))
        error.status = answer.status
        raise error


def read_accepted(body: bytes, *, stats: Stats) -> SubmitReply:
    """The task in an acceptance. Raises Unreadable where it names none."""
    data = _data_with_task(body)
    task_id = reading.ident(data.get("task_id"))
    if not task_id:
        raise Unreadable("The answer has no task_id.")
    ids = conversion_ids(task_id)
    return SubmitReply(
        task_id=task_id,
        conversion_ids=ids,
        expected=len(ids),
        eta_s=stats.eta_s(count(data.get("queue_position"))),
        credit_estimate=Decimal(0),
        capabilities=CAPABILITIES,
    )


def _data_with_task(body: bytes) -> reading.Body:
    said = reading.load(body)
    data = said.get("data")
    if isinstance(data, dict) and "task_id" in data:
        return data
    opened = open_envelope(body)
    return opened if isinstance(opened, dict) else {}


def _speaks_of_a_key(body: bytes) -> bool:
    try:
        detail = reading.load(body).get("detail")
    except Unreadable:
        return False
    return "api key" in reading.text(detail).lower().replace("_", " ")
