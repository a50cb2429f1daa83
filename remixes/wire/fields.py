"""Reads what a request brought, in any content type, into plain text fields and one file.

It must not know what the fields mean.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from remixes.wire.problem import Problem, Unprocessable, too_large

# Room for the text fields and the multipart frame around a file of the greatest size.
FRAME_BYTES = 2 << 20
FORM_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded")
BAD_BODY = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@dataclass(frozen=True)
class Fields:
    """Text by name (a name with an empty string is absent) and the file parts by name."""

    texts: dict[str, str]
    files: dict[str, UploadedFile[Any]]

    def get(self, name: str) -> str:
        """The text of a field, "" if it is absent."""
        return self.texts.get(name, "")

    def has(self, name: str) -> bool:
        """The field came and was not empty."""
        return name in self.texts


def read_fields(request: HttpRequest, max_file_bytes: int = 0) -> Fields:
    """Read the body, whose file parts may have so many bytes together; 0 where none is wanted.

    Raises Problem 400, 411, 413 or 415, Unprocessable for a field that is no text.
    """
    _check_length(request, max_file_bytes)
    if request.content_type == "application/json":
        return Fields(_present(_read_json(request)), {})
    if request.content_type not in FORM_TYPES and _has_body(request):
        raise Problem(
            415,
            "Send multipart/form-data, application/x-www-form-urlencoded or application/json.",
        )
    try:
        texts = {name: _clean(str(value)) for name, value in request.POST.items()}
        files = {
            name: file for name, file in request.FILES.items() if isinstance(file, UploadedFile)
        }
    except RequestDataTooBig as error:
        raise Problem(413, "The text fields are too large.") from error
    except BAD_BODY as error:
        raise Problem(400, "The request body could not be read.") from error
    return Fields(_present(texts), files)


def _check_length(request: HttpRequest, max_file_bytes: int) -> None:
    """Before anything is read, because reading a form writes its files to disk."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and "HTTP_TRANSFER_ENCODING" in request.META:
        raise Problem(411, "Say the length of the request in a Content-Length header.")
    if length.isdecimal() and int(length) > max_file_bytes + FRAME_BYTES:
        raise too_large(max_file_bytes)


def _has_body(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length != "0" or "HTTP_TRANSFER_ENCODING" in request.META


def _present(texts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text != ""}


def _read_json(request: HttpRequest) -> dict[str, str]:
    try:
        data = json.loads(request.body or b"{}")
    except RequestDataTooBig as error:
        raise Problem(413, "The JSON body is too large.") from error
    except (ValueError, RecursionError, UnreadablePostError) as error:
        raise Problem(400, "The request body is not valid JSON.") from error
    if not isinstance(data, dict):
        raise Problem(400, "The JSON body must be an object.")
    return {str(name): _text_of(str(name), value) for name, value in data.items()}


def _text_of(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return _clean(str(value))
    raise Unprocessable(f"{_clean(name)[:60]} must be text, a number or a boolean.")


def _clean(text: str) -> str:
    """What every database can keep: no NUL, no lone surrogate, one kind of line end."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
