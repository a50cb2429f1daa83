"""The client of one Remix API: submit an order, ask about tasks, cancel one.

Every call has its own total deadline, follows no redirect and is made exactly once; whether it
may be made again is for whoever catches the error, whose class says what it can cost.
"""

from __future__ import annotations

from datetime import UTC, datetime

from remixes.remote import calling, reading, verdict
from remixes.remote.by_id import read_by_id, read_by_user
from remixes.remote.errors import Refused, RemoteError
from remixes.remote.errors import Unreadable as UnreadableBody
from remixes.remote.evidence import Exchange, secrets_of
from remixes.remote.multipart import FilePart, MultipartBody, file_part
from remixes.remote.order import Order
from remixes.remote.services import Service
from remixes.remote.shapes import Report, SubmitReply, UserPage
from remixes.remote.transport import Answer, Call
from remixes.remote.wire_forms import Wire, conversion_type, text_fields, wire_of

PAGE_LIMIT = 100

# What a service answers that has no cancel, does not know the task, or is done with it.
_NO_CANCEL = frozenset({404, 405, 409, 410, 422, 501})


class Client:
    """Speaks to one service; holds nothing but its settings, so it is cheap to make."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def submit(self, order: Order) -> tuple[SubmitReply, Exchange]:
        """Sends one order, which may cost money. Raises NotSent, Refused or Unclear.

        Anything that is neither an acceptance nor provably none is Unclear.
        """
        wire = self._wire(order)
        secrets = secrets_of(self.service.api_key, order.webhook_url)
        part = _part(order)
        # No local here holds the token: error reports may show the locals of every frame.
        masked = secrets.fields(text_fields(wire, order))
        evidence = calling.evidence_of(self.service, wire.endpoint, masked, part)
        deadline_s = self.service.submit_deadline_s
        try:
            body = MultipartBody(text_fields(wire, order), part)
            answer = calling.post(self.service, wire.endpoint, body, evidence, deadline_s)
            reply = verdict.judge_submit(answer, secrets)
        except RemoteError as error:
            error.request = evidence
            raise
        return reply, Exchange(evidence, answer.status, secrets.body(answer.body))

    def by_id(self, task_id: str, *, mode: str = "REMIX") -> Report:
        """Where a task stands. Raises AskFailed for any answer that does not say."""
        kind = conversion_type(self.service.form, mode)
        query = {"conversionType": kind, "task_id": task_id}
        return calling.learn(self.service, Call("GET", "byId", query), read_by_id)

    def by_user(
        self,
        *,
        mode: str = "REMIX",
        start: datetime | None = None,
        end: datetime | None = None,
        newest_first: bool = True,
        limit: int = PAGE_LIMIT,
        last_key: str = "",
    ) -> UserPage:
        """One page of the account's tasks between two moments, where the service lists them.

        Raises AskFailed: also for a page with a row that cannot be read, because a task that is
        overlooked would count as absent.
        """
        query = {
            "conversionType": conversion_type(self.service.form, mode),
            "startDate": _moment(start),
            "endDate": _moment(end),
            "sortOrder": "DESC" if newest_first else "ASC",
            "limit": str(min(max(1, limit), PAGE_LIMIT)),
            "LastEvaluatedKey": last_key,
        }
        told = {name: text for name, text in query.items() if text}
        return calling.learn(self.service, Call("GET", "byUser", told), read_by_user)

    def cancel(self, task_id: str) -> bool:
        """True where the service confirms that it stops the task, False where it does not.

        Raises AskFailed where nobody can say.
        """
        with MultipartBody({"task_id": task_id}) as body:
            answer = calling.ask(self.service, Call("POST", "cancel", body=body))
        if answer.status in _NO_CANCEL:
            return False
        if not 200 <= answer.status < 300:
            raise calling.ask_failed(self.service, verdict.describe(answer), answer)
        return _is_confirmed(answer)

    def _wire(self, order: Order) -> Wire:
        if not order.file and not order.url:
            raise Refused("There is neither a file nor a URL to remix.")
        try:
            return wire_of(self.service.form, order.mode)
        except KeyError:
            pass
        raise Refused(f"The service {self.service.key} has no mode {order.mode[:40]}.")


def _part(order: Order) -> FilePart | None:
    if not order.file:
        return None
    return file_part("audio_file", order.file, order.file_name, order.file_mime)


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_confirmed(answer: Answer) -> bool:
    try:
        return reading.flag(reading.load(answer.body).get("success")) is not False
    except UnreadableBody:
        return False
