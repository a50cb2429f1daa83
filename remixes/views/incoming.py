"""Pages that take files: the handler that caps them is chosen before anything is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from remixes.forms.incoming import CappedUploadHandler
from remixes.views.asking import PersonRequest

P = ParamSpec("P")


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
