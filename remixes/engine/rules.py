"""What this engine cannot do, as rules for reading orders; knows settings, no task."""

from __future__ import annotations

from django.conf import settings

from remixes.analysis import language
from remixes.wire import links
from remixes.wire.wish import Rules


def rules() -> Rules:
    """The rules as the settings are now."""
    return Rules(
        prompt_limit=settings.REMIX_PROMPT_LIMIT,
        lyrics_limit=settings.REMIX_LYRICS_LIMIT,
        max_file_bytes=settings.REMIX_MAX_UPLOAD_BYTES,
        lyrics_problem=_lyrics_problem,
        link_problem=_link_problem,
    )


def _lyrics_problem(lyrics: str) -> str:
    """Weights of one's own may sing other languages, the built-in voice does not."""
    return "" if settings.REMIX_MODEL_DIR else language.problem(lyrics)


def _link_problem(url: str) -> str:
    if not links.is_youtube(url) or links.can_take_youtube():
        return ""
    return (
        "YouTube links cannot be read by this engine as it is installed (yt-dlp is missing); "
        "upload the audio file or give a link to one."
    )
