"""Files on their way in: nothing is written beyond what a source may have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from remixes.views.asking import PersonRequest

P = ParamSpec("P")


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Drops what comes after the cap but counts it, so that the size still tells the truth and
    the file is refused with its own sentence instead of filling the disk first."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.REMIX_MAX_UPLOAD_BYTES:
            super().receive_data_chunk(raw_data, start)


def takes_files(
    view: Callable[Concatenate[PersonRequest, P], HttpResponseBase],
) -> Callable[Concatenate[PersonRequest, P], HttpResponseBase]:
    """Has to be the outermost decorator: the handler is chosen before the body is read, and it is
    the check against forged requests that reads it first. That check is made all the same."""
    guarded = csrf_protect(view)

    @wraps(view)
    def prepared(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.upload_handlers = [CappedUploadHandler(request)]
        return guarded(request, *args, **kwargs)

    return csrf_exempt(prepared)
