"""Songs on their way in: files from a picker, a drop or the clipboard, or one link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from remixes import fetch
from remixes.forms import built_in
from remixes.forms.words import LineField

LINK_LENGTH = 2000
FILES_AT_ONCE = 50


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        found: list[UploadedFile[Any]] = files.getlist(name) if files else []
        return found


class FilesField(forms.FileField):
    """Several files; cleans to a list, [] when none was chosen. What they are is checked later,
    by content."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = [one for one in data or [] if one]
        if len(files) > FILES_AT_ONCE:
            raise ValidationError(f"Please add at most {FILES_AT_ONCE} files at once.")
        if not files:
            super().clean(None, initial)
        return files


class LinkField(LineField):
    """A web address that is handed to the service; only its form is checked here."""

    def clean(self, value: object) -> str:
        link = str(super().clean(value))
        if not link:
            return ""
        if link.lower().startswith("s3://"):
            return link  # whether the service reads it is for the order to say
        if "://" not in link and "." in link.split("/")[0]:
            link = f"https://{link}"
        try:
            fetch.check_url(link, settings.REMIX_FETCH_ALLOW)
        except fetch.Blocked as blocked:
            raise ValidationError(blocked.sentence, code="link") from blocked
        return link


class SourcesForm(forms.Form):
    """The upload box: at least one file, or a link."""

    file = FilesField(required=False)
    link = LinkField(required=False, max_length=LINK_LENGTH)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_link(cleaned.get("link", ""))
        if not self.errors and not cleaned.get("file") and not cleaned.get("link"):
            raise ValidationError("Add an audio file or a link first.", code="nothing")
        return cleaned

    def _check_link(self, link: str) -> None:
        """A link that no service of this desk can read is no source."""
        problem = built_in.link_problem(link) if built_in.is_only_built_in() else ""
        if problem:
            self.add_error("link", problem)


class UploadForm(forms.Form):
    """What people may correct about a source."""

    title = LineField(required=False, max_length=200)
    artist = LineField(required=False, max_length=200)
