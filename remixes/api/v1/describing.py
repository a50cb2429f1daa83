"""The OpenAPI description, made from the operations; it adds what is true of all of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.conf import settings

from remixes.api.v1.api import api
from remixes.api.v1.problems import MEDIA_TYPE, ProblemOut

PREFIX = "api/v1"
_INTRODUCTION = """
What the pages of this desk do, for programs. One team shares one desk: everybody sees everything
that is not in somebody's trash.

**Sign in** with a personal token (Settings, Tokens): `Authorization: Bearer rxd_…`. A token that
may `read` reads; one that may `submit` changes things, too. In a browser the session counts; what
changes something then needs the `X-CSRFToken` header.

**Roles.** Viewers listen, comment and prefer. Members also upload and remix, correct any timeline,
pick winners, and cancel and trash what is their own. Owners may do everything. What you may not
see is 404.

**Errors** have one shape, `application/problem+json`: show `detail` to people, it is a sentence.
**Times** are RFC 3339 in UTC; `…_s` are seconds, `…_ms` milliseconds. **Lists** come in pages:
send `next` as `cursor`. **ETag**: send it as `If-None-Match` when you ask again; 304 means that
nothing has changed.
"""
_TAGS = {
    "remixes": "Wishes for remixes: ordering them, following them, and what may be done with them.",
    "choosing": "Which version people like best, and which one the team takes.",
    "uploads": "Sources: stored files, and links that a service fetches by itself.",
    "conversions": "Versions, the results of a remix, with their files.",
    "timelines": "Lyrics with their times.",
    "comments": "Notes on a moment, a line or the whole of a remix.",
    "people": "Who asks, and who is in the team.",
}
_PROBLEMS = {
    HTTPStatus.BAD_REQUEST: ("Unreadable", "The body is not what it says it is."),
    HTTPStatus.UNAUTHORIZED: ("Unknown", "No token and no session, or a token that is dead."),
    HTTPStatus.FORBIDDEN: (
        "Forbidden",
        "The token may only read, the role does not allow it, or the session sent no X-CSRFToken.",
    ),
    HTTPStatus.NOT_FOUND: ("Missing", "It is not here, or not yours to see or change."),
    HTTPStatus.CONFLICT: (
        "Conflict",
        "Not as things stand: it is in another state, in the trash, or was changed meanwhile.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("TooLarge", "The body is larger than this desk takes."),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("Invalid", "It was understood and is not acceptable."),
    HTTPStatus.TOO_MANY_REQUESTS: ("TooMany", "Too many requests. Retry-After says when."),
}
_EXAMPLES = {
    HTTPStatus.UNAUTHORIZED: "Sign in, or send a token: Authorization: Bearer …",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The prompt is missing. Say what the remix should sound like.",
    HTTPStatus.CONFLICT: "Only a failed remix can be tried again.",
}
_ETAG = {"ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}}}
_LOCATION = {"Location": {"description": "Its address.", "schema": {"type": "string"}}}
_RETRY_AFTER = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}

_MADE_AT_AN_ADDRESS = ("create_remix", "add_file", "add_link", "remix_version")
_IDS = {
    "create_remix": ("201", "/remixes", "$response.body#/id"),
    "remix": ("200", "/conversions", "$response.body#/conversions/0/id"),
    "add_file": ("201", "/uploads", "$response.body#/id"),
    "add_link": ("201", "/uploads", "$response.body#/id"),
    "add_note": ("201", "/notes", "$response.body#/id"),
    "answer_note": ("201", "/notes", "$response.body#/id"),
}
"""What each of these answers with, and below which addresses that is the id."""


@lru_cache(maxsize=1)
def description() -> str:
    """The description as JSON text; the same for everybody until the process ends."""
    return json.dumps(described(), default=str)


def described() -> dict[str, Any]:
    """OpenAPI 3.1 as plain data."""
    # Through JSON once: operations share pieces that are changed below, each for itself.
    told = json.loads(json.dumps(api.get_openapi_schema(path_prefix=f"{PREFIX}/"), default=str))
    told["info"] = {
        "title": "Remixdesk",
        "version": "1",
        "description": _INTRODUCTION.strip(),
    }
    told["servers"] = [{"url": "/"}]
    told["tags"] = [{"name": name, "description": words} for name, words in _TAGS.items()]
    told["security"] = [{"token": []}, {"session": []}]
    parts = told["components"]
    parts["schemas"]["Problem"] = _problem_schema(parts["schemas"])
    parts["responses"] = {name: _problem(code) for code, (name, _) in _PROBLEMS.items()}
    parts["securitySchemes"] = _schemes()
    for address, methods in told["paths"].items():
        for method, operation in methods.items():
            _complete(address, method, operation)
    _link(told["paths"])
    return told


@dataclass(frozen=True)
class Line:
    """One operation in a list."""

    method: str
    address: str
    summary: str


@dataclass(frozen=True)
class Group:
    """The operations under one tag."""

    name: str
    description: str
    operations: tuple[Line, ...]


@lru_cache(maxsize=1)
def groups() -> list[Group]:
    """What there is, for the page as it is without scripts."""
    found: dict[str, list[Line]] = {name: [] for name in _TAGS}
    for address, methods in json.loads(description())["paths"].items():
        for method, one in methods.items():
            found[one["tags"][0]].append(Line(method.upper(), address, one["summary"]))
    return [Group(name, words, tuple(found[name])) for name, words in _TAGS.items()]


def _complete(address: str, method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for code in ("200", "201"):
        if method == "get" and code in answers:
            answers[code]["headers"] = dict(_ETAG)
    if method == "get":
        answers["304"] = {"description": "Unchanged since that ETag."}
    if operation["operationId"] in _MADE_AT_AN_ADDRESS:
        answers["201"]["headers"] = dict(_LOCATION)
    for refusal in sorted(_refusals(address, method, operation)):
        answers[str(refusal.value)] = {"$ref": f"#/components/responses/{_PROBLEMS[refusal][0]}"}


def _link(paths: dict[str, Any]) -> None:
    """Says which operation takes an id that another has answered with."""
    by_id = {one["operationId"]: one for methods in paths.values() for one in methods.values()}
    for maker, (code, root, value) in _IDS.items():
        links = by_id[maker]["responses"][code].setdefault("links", {})
        for address, methods in paths.items():
            if not address.startswith(f"/{PREFIX}{root}/{{pk}}"):
                continue
            for one in methods.values():
                name = one["operationId"]
                links[name] = {"operationId": name, "parameters": {"pk": value}}


def _refusals(address: str, method: str, operation: dict[str, Any]) -> set[HTTPStatus]:
    """With which problems an operation may answer, read off its own description."""
    found = {HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS}
    if "{" in address:
        found.add(HTTPStatus.NOT_FOUND)
    if method != "get":
        found |= {HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT}
    if "requestBody" in operation:
        found |= {
            HTTPStatus.BAD_REQUEST,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            HTTPStatus.UNPROCESSABLE_ENTITY,
        }
    if any(one["in"] in ("query", "header") for one in operation.get("parameters", ())):
        found.add(HTTPStatus.UNPROCESSABLE_ENTITY)
    return found


def _problem_schema(schemas: dict[str, Any]) -> dict[str, Any]:
    schema = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    return dict(schema)


def _problem(code: HTTPStatus) -> dict[str, Any]:
    words = _PROBLEMS[code][1]
    example: dict[str, Any] = {
        "type": "about:blank",
        "title": code.phrase,
        "status": code.value,
        "detail": _EXAMPLES.get(code, words),
        "errors": [],
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    told: dict[str, Any] = {"description": words, "content": {MEDIA_TYPE: content}}
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        told["headers"] = dict(_RETRY_AFTER)
    return told


def _schemes() -> dict[str, Any]:
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal token, from Settings, Tokens.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "Signed in on the pages; what changes something needs X-CSRFToken, too.",
        },
    }
