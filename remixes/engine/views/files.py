"""Serves finished files at unguessable addresses, without a key, with HTTP Range."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from remixes.engine import shelf
from remixes.engine.models import Result
from remixes.wire.door import error
from remixes.wire.problem import Problem
from remixes.wire.ranges import Version, send

MIME = {"mp3": "audio/mpeg", "wav": "audio/wav"}


@login_not_required
@csrf_exempt
def file(request: HttpRequest, token: str, name: str, extension: str) -> HttpResponseBase:
    """One result file; `name` is only for the eye of whoever saves it."""
    if request.method not in ("GET", "HEAD"):
        return error(request, Problem(405, "Use GET here.", {"Allow": "GET, HEAD"}))
    result = Result.objects.filter(token=token, ready_at__isnull=False).first()
    if result is None:
        return error(request, Problem(404, "There is no such file, or it has expired."))
    try:
        opened = shelf.result_file(result.task_id, result.number, extension).open("rb")
    except OSError:
        return error(request, Problem(404, "There is no such file, or it has expired."))
    told = Path(opened.name).stat()
    # Result files never change in place.
    version = Version(f'"{told.st_mtime_ns:x}-{told.st_size:x}"', told.st_mtime_ns // 1_000_000_000)
    cap = settings.REMIX_RANGE_CAP_BYTES
    answer = send(request, opened, told.st_size, MIME[extension], version, cap=cap)
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
