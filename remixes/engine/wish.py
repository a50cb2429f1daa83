"""The rules of an order: which fields mean what, and what is refused with which sentence.

It must not know the database or the disk.
"""

from __future__ import annotations

import importlib.util
import math
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from remixes.analysis import language
from remixes.engine import limits
from remixes.engine.fields import Fields
from remixes.engine.problem import Problem, Unprocessable

CURRENT_FORM = ("audio_url", "gender", "title", "generate_album_cover", "lyrics_timestamps")
YES = ("true", "1", "yes", "on")
NO = ("false", "0", "no", "off")
YOUTUBE = ("youtube.com", "youtu.be", "youtube-nocookie.com")

# The classic form has no fields for the range of an INPAINT; its clients say it in the prompt.
RANGE_IN_WORDS = re.compile(
    r"\s*\(replace (\d{1,5}):(\d{1,2}(?:\.\d+)?) to (\d{1,5}):(\d{1,2}(?:\.\d+)?)\)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Range:
    """The part an INPAINT replaces, seconds; both None where the engine is to choose."""

    start: float | None
    end: float | None


@dataclass(frozen=True)
class Wish:
    """A checked order; exactly one of `file` and `url` is set."""

    feature: str
    mode: str
    prompt: str
    lyrics: str
    title: str
    gender: str
    wants_timestamps: bool
    part: Range
    webhook_url: str
    file: UploadedFile[Any] | None
    url: str


def read_wish(fields: Fields, feature: str) -> Wish:
    """Check the fields of a submit to the door of `feature`; raises Problem 413 or 422."""
    mode = _mode(fields, feature)
    prompt, said = _split_prompt(fields.get("prompt"), mode)
    lyrics = fields.get("lyrics")
    _check_words(prompt, lyrics, feature)
    part = _part(fields, mode, said)
    if feature == "INPAINT" and (part.start is None or part.end is None):
        raise Unprocessable("replace_start_at and replace_end_at must both be provided.")
    file = _file(fields)
    _flag(fields, "generate_album_cover")
    return Wish(
        feature=feature,
        mode=mode,
        prompt=prompt,
        lyrics=lyrics,
        title=fields.get("title")[: limits.MAX_TITLE],
        gender=_gender(fields.get("gender")),
        wants_timestamps=_flag(fields, "lyrics_timestamps"),
        part=part,
        webhook_url=_webhook(fields.get("webhook_url")),
        file=file,
        url="" if file else _source_url(fields),
    )


def is_youtube(url: str) -> bool:
    """The link leads to a page of YouTube, not to a file."""
    host = (_split(url).hostname or "").rstrip(".").lower()
    return any(host == name or host.endswith(f".{name}") for name in YOUTUBE)


def can_take_youtube() -> bool:
    """The optional extra that brings yt-dlp is installed."""
    return importlib.util.find_spec("yt_dlp") is not None


def _mode(fields: Fields, feature: str) -> str:
    if feature == "INPAINT":
        return "INPAINT"
    if feature == "SING_OVER_INSTRUMENTAL":
        return "OVER_INSTRUMENTAL"
    mode = fields.get("mode").upper()
    if not mode and any(fields.has(name) for name in CURRENT_FORM):
        return "REMIX"
    known = ", ".join(limits.MODES)
    if not mode:
        raise Unprocessable(f"mode must be provided: one of {known}.")
    if mode not in limits.MODES:
        raise Unprocessable(f"mode must be one of {known}.")
    return mode


def _split_prompt(prompt: str, mode: str) -> tuple[str, Range]:
    found = RANGE_IN_WORDS.search(prompt) if mode == "INPAINT" else None
    if found is None:
        return prompt, Range(None, None)
    start_min, start_s, end_min, end_s = found.groups()
    start = int(start_min) * 60 + float(start_s)
    return prompt[: found.start()], Range(start, int(end_min) * 60 + float(end_s))


def _check_words(prompt: str, lyrics: str, feature: str) -> None:
    if not prompt:
        raise Unprocessable("prompt must be provided.")
    if feature == "SING_OVER_INSTRUMENTAL" and not lyrics:
        raise Unprocessable("lyrics must be provided.")
    for name, text, limit in (
        ("prompt", prompt, settings.REMIX_PROMPT_LIMIT),
        ("lyrics", lyrics, settings.REMIX_LYRICS_LIMIT),
    ):
        if len(text) > limit:
            raise Unprocessable(
                f"{name} is too long: {len(text)} characters, at most {limit} are allowed."
            )
    # Weights of one's own may sing other languages, the built-in voice does not.
    unsingable = "" if settings.REMIX_MODEL_DIR else language.problem(lyrics)
    if unsingable:
        raise Unprocessable(unsingable)


def _part(fields: Fields, mode: str, said: Range) -> Range:
    if mode != "INPAINT":
        return Range(None, None)
    start = _seconds(fields, "replace_start_at")
    end = _seconds(fields, "replace_end_at")
    part = said if start is None and end is None else Range(start, end)
    if (part.start is None) != (part.end is None):
        raise Unprocessable("replace_start_at and replace_end_at must both be provided.")
    if part.start is not None and part.end is not None and part.start >= part.end:
        raise Unprocessable("replace_start_at must be less than replace_end_at.")
    return part


def _seconds(fields: Fields, name: str) -> float | None:
    text = fields.get(name)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        raise Unprocessable(f"{name} must be a number of seconds, 0 or more.")
    return value


def _flag(fields: Fields, name: str) -> bool:
    text = fields.get(name).lower()
    if text in YES:
        return True
    if text in NO or not text:
        return False
    raise Unprocessable(f"{name} must be true or false.")


def _gender(text: str) -> str:
    gender = text.lower()
    if gender and gender not in limits.GENDERS:
        raise Unprocessable(f"gender must be one of {', '.join(limits.GENDERS)}.")
    return gender


def _file(fields: Fields) -> UploadedFile[Any] | None:
    file = fields.files.get("audio_file")
    if file is None:
        if fields.has("audio_file"):
            raise Unprocessable("audio_file must be sent as a file part with a file name.")
        return None
    if not file.size:
        raise Unprocessable("audio_file is empty; send an audio file.")
    if file.size > settings.REMIX_MAX_UPLOAD_BYTES:
        raise too_large()
    return file


def too_large() -> Problem:
    """The 413 of this door."""
    allowed = settings.REMIX_MAX_UPLOAD_BYTES / (1 << 20)
    return Problem(413, f"The request is too large: a file may have {allowed:g} MiB.")


def _source_url(fields: Fields) -> str:
    url = fields.get("audio_url") or fields.get("audio_path")
    if not url:
        raise Unprocessable("Either audio_file or audio_url must be provided.")
    if url.lower().startswith("s3://"):
        raise Unprocessable(
            "s3:// addresses cannot be read here; give an https address, such as a presigned one."
        )
    _check_http(url, "audio_url")
    if is_youtube(url) and not can_take_youtube():
        raise Unprocessable(
            "YouTube links cannot be read by this engine as it is installed (yt-dlp is missing); "
            "upload the audio file or give a link to one."
        )
    return url


def _webhook(url: str) -> str:
    if url:
        _check_http(url, "webhook_url")
    return url


def _check_http(url: str, name: str) -> None:
    if len(url) > limits.MAX_URL:
        raise Unprocessable(f"{name} is too long: at most {limits.MAX_URL} characters.")
    parts = _split(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise Unprocessable(f"{name} must be an http or https address.")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts
