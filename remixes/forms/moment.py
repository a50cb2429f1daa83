"""A moment in a song as people write it: seconds, m:ss or h:mm:ss, with a point or a comma."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

_MOMENT = re.compile(
    r"(?:(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):)?(?P<s>\d{1,5}(?:[.,]\d{1,6})?)\s*s?", re.ASCII
)


def read_moment(text: str) -> float | None:
    """Seconds, or None when the text is no moment ("1:75" is none either)."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes = found["h"], found["m"]
    seconds = float(found["s"].replace(",", "."))
    if (minutes and seconds >= 60) or (hours and int(minutes) >= 60):
        return None
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + seconds


def write_moment(seconds: float) -> str:
    """The shortest spelling ``read_moment`` takes back: 64.5 is "1:04.5"."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    whole, ms = divmod(rest, 1000)
    tail = f".{ms:03d}".rstrip("0") if ms else ""
    return f"{minutes}:{whole:02d}{tail}"


class MomentField(forms.CharField):
    """A short line, 0:48. Cleans to seconds (float) or None when left empty."""

    default_error_messages = {  # noqa: RUF012 - Django merges these over the class tree
        "moment": "Write the time as seconds or as minutes:seconds, for example 48 or 0:48.",
    }

    def clean(self, value: object) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        seconds = read_moment(text)
        if seconds is None:
            raise ValidationError(self.error_messages["moment"], code="moment")
        return seconds

    def prepare_value(self, value: object) -> object:
        return write_moment(value) if isinstance(value, int | float) else value
