"""A note as a form: its words, the version it is about, the moment or stretch it is pinned to."""

from __future__ import annotations

from typing import Any

from django import forms

from remixes.actions import notes
from remixes.actions.notes import Place
from remixes.forms.moment import MomentField
from remixes.forms.remix import RowField
from remixes.forms.words import LineField, WordsField
from remixes.models import Conversion, Remix

_MS = 1000


class TextForm(forms.Form):
    """The words of a note alone, for answers and edits."""

    text = WordsField(
        max_length=notes.LONGEST,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "The note is empty. Write something first.",
            "max_length": f"A note has at most {notes.LONGEST} characters.",
        },
    )


class NoteForm(TextForm):
    """A new thread. Without a time it is about the whole."""

    about = RowField(
        queryset=Conversion.objects.none(),
        required=False,
        label="About",
        empty_label="Source, or the whole",
        error_messages={"invalid_choice": "This version is not here any more."},
    )
    at = MomentField(required=False, label="At", max_length=12)
    until = MomentField(required=False, label="Until", max_length=12)
    line = LineField(required=False, max_length=1000, widget=forms.HiddenInput)

    def __init__(self, remix: Remix, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = remix.conversions.order_by("version")  # type: ignore[attr-defined]
        self.fields["about"].label_from_instance = lambda one: f"Version {one.version}"  # type: ignore[attr-defined]

    def place(self) -> Place:
        """What the note is about, once the form is valid."""
        asked = self.cleaned_data
        return Place(
            conversion=asked["about"],
            at_ms=_ms(asked["at"]),
            until_ms=_ms(asked["until"]),
            line=asked["line"],
        )


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * _MS)
