"""The field names that replies, webhooks and byId share, read into shapes."""

from __future__ import annotations

import math

from remixes.remote import reading
from remixes.remote.lyrics import read_timeline
from remixes.remote.reading import Body
from remixes.remote.shapes import ConversionFacts

NUMBERS = (1, 2)
TITLE_LIMIT = 300
STATUS_LIMIT = 40
LONGEST_AUDIO_S = 24 * 60 * 60
FINAL_GOOD = "COMPLETED"
FINAL_BAD = frozenset({"ERROR", "FAILED"})

# Some replies fill the second id of a one-song job with this word instead of leaving it empty.
_NO_SECOND_SONG = "single_song_generation_request"
_TELLING = ("reason", "error_message", "status_msg", "message", "error", "detail")
_COMPLAINTS_LIMIT = 10


def conversion_id(value: object) -> str:
    """A conversion's id, or "" where there is none."""
    word = reading.ident(value)
    return "" if word == _NO_SECOND_SONG else word


def conversion_ids(body: Body) -> tuple[str, ...]:
    """Every conversion id the body names, in order, each once."""
    names = ("conversion_id", *(f"conversion_id_{number}" for number in NUMBERS))
    return tuple(dict.fromkeys(word for name in names if (word := conversion_id(body.get(name)))))


def status(body: Body) -> str:
    """The task's status in upper case, "" where none is told."""
    value = body.get("status")
    words = reading.text(value, STATUS_LIMIT) if isinstance(value, str) else ""
    return words.upper().replace(" ", "_").replace("-", "_")


def message(body: Body) -> str:
    """Whatever the body says in words, the most telling field first."""
    return next((found for name in _TELLING if (found := words(body.get(name)))), "")


def words(value: object) -> str:
    """A complaint in words: a string, a list of {loc, msg, type}, or an object with a message."""
    if isinstance(value, list):
        told = (words(each) for each in value[:_COMPLAINTS_LIMIT])
        return "; ".join(each for each in told if each)[: reading.TEXT_LIMIT]
    if isinstance(value, dict):
        return _located(value)
    return reading.text(value) if isinstance(value, str) else ""


def _located(complaint: Body) -> str:
    said = reading.first_text(complaint, "msg", "message", "error", "reason")
    place = complaint.get("loc")
    if not said or not isinstance(place, list):
        return said
    path = [word for each in place[:5] if (word := reading.text(each, 40)) and word != "body"]
    return f"{'.'.join(path)}: {said}" if path else said


def duration(value: object) -> float | None:
    """Seconds, more than 0 and at most a day, else None."""
    seconds = reading.number(value)
    return seconds if seconds is not None and 0 < seconds <= LONGEST_AUDIO_S else None


def eta(value: object) -> int | None:
    """Whole seconds rounded up; None for null, words, 0, negative or more than 30 days."""
    seconds = reading.number(value)
    return math.ceil(seconds) if seconds is not None and 0 < seconds <= 30 * 86_400 else None


def progress(value: object) -> float | None:
    """0 to 1, clamped."""
    part = reading.number(value)
    return None if part is None else min(1.0, max(0.0, part))


def plan(value: object) -> dict[str, object] | None:
    """The engine's plan, fit to be stored."""
    found = reading.tree(value)
    return found if isinstance(found, dict) else None


def picture(body: Body, name: str) -> str:
    """The link of a cover or its thumbnail, from `name`_path or the first of `name`_paths."""
    several = body.get(f"{name}_paths")
    first = several[0] if isinstance(several, list) and several else None
    return reading.link(body.get(f"{name}_path")) or reading.link(first)


def conversion(body: Body, number: int | None, service_id: str) -> ConversionFacts:
    """The facts of one conversion from its fields, which end in _1 or _2 where `number` is set."""
    tail = f"_{number}" if number else ""
    mp3 = reading.first_link(body, f"conversion_path{tail}", f"audio_url{tail}")
    is_flagged = reading.flag(body.get(f"is_flagged{tail}")) or False
    return ConversionFacts(
        service_id=service_id or None,
        number=number,
        mp3_url=mp3,
        wav_url=reading.link(body.get(f"conversion_path_wav{tail}")),
        duration_s=duration(body.get(f"conversion_duration{tail}")),
        title=reading.text(body.get(f"title{tail}"), TITLE_LIMIT),
        lyrics=reading.text_or_none(body.get(f"lyrics{tail}")),
        timeline=read_timeline(body.get(f"lyrics_timestamped{tail}")),
        is_flagged=is_flagged,
        reason=reading.text(body.get(f"reason{tail}")),
    )
