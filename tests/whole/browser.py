"""A browser without JavaScript: pages, the forms on them, and what a person would read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import requests

# Everything here answers within a second; a loaded machine may take longer.
PATIENCE_S = 30.0
SentFile = tuple[str, bytes]  # its name and what is in it


@dataclass
class Form:
    """One form of a page with what a browser would send for it untouched."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(told.get("action", "")))
        elif self.forms and tag == "select":
            self._select = told.get("name", "")
        elif self.forms and tag == "option" and "selected" in told:
            self.forms[-1].fields[self._select] = told.get("value", "")
        elif self.forms and tag == "input" and _is_sent(told):
            value = "on" if told.get("type") == "checkbox" else ""
            self.forms[-1].fields[told["name"]] = told.get("value", value)


def _is_sent(told: Mapping[str, str]) -> bool:
    if not told.get("name") or told.get("type") in ("file", "submit", "button"):
        return False
    return told.get("type") not in ("checkbox", "radio") or "checked" in told


class Browser:
    """Somebody's session with one desk."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.session.get(urljoin(self.url, path), timeout=PATIENCE_S, **options)

    def form(self, page: str, action: str = "") -> Form:
        """The form of `page` whose action ends in `action`. Raises LookupError without one."""
        parser = _Forms()
        parser.feed(self.get(page).text)
        for form in parser.forms:
            if "csrfmiddlewaretoken" in form.fields and form.action.endswith(action):
                form.action = urljoin(urljoin(self.url, page), form.action)
                return form
        raise LookupError(f"{page} has no form for {action!r}")

    def send(
        self, form: Form, fields: Mapping[str, str], file: SentFile | None = None
    ) -> requests.Response:
        """Sends the form as a browser does and follows where it leads."""
        return self.session.post(
            form.action,
            data={**form.fields, **fields},
            files={"file": file} if file else None,
            headers={"Referer": form.action, "Origin": self.url},
            timeout=PATIENCE_S,
        )

    def press(self, page: str, action: str, **fields: str) -> requests.Response:
        """Fills in and sends one form of a page; any complaint of the desk is an error here."""
        answer = self.send(self.form(page, action), fields)
        answer.raise_for_status()
        return answer

    def sign_in(self, email: str, password: str) -> None:
        self.press("/accounts/login/", "/accounts/login/", login=email, password=password)
        if "remixdesk_session" not in self.session.cookies:
            raise AssertionError("the desk did not let its owner in")


def step_of(page: str) -> str:
    """The step a remix's page shows: waiting, sending, service, saving, ready, unconfirmed, …"""
    found = re.search(r'data-step="(\w+)"', page)
    if not found:
        raise AssertionError("this is no page of a remix")
    return found[1]


def complaints(page: str) -> list[str]:
    """What a page says is wrong, as plain text."""
    told = re.findall(r'class="(?:message|field-error)[^"]*"[^>]*>(.*?)</(?:div|p|li)>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in told]
