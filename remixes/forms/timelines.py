"""A corrected timeline as a form: its text in any lyric format, or a file with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from remixes.forms.words import WordsField
from remixes.timeline import BadTimeline, Sheet, read_any

LARGEST = 1_000_000


class SheetForm(forms.Form):
    """`sheet` is LRC, WebVTT, SubRip or JSON; a file wins over it."""

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    sheet = WordsField(
        required=False,
        max_length=LARGEST,
        label="Lines",
        help_text="One line each, its time in front: [00:12.500]Rain on the roof",
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
    )
    file = forms.FileField(
        required=False,
        label="Import a file",
        help_text="LRC, WebVTT, SubRip, plain text or JSON.",
        widget=forms.FileInput(attrs={"accept": ".lrc,.vtt,.srt,.txt,.json"}),
    )

    def clean_file(self) -> str:
        """The text of the file, "" when none came."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LARGEST:
            raise ValidationError("This file is too large for lyrics: more than 1 MB.")
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError("This file is not text in UTF-8. Save it as UTF-8.") from error
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            cleaned["read"] = read_any(cleaned["file"] or cleaned["sheet"])
        except BadTimeline as bad:
            self.add_error("file" if cleaned["file"] else "sheet", bad.sentence)
        return cleaned

    @property
    def read(self) -> Sheet:
        """What the form says, once it is valid."""
        found: Sheet = self.cleaned_data["read"]
        return found
