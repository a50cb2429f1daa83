"""Plays the people at the desk: orders through the form, settles what only a person may settle.

Everything goes through the pages, and is tried again when the desk was killed meanwhile, with the
very same form: whether that is one remix is part of the question. It never looks into the ledger.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import requests

from tests.torture.target import Target
from tests.whole.browser import Form
from tests.whole.desk import UUID, wish

# How long somebody waits before they settle an unconfirmed remix, where the service can list its
# tasks and where it cannot; longer than a task runs and a slot is held.
PATIENCE_S = {True: 25.0, False: 9.0}
PAUSE_S = 0.4
TRY_FOR_S = 60.0
GIVES_UP = 0.4
Found = TypeVar("Found")


class Person(threading.Thread):
    """Orders every wish once, then looks after what awaits a person until told to stop."""

    def __init__(self, target: Target, upload: str, dice: random.Random) -> None:
        super().__init__(daemon=True)
        self.target = target
        self.upload = upload
        self.dice = dice
        self.ordered: dict[str, str] = {}
        self.agreed: Counter[str] = Counter()
        self.presses = 0
        self.complaints: list[str] = []
        self.is_over = threading.Event()
        self._gap_s = 0.6 * target.plan.fire_s / max(1, target.plan.remixes)

    def run(self) -> None:
        for number in range(1, self.target.plan.remixes + 1):
            if self.is_over.is_set():
                return
            prompt = f"wish {number} of seed {self.target.plan.seed}"
            self.ordered[prompt] = self.order(prompt)
            self.look_after()
            self.is_over.wait(self.dice.uniform(0, self._gap_s))
        while not self.is_over.wait(PAUSE_S):
            self.look_after()

    def order(self, prompt: str) -> str:
        """The id of the remix the desk says it made, "" where it never answered."""
        browser = self.target.desk.browser
        page = f"/remixes/new/?upload={self.upload}"
        form = self.insist(lambda: browser.form(page, "/remixes/new/"))
        if form is None:
            return ""

        def send() -> str:
            answer = browser.send(form, wish(prompt))
            answer.raise_for_status()
            found = UUID.search(answer.url)
            if not found:
                self.complaints.append(f"{prompt}: no remix behind {answer.url}")
            return found[0] if found else ""

        return self.insist(send) or ""

    def look_after(self) -> None:
        """Settles what has been unconfirmed for long, and opens a line that was paused."""
        patience = PATIENCE_S[self.target.plan.has_by_user]
        for remix in self.target.unconfirmed_for(patience):
            self.settle(remix)
        if self.target.has_paused_line():
            with suppress(requests.RequestException, LookupError):
                self.open_line()

    def settle(self, remix: str) -> None:
        deed = "give-up" if self.dice.random() < GIVES_UP else "send-again"
        # Counted before: the desk may be killed after it has done what it was asked.
        self.agreed[remix] += deed == "send-again"
        with suppress(requests.RequestException, LookupError):
            self.send(f"/remixes/{remix}/{deed}/")

    def open_line(self) -> None:
        """As an owner does in the admin."""
        self.send("/admin/remixes/serviceline/", action="open_line", _selected_action="main")

    def send(self, page: str, **fields: str) -> None:
        """Sends the form of a page that has no address but the page's own."""
        browser = self.target.desk.browser
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(page).text)
        if token:
            form = Form(self.target.desk.url + page, {"csrfmiddlewaretoken": token[1]})
            browser.send(form, fields).raise_for_status()
            self.presses += 1

    def insist(self, act: Callable[[], Found]) -> Found | None:
        """Tries until the desk answers, as one reloads a page; None when time is over."""
        end = time.monotonic() + TRY_FOR_S
        while time.monotonic() < end:
            try:
                return act()
            except (requests.RequestException, LookupError, OSError):
                time.sleep(PAUSE_S)
        self.complaints.append("the desk did not answer for a minute")
        return None
