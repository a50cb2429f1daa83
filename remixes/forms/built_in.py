"""What the engine of this very desk always refuses, so that a form can say it first.

Other services decide for themselves; nothing here speaks of them.
"""

from __future__ import annotations

from django.conf import settings

from remixes.actions.offers import is_built_in
from remixes.analysis import language
from remixes.remote import Service
from remixes.wire.links import can_take_youtube, is_youtube

_ARRANGER = (
    "The built-in engine re-arranges your song around the prompt: another tempo, drums, bass, "
    "harmony and a voice that sings English lyrics. It is not a generative model."
)
_MODEL = (
    "The built-in engine makes new music from your song with a generative model on this machine."
)


def is_only_built_in() -> bool:
    """Whether every remix of this desk goes to its own engine."""
    return all(is_built_in(service) for service in settings.REMIX_SERVICES)


def what_it_is(service: str) -> str:
    """What the engine does and does not, for people; "" where another service makes the remixes."""
    if not is_built_in(service):
        return ""
    return _MODEL if settings.REMIX_MODEL_DIR else _ARRANGER


def lyrics_problem(lyrics: str) -> str:
    """Why the built-in voice cannot sing these lyrics, "" when it can."""
    return "" if settings.REMIX_MODEL_DIR else language.problem(lyrics)


def link_help(service: str) -> str:
    """What may be given as a link, for the service that is chosen."""
    if not Service.from_settings(service).reads_links:
        return "A link to an audio file (https), which this desk fetches for the service."
    if not is_built_in(service):
        return "A page or file that the service can fetch: https audio, S3, YouTube."
    if can_take_youtube():
        return "A link to an audio file (https) or to a YouTube video."
    return "A link to an audio file (https)."


def link_problem(link: str) -> str:
    """Why the engine cannot read this link, "" when it may."""
    if link.lower().startswith("s3://"):
        return "s3:// links cannot be read here. Use an https:// link to the same file."
    if is_youtube(link) and not can_take_youtube():
        return "YouTube links cannot be read here. Add the audio file itself."
    return ""


def words_problem(text: str, limit: int) -> str:
    """Why the engine refuses a text of that length, "" when it does not."""
    if len(text) <= limit:
        return ""
    return f"This is too long: {len(text)} characters, at most {limit} are taken."
