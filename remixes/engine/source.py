"""Brings a task's source to this disk: the upload that is there, a link to audio, or YouTube."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from remixes.audio import BadAudio
from remixes.engine import shelf
from remixes.engine.intake import check_source
from remixes.engine.models import Task
from remixes.fetch import download
from remixes.wire.links import is_youtube

FETCHED = "fetched"


class NotFetched(Exception):
    """The source could not be had; `sentence` is for people."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def bring(task: Task, work: Path, is_cancelled: Callable[[], bool]) -> Path:
    """The file to render; a fetched one is kept in `work` and its duration written down.

    Raises FetchError, BadAudio, NotFetched.
    """
    if task.source_file:
        kept = shelf.source_file(task.pk)
        if not kept.is_file():
            raise NotFetched("The uploaded file is no longer there; send it again.")
        return kept
    if is_youtube(task.source_url):
        fetched = _from_youtube(task.source_url, work, is_cancelled)
    else:
        fetched = work / FETCHED
        download(
            task.source_url,
            fetched,
            max_bytes=settings.REMIX_MAX_UPLOAD_BYTES,
            deadline_s=settings.REMIX_ARCHIVE_DEADLINE_S,
            allow=settings.REMIX_FETCH_ALLOW,
        )
    duration_s = check_source(fetched, task.replace_start_at)
    Task.objects.filter(pk=task.pk).held_by(task.worker).update(source_duration_s=duration_s)
    return fetched


def _from_youtube(url: str, work: Path, is_cancelled: Callable[[], bool]) -> Path:
    # Optional and slow to load, so only where a link needs it.
    try:
        import yt_dlp
    except ImportError as error:
        raise NotFetched("YouTube links cannot be read here: yt-dlp is not installed.") from error

    def hook(_: dict[str, Any]) -> None:
        if is_cancelled():
            raise yt_dlp.utils.DownloadCancelled

    options = {
        "format": "bestaudio/best",
        "outtmpl": str(work / f"{FETCHED}.%(ext)s"),
        "allowed_extractors": ["youtube"],
        "noplaylist": True,
        "max_filesize": settings.REMIX_MAX_UPLOAD_BYTES,
        "socket_timeout": settings.REMIX_ASK_DEADLINE_S,
        "match_filter": yt_dlp.utils.match_filter_func(
            f"!is_live & duration <= {settings.REMIX_MAX_DURATION_S}"
        ),
        "progress_hooks": [hook],
        "cachedir": False,
        "quiet": True,
        "noprogress": True,
    }
    try:
        with yt_dlp.YoutubeDL(options) as fetcher:
            fetcher.download([url])
    except yt_dlp.utils.YoutubeDLError as error:
        raise NotFetched("YouTube did not hand out this video's sound.") from error
    found = sorted(path for path in work.glob(f"{FETCHED}.*") if path.suffix != ".part")
    if not found:
        raise BadAudio("The video is too long, too large, or a live stream.")
    return found[0]
