"""The rules of an order: which fields mean what, and what is refused with which sentence.

It must not know the database or the disk; what one server allows and another does not comes in as
its Rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from remixes.wire import links
from remixes.wire.fields import Fields
from remixes.wire.problem import Unprocessable, too_large

MODES = ("REMIX", "INPAINT", "OVER_INSTRUMENTAL")
GENDERS = ("male", "female", "neutral")
MAX_TITLE = 200
MAX_URL = 2000
CURRENT_FORM = ("audio_url", "gender", "title", "generate_album_cover", "lyrics_timestamps")
YES = ("true", "1", "yes", "on")
NO = ("false", "0", "no", "off")

# The classic form has no fields for the range of an INPAINT; its clients say it in the prompt.
RANGE_IN_WORDS = re.compile(
    r"\s*\(replace (\d{1,5}):(\d{1,2}(?:\.\d+)?) to (\d{1,5}):(\d{1,2}(?:\.\d+)?)\)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Rules:
    """What one server refuses. Lengths are in characters, None where it leaves them to somebody
    else; the two functions say why it cannot take lyrics or a link, "" when it can."""

    prompt_limit: int | None
    lyrics_limit: int | None
    max_file_bytes: int
    lyrics_problem: Callable[[str], str]
    link_problem: Callable[[str], str]


@dataclass(frozen=True)
class Range:
    """The part an INPAINT replaces, seconds; both None where the server is to choose."""

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
    wants_cover: bool
    part: Range
    section: str
    webhook_url: str
    file: UploadedFile[Any] | None
    url: str


def read_wish(fields: Fields, feature: str, rules: Rules) -> Wish:
    """Check the fields of a submit to the door of `feature`; raises Problem 413 or 422."""
    mode = _mode(fields, feature)
    prompt, said = _split_prompt(fields.get("prompt"), mode)
    lyrics, section = fields.get("lyrics"), fields.get("lyrics_section_to_replace")
    _check_words(prompt, lyrics, section, feature, rules)
    part = _part(fields, mode, said)
    if feature == "INPAINT" and (part.start is None or part.end is None):
        raise Unprocessable("replace_start_at and replace_end_at must both be provided.")
    file = _file(fields, rules)
    return Wish(
        feature=feature,
        mode=mode,
        prompt=prompt,
        lyrics=lyrics,
        title=fields.get("title")[:MAX_TITLE],
        gender=_gender(fields.get("gender")),
        wants_timestamps=_flag(fields, "lyrics_timestamps"),
        wants_cover=_flag(fields, "generate_album_cover"),
        part=part,
        section=section,
        webhook_url=_webhook(fields.get("webhook_url")),
        file=file,
        url="" if file else _source_url(fields, rules),
    )


def _mode(fields: Fields, feature: str) -> str:
    if feature == "INPAINT":
        return "INPAINT"
    if feature == "SING_OVER_INSTRUMENTAL":
        return "OVER_INSTRUMENTAL"
    mode = fields.get("mode").upper()
    if not mode and any(fields.has(name) for name in CURRENT_FORM):
        return "REMIX"
    known = ", ".join(MODES)
    if not mode:
        raise Unprocessable(f"mode must be provided: one of {known}.")
    if mode not in MODES:
        raise Unprocessable(f"mode must be one of {known}.")
    return mode


def _split_prompt(prompt: str, mode: str) -> tuple[str, Range]:
    found = RANGE_IN_WORDS.search(prompt) if mode == "INPAINT" else None
    if found is None:
        return prompt, Range(None, None)
    start_min, start_s, end_min, end_s = found.groups()
    start = int(start_min) * 60 + float(start_s)
    return prompt[: found.start()], Range(start, int(end_min) * 60 + float(end_s))


def _check_words(prompt: str, lyrics: str, section: str, feature: str, rules: Rules) -> None:
    if not prompt:
        raise Unprocessable("prompt must be provided.")
    if feature == "SING_OVER_INSTRUMENTAL" and not lyrics:
        raise Unprocessable("lyrics must be provided.")
    for name, text, limit in (
        ("prompt", prompt, rules.prompt_limit),
        ("lyrics", lyrics, rules.lyrics_limit),
        ("lyrics_section_to_replace", section, rules.lyrics_limit),
    ):
        if limit is not None and len(text) > limit:
            raise Unprocessable(
                f"{name} is too long: {len(text)} characters, at most {limit} are allowed."
            )
    if problem := rules.lyrics_problem(lyrics) or rules.lyrics_problem(section):
        raise Unprocessable(problem)


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
    if gender and gender not in GENDERS:
        raise Unprocessable(f"gender must be one of {', '.join(GENDERS)}.")
    return gender


def _file(fields: Fields, rules: Rules) -> UploadedFile[Any] | None:
    file = fields.files.get("audio_file")
    if file is None:
        if fields.has("audio_file"):
            raise Unprocessable("audio_file must be sent as a file part with a file name.")
        return None
    if not file.size:
        raise Unprocessable("audio_file is empty; send an audio file.")
    if file.size > rules.max_file_bytes:
        raise too_large(rules.max_file_bytes)
    return file


def _source_url(fields: Fields, rules: Rules) -> str:
    url = fields.get("audio_url") or fields.get("audio_path")
    if not url:
        raise Unprocessable("Either audio_file or audio_url must be provided.")
    if url.lower().startswith("s3://"):
        raise Unprocessable(
            "s3:// addresses cannot be read here; give an https address, such as a presigned one."
        )
    _check_http(url, "audio_url")
    if problem := rules.link_problem(url):
        raise Unprocessable(problem)
    return url


def _webhook(url: str) -> str:
    if url:
        _check_http(url, "webhook_url")
    return url


def _check_http(url: str, name: str) -> None:
    if len(url) > MAX_URL:
        raise Unprocessable(f"{name} is too long: at most {MAX_URL} characters.")
    if not links.is_web_address(url):
        raise Unprocessable(f"{name} must be an http or https address.")
