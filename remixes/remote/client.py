"""The client of one Remix API: submit an order, ask about tasks, cancel one.

Every call has its own total deadline, follows no redirect and is made exactly once; whether it
may be made again is for whoever catches the error, whose class says what it can cost.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from remixes.remote import reading, transport, verdict
from remixes.remote.by_id import read_by_id, read_by_user
from remixes.remote.errors import AskFailed, NoAccess, NotSent, Refused, RemoteError, Unclear
from remixes.remote.errors import Unreadable as UnreadableBody
from remixes.remote.evidence import MASK, Exchange, secrets_of
from remixes.remote.multipart import FilePart, MultipartBody, file_part
from remixes.remote.order import Order
from remixes.remote.retry_after import read_retry_after
from remixes.remote.services import Service
from remixes.remote.shapes import Report, SubmitReply, UserPage
from remixes.remote.transport import Answer, BadKey, BrokeOff, Call, NeverLeft
from remixes.remote.wire_forms import Wire, conversion_type, text_fields, wire_of

Found = TypeVar("Found")
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
        evidence = self._evidence(wire, secrets.fields(text_fields(wire, order)), part)
        try:
            body = MultipartBody(text_fields(wire, order), part)
            answer = self._post(wire, body, evidence)
            reply = verdict.judge_submit(answer, secrets)
        except RemoteError as error:
            error.request = evidence
            raise
        return reply, Exchange(evidence, answer.status, secrets.body(answer.body))

    def by_id(self, task_id: str, *, mode: str = "REMIX") -> Report:
        """Where a task stands. Raises AskFailed for any answer that does not say."""
        kind = conversion_type(self.service.form, mode)
        query = {"conversionType": kind, "task_id": task_id}
        return self._ask(Call("GET", "byId", query), read_by_id)

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
        return self._ask(Call("GET", "byUser", told), read_by_user)

    def cancel(self, task_id: str) -> bool:
        """True where the service confirms that it stops the task, False where it does not.

        Raises AskFailed where nobody can say.
        """
        with MultipartBody({"task_id": task_id}) as body:
            answer = self._exchange(Call("POST", "cancel", body=body))
        if answer.status in _NO_CANCEL:
            return False
        if not 200 <= answer.status < 300:
            raise self._failed(verdict.describe(answer), answer)
        return _is_confirmed(answer)

    def _wire(self, order: Order) -> Wire:
        if not order.file and not order.url:
            raise Refused("There is neither a file nor a URL to remix.")
        try:
            return wire_of(self.service.form, order.mode)
        except KeyError:
            pass
        raise Refused(f"The service {self.service.key} has no mode {order.mode[:40]}.")

    def _post(self, wire: Wire, body: MultipartBody, evidence: dict[str, object]) -> Answer:
        try:
            with body:
                evidence["file_bytes"] = body.file_bytes
                call = Call("POST", wire.endpoint, body=body)
                return transport.exchange(self.service, call, self.service.submit_deadline_s)
        except BadKey as bad:
            trouble: RemoteError = NoAccess(bad.sentence)
        except NeverLeft as never:
            trouble = NotSent(never.sentence)
        except BrokeOff as broken:
            trouble = Unclear(f"{broken.sentence} {verdict.MAYBE}")
        except OSError:
            # Entering the body opens the file; reading it later is the transport's to report.
            trouble = NotSent("The file of this remix cannot be read here.")
        raise trouble

    def _ask(self, call: Call, read: Callable[[bytes], Found]) -> Found:
        answer = self._exchange(call)
        if not 200 <= answer.status < 300:
            raise self._failed(verdict.describe(answer), answer)
        try:
            return read(answer.body)
        except UnreadableBody as unreadable:
            sentence = unreadable.sentence
        raise self._failed(sentence, answer)

    def _exchange(self, call: Call) -> Answer:
        try:
            return transport.exchange(self.service, call, self.service.ask_deadline_s)
        except (NeverLeft, BrokeOff) as trouble:
            sentence = trouble.sentence
        raise AskFailed(sentence)

    def _failed(self, sentence: str, answer: Answer) -> AskFailed:
        secrets = secrets_of(self.service.api_key)
        failed = AskFailed(
            secrets.mask(sentence), status=answer.status, body=secrets.body(answer.body)
        )
        failed.retry_after_s = read_retry_after(answer.headers.get("Retry-After"))
        return failed

    def _evidence(
        self, wire: Wire, fields: dict[str, str], part: FilePart | None
    ) -> dict[str, object]:
        kept: dict[str, object] = {
            "method": "POST",
            "url": _without_user(f"{self.service.url}/{wire.endpoint}", self.service),
            "form": self.service.form,
            "headers": {"Authorization": MASK, "Accept": "application/json"},
            "fields": fields,
        }
        if part:
            kept["file"] = {"field": part.field, "name": part.name, "type": part.mime}
        return kept


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


def _without_user(url: str, service: Service) -> str:
    """The URL as evidence: a password that somebody wrote into it is a secret as well."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return secrets_of(service.api_key).mask(f"{scheme}://{host.rpartition('@')[2]}{slash}{path}")
