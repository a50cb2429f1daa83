"""What is true of every address of this API, whatever the operation: who reads on, what is cached,
and that nobody ever gets a page of HTML."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import HttpError, ValidationError

from remixes.api.v1.problems import Problem, of_schema, unknown
from remixes.forms.incoming import CappedUploadHandler

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]

_TOO_LARGE = "The body is too large. Send a song as multipart/form-data to /api/v1/uploads."
_UNREADABLE = "The body cannot be read. Send JSON in UTF-8, or a file as multipart/form-data."
_OTHER_METHOD = "This address does not take {method}. The Allow header says what it takes."
_OUR_FAULT = "Something went wrong here, and it is our fault. It has been logged; try again later."


def door(view: View) -> View:
    """Wraps the view of an address. Who asks is asked inside, before a body is read."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [CappedUploadHandler(request)]
        try:
            answer = _answered(view, request, *args, **kwargs)
        except Exception:
            # As Django does before it draws its page, which no program wants to read.
            got_request_exception.send(sender=door, request=request)
            log.exception("%s %s failed", request.method, request.path)
            return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, _OUR_FAULT).answer()
        return _finished(request, answer)

    return csrf_exempt(login_not_required(opened))


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """HEAD is GET, whose body the server leaves out."""
    if request.method != "HEAD":
        return view(request, *args, **kwargs)
    request.method = "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = "HEAD"


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Every other address below /api/v1/."""
    return unknown().answer()


def problem_of(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """What an operation raised, as an answer; what nobody foresaw goes on up."""
    if isinstance(error, Problem):
        return error.answer()
    if isinstance(error, ValidationError):
        return of_schema(error.errors).answer()
    if isinstance(error, Http404):
        return unknown().answer()
    if isinstance(error, RequestDataTooBig):
        return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE).answer()
    return Problem(HTTPStatus.BAD_REQUEST, _UNREADABLE).answer()


FORESEEN = (
    Problem,
    ValidationError,
    HttpError,
    Http404,
    MultiPartParserError,
    BadRequest,
    SuspiciousOperation,
)


def _finished(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        told = Problem(HTTPStatus.METHOD_NOT_ALLOWED, _OTHER_METHOD.format(method=request.method))
        refused = told.answer()
        refused["Allow"] = _with_head(answer["Allow"])
        return refused
    if request.method in ("GET", "HEAD") and answer.status_code == HTTPStatus.OK:
        return _conditional(request, answer)
    if answer.status_code == HTTPStatus.NO_CONTENT:
        del answer["Content-Type"]
    if "Cache-Control" not in answer:
        answer["Cache-Control"] = "no-store"
    return answer


def _with_head(allowed: str) -> str:
    methods = {name.strip() for name in allowed.split(",")}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _conditional(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """With the ETag of what was told, or 304 when the caller has it already."""
    if not isinstance(answer, HttpResponse):
        return answer
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Authorization, Cookie"
    return get_conditional_response(request, etag=etag, response=answer) or answer
