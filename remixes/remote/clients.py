"""Which client speaks to a service: one class for each form of wire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from remixes.remote.ace_step import AceStepClient
from remixes.remote.client import PAGE_LIMIT, Client
from remixes.remote.evidence import Exchange
from remixes.remote.order import Order
from remixes.remote.services import ACE_STEP, Service
from remixes.remote.shapes import Report, SubmitReply, UserPage


class ServiceClient(Protocol):
    """What the desk asks of any service; each call raises the RemoteErrors that Client names."""

    def submit(self, order: Order) -> tuple[SubmitReply, Exchange]:
        """Sends one order, which may cost money. Raises NotSent, Refused or Unclear."""

    def by_id(self, task_id: str, *, mode: str = "REMIX") -> Report:
        """Where a task stands. Raises AskFailed for any answer that does not say."""

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
        """One page of the account's tasks. Raises AskFailed where the service lists none."""

    def cancel(self, task_id: str) -> bool:
        """True where the service confirms that it stops the task, False where it does not."""


_CLIENTS: dict[str, Callable[[Service], ServiceClient]] = {
    "classic": Client,
    "current": Client,
    ACE_STEP: AceStepClient,
}


def client_of(service: Service) -> ServiceClient:
    """The client for that service's form. Raises KeyError for a form that nobody speaks."""
    return _CLIENTS[service.form](service)
