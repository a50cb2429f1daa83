"""Somebody's program: a token, and asking the JSON API with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from remixes.models import Person, Scope, Token

JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Caller:
    """A program with the token of somebody."""

    person: Person
    secret: str

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer of /api/v1/`path`; `body` goes as JSON, `a_b` is the header a-b."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return ask(method, path, body, None, authorization=f"Bearer {self.secret}", **sent)


def ask(method: str, path: str, body: Any = None, client: Client | None = None, **sent: str) -> Any:
    """The same of nobody, or of the browser that is given."""
    extra = {} if body is None else {"data": body, "content_type": JSON}
    send = getattr(client or Client(), method)
    return send(f"/api/v1/{path}", headers=sent, **extra)


def caller(person: Person, scope: str = Scope.SUBMIT) -> Caller:
    return Caller(person, Token.make(person, "script", scope)[1])
