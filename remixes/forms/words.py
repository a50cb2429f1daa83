"""Text a person typed: one kind of line end, no control characters, a length that is sane."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

# Everything below space but tab and line feed, DEL, the C1 block, and lone surrogates.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


class WordsField(forms.CharField):
    """Multi-line text. ``max_length`` is a hard cap; the service's own limits only warn."""

    widget: type[forms.Widget] = forms.Textarea

    def to_python(self, value: object) -> str:
        text = _LINE_ENDS.sub("\n", super().to_python(value) or "")
        if _CONTROL.search(text):
            raise ValidationError(
                "This text has an invisible control character in it. Please type it again.",
                code="control",
            )
        return text


class LineField(WordsField):
    """Text of one line: line ends and tabs become spaces."""

    widget = forms.TextInput

    def to_python(self, value: object) -> str:
        return " ".join(super().to_python(value).split())
