"""The client of one ACE-Step server: the calls of any service, on this server's own wire."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from functools import partial

from remixes.remote import calling
from remixes.remote.ace_step import polls, stats, wishes
from remixes.remote.ace_step.stats import Stats
from remixes.remote.ace_step.verdict import judge, refuse_without_access
from remixes.remote.errors import AskFailed, Refused, RemoteError, Unreadable
from remixes.remote.evidence import Exchange, Secrets, secrets_of
from remixes.remote.multipart import MultipartBody
from remixes.remote.order import Order
from remixes.remote.services import Service
from remixes.remote.shapes import Report, SubmitReply, UserPage
from remixes.remote.transport import Answer, Call

_ORDERS = "release_task"
_POLLS = "query_result"
# Looking at the queue before an order is worth this many seconds and no more.
_LOOK_S = 5.0
PAGE_LIMIT = 100


class AceStepClient:
    """Speaks to one server; holds nothing but its settings, so it is cheap to make."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def submit(self, order: Order) -> tuple[SubmitReply, Exchange]:
        """Sends one order with its file. Raises NotSent, Refused or Unclear.

        The server has no key against doubles: what may have arrived is never sent again.
        """
        if why_not := wishes.refusal(order):
            raise Refused(why_not)
        secrets, part = secrets_of(self.service.api_key), wishes.source_part(order)
        told = wishes.text_fields(self.service, order)
        evidence = calling.evidence_of(self.service, _ORDERS, secrets.fields(told), part)
        ends_at = time.monotonic() + self.service.submit_deadline_s
        try:
            queue = self._look_at_queue(secrets)
            evidence["jobs_before"] = queue.total
            left_s = max(0.1, ends_at - time.monotonic())
            body = MultipartBody(told, part)
            answer = calling.post(self.service, _ORDERS, body, evidence, left_s)
            reply = judge(answer, secrets, queue)
        except RemoteError as error:
            error.request = evidence
            raise
        return reply, Exchange(evidence, answer.status, secrets.body(answer.body))

    def by_id(self, task_id: str, *, mode: str = "REMIX") -> Report:
        """Where a job stands. Raises AskFailed for any answer that does not say.

        A server without any work cannot be running it: such a job was lost in a restart, or has
        finished since it was asked about.
        """
        read = partial(polls.read_poll, service=self.service, task_id=task_id)
        call = Call("POST", _POLLS, body=polls.question(task_id))
        report = calling.learn(self.service, call, read)
        if report.is_finished or report.is_missing or not self._is_idle():
            return report
        return replace(report, is_missing=True)

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
        """An empty page where the server holds no job of anybody; raises AskFailed otherwise.

        It lists no jobs, it only counts those of the last day. Two equal counts prove nothing,
        because old jobs leave while new ones come; a count of nothing proves that ours is not
        there.
        """
        queue = calling.learn(self.service, stats.ASKED, stats.read_stats)
        if queue.total == 0:
            return UserPage(())
        known = "an unknown number of" if queue.total is None else str(queue.total)
        raise AskFailed(f"This server lists no jobs; it holds {known}, one of which may be ours.")

    def cancel(self, task_id: str) -> bool:
        """False: nothing stops a job of this server."""
        return False

    def _look_at_queue(self, secrets: Secrets) -> Stats:
        """The queue as it is before an order, as far as it can be seen. Raises NoAccess."""
        try:
            answer = calling.ask(self.service, stats.ASKED, self._short_s())
        except AskFailed:
            return Stats()
        refuse_without_access(answer, secrets)
        return _stats_or_none(answer)

    def _is_idle(self) -> bool:
        try:
            return calling.learn(
                self.service, stats.ASKED, stats.read_stats, self._short_s()
            ).is_idle
        except AskFailed:
            return False

    def _short_s(self) -> float:
        return min(_LOOK_S, self.service.ask_deadline_s, self.service.submit_deadline_s / 2)


def _stats_or_none(answer: Answer) -> Stats:
    if answer.status != 200:
        return Stats()
    try:
        return stats.read_stats(answer.body)
    except Unreadable:
        return Stats()
