"""The endpoint explorer's form: the wish for a remix, in either spelling of the Remix API."""

from __future__ import annotations

from typing import Any

from django import forms

from remixes.forms.remix import RemixForm
from remixes.forms.words import LineField
from remixes.models import Mode
from remixes.remote.wire_forms import wire_of
from remixes.wire.links import is_web_address

SPELLINGS = (("classic", "Classic"), ("current", "Current"))
SOURCES = (("file", "A file"), ("link", "A link"))
LONGEST_ADDRESS = 2000
_NEEDS = {
    "lyrics": ("lyrics", "The current form needs lyrics to sing over an instrumental."),
    "range": ("replace_start_at", "The current form needs the start and the end of the part."),
}


class ExplorerForm(RemixForm):
    """``warnings`` apart, everything is as in a remix's own form; ``source`` says which of file and
    link is meant, so that the other may stay filled in."""

    spelling = forms.ChoiceField(choices=SPELLINGS, required=False, label="Form of the API")
    source = forms.ChoiceField(choices=SOURCES, required=False, label="Song")
    wants_timestamps = forms.BooleanField(required=False, label="Times of the lyrics")
    webhook_url = LineField(required=False, max_length=LONGEST_ADDRESS, label="Callback address")

    def clean_spelling(self) -> str:
        return self.cleaned_data["spelling"] or SPELLINGS[0][0]

    def clean_source(self) -> str:
        return self.cleaned_data["source"] or SOURCES[0][0]

    def clean_webhook_url(self) -> str:
        address: str = self.cleaned_data["webhook_url"]
        if address and not is_web_address(address):
            raise forms.ValidationError("This is no web address. It starts with https://.")
        return address

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        spelling, mode = cleaned.get("spelling", ""), cleaned.get("mode", "")
        if spelling and mode:
            self._check_door(cleaned, spelling, mode)
        return cleaned

    def _check_source(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("source") == "link":
            cleaned |= {"upload": None, "file": [], "sample": False}
            for name in ("upload", "file"):
                self.errors.pop(name, None)
            if not cleaned.get("link") and "link" not in self.errors:
                self.add_error("link", "The link is missing.")
            return
        cleaned["link"] = ""
        self.errors.pop("link", None)
        super()._check_source(cleaned)

    def _check_door(self, cleaned: dict[str, Any], spelling: str, mode: str) -> None:
        given = {"lyrics": bool(cleaned.get("lyrics"))}
        given["range"] = cleaned.get("replace_start_at") is not None
        for part in sorted(wire_of(spelling, mode).requires & _NEEDS.keys()):
            name, sentence = _NEEDS[part]
            if not given[part] and name not in self.errors:
                self.add_error(name, sentence)

    def lasting(self) -> dict[str, Any]:
        """What a valid form says, as it can be kept and filled in again; times in seconds."""
        left_out = {"upload", "file", "sample", "form_key", "made_from"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return {name: value for name, value in said.items() if value not in (None, "", False)}


BEGINNING = {
    "spelling": "classic",
    "source": "file",
    "mode": Mode.REMIX.value,
    "prompt": "a song about greenery, nature and forest.",
    "wants_timestamps": True,
}
