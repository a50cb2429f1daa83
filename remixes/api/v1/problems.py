"""What went wrong, in one shape for every address (RFC 9457); knows no noun of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse
from ninja import Field, Schema

MEDIA_TYPE = "application/problem+json"
NOT_HERE = "There is no such thing here, or it is not yours to see."
NOBODY = "Sign in, or send a token: Authorization: Bearer …"


class Wrong(Schema):
    """One field that was not understood."""

    field: str = Field(description="Its name, with dots into lists and objects; empty: the whole.")
    message: str = Field(description="What is wrong with it, as a sentence.")


class ProblemOut(Schema):
    """A refused request. Show `detail` to people; decide by `status`."""

    type: str = Field(description="about:blank: the status says which kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status once more.")
    detail: str = Field(description="What happened and what to do next, as a sentence.")
    errors: list[Wrong] = Field(description="The fields that are wrong, if it is about fields.")


@dataclass
class Problem(Exception):
    """Ends a request with an answer of this shape."""

    status: int
    detail: str
    errors: tuple[Wrong, ...] = ()
    retry_after_s: int | None = None

    def answer(self) -> HttpResponse:
        body = ProblemOut(
            type="about:blank",
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            detail=self.detail,
            errors=list(self.errors),
        )
        answer = JsonResponse(body.model_dump(), status=self.status, content_type=MEDIA_TYPE)
        answer["Cache-Control"] = "no-store"
        if self.status == HTTPStatus.UNAUTHORIZED:
            answer["WWW-Authenticate"] = "Bearer"
        if self.retry_after_s is not None:
            answer["Retry-After"] = str(self.retry_after_s)
        return answer


def unknown() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, NOT_HERE)


def of_fields(errors: Iterable[Wrong]) -> Problem:
    """Fields that are wrong; the first one speaks for the whole."""
    wrong = tuple(errors)
    first = wrong[0].message if wrong else "The request was not understood."
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, first, wrong)


def of_form(form: BaseForm, names: Mapping[str, str] | None = None) -> Problem:
    """What a form of the pages says; `names` are those of this API where they differ."""
    known = names or {}
    return of_fields(
        Wrong(field=known.get(name, "" if name == "__all__" else name), message=str(error))
        for name, errors in form.errors.items()
        for error in errors
    )


def of_schema(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """What the schema says of a request; `loc` begins with where a value was: body, query, …"""
    return of_fields(
        Wrong(field=_dotted(error["loc"]), message=_sentence(error)) for error in errors
    )


def _dotted(loc: Iterable[object]) -> str:
    where, *names = [str(one) for one in loc]
    # The first name within a body or a filter is that of our own argument, which nobody sent.
    if where in ("body", "query", "form") and names and names[0] in ("asked", "filters"):
        names = names[1:]
    return ".".join(names)


def _sentence(error: Mapping[str, Any]) -> str:
    if error.get("type") == "extra_forbidden":
        return "There is no such field."
    if error.get("type") == "missing":
        return "This field is missing."
    words = str(error.get("msg", "")).removeprefix("Value error, ").strip().rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."
