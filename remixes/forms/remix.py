"""The wish for a remix as a form: what the service would refuse is refused here, in our words."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from remixes.actions.offers import (
    chosen_service,
    is_built_in,
    offer_of,
    what_is_missing,
    what_is_refused,
)
from remixes.forms import built_in
from remixes.forms.moment import MomentField
from remixes.forms.sources import LINK_LENGTH, FilesField, LinkField
from remixes.forms.words import LineField, WordsField
from remixes.models import Gender, Mode, Person, Remix, Upload

# Far above what any service takes; only keeps a pasted book out of the database.
PROMPT_CAP = 20_000
LYRICS_CAP = 100_000

# "replace 0:48 to 1:04", "from 20 s", "the last 8 bars", "the second chorus": the prompt itself
# names the part.
_NAMES_A_PART = re.compile(
    r"\d+:\d\d|\d\s*(?:s|sec|secs|seconds?)\b"
    r"|\b(?:first|last|final|opening|closing)\s+(?:[\w.]+\s+)?"
    r"(?:bars?|measures?|secs?|seconds?|mins?|minutes?)\b"
    r"|\b(?:intro|verse|pre-?chorus|chorus|refrain|hook|bridge|solo|drop|break(?:down)?|build-?up"
    r"|interlude|middle eight|outro|ending|beginning|opening)\b",
    re.IGNORECASE,
)


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """One row by its id; what is no id at all is refused in the same words as an unknown one."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from error


class RemixForm(forms.Form):
    """One of upload, file, link or sample; mode, prompt, lyrics and, for INPAINT, the range.

    What the chosen service cannot be told is never refused: it is left over from another service or
    another mode, and its field is not on the page. The action leaves it out of the wish.
    """

    upload = RowField(
        queryset=Upload.objects.none(),
        required=False,
        label="Song",
        error_messages={"invalid_choice": "This song is not here any more. Choose another one."},
    )
    file = FilesField(required=False, label="Audio file")
    link = LinkField(
        required=False,
        max_length=LINK_LENGTH,
        label="Or a link to a song",
    )
    sample = forms.BooleanField(required=False)

    mode = forms.ChoiceField(
        choices=Mode.choices,
        label="Mode",
        error_messages={
            "required": "Choose a mode.",
            "invalid_choice": "The mode is one of Remix, Inpaint and Over instrumental.",
        },
    )
    prompt = WordsField(
        max_length=PROMPT_CAP,
        label="Prompt",
        help_text="Say what it should sound like: style, tempo, instruments, mood.",
        error_messages={"required": "The prompt is missing. Say what the remix should sound like."},
    )
    lyrics = WordsField(
        required=False,
        max_length=LYRICS_CAP,
        label="Lyrics",
        help_text="Leave this empty to keep what the song or the service brings.",
    )
    replace_start_at = MomentField(required=False, label="From")
    replace_end_at = MomentField(required=False, label="To")

    section = WordsField(
        required=False,
        max_length=LYRICS_CAP,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Words of this part",
        help_text="What is sung in the part. The lyrics further down are those of the whole song.",
    )
    gender = forms.ChoiceField(
        required=False,
        choices=Gender.choices,
        widget=forms.RadioSelect,
        label="Who sings",
        error_messages={"invalid_choice": "Who sings is one of any, female, male and neutral."},
    )
    title = LineField(
        required=False,
        max_length=200,
        label="Title",
        help_text="What the versions are called. Leave this empty and the service chooses one.",
    )
    wants_cover = forms.BooleanField(
        required=False,
        label="Make a cover picture, too",
        help_text="It may cost extra, and it may come later than the music.",
    )

    service = forms.ChoiceField(
        required=False,
        label="Service",
        error_messages={"invalid_choice": "This service is not here any more. Choose another one."},
    )
    form_key = forms.UUIDField(
        error_messages={
            "required": "This form was not complete. Please reload the page and try again.",
            "invalid": "This form was not complete. Please reload the page and try again.",
        }
    )
    made_from = RowField(
        queryset=Remix.objects.none(),
        required=False,
        error_messages={"invalid_choice": "The remix this one was made from is not here any more."},
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("upload").queryset = Upload.objects.visible_to(person).usable()
        self._field("made_from").queryset = Remix.objects.visible_to(person)
        self._field("service").choices = [(key, key) for key in settings.REMIX_SERVICES]
        self._field("link").help_text = built_in.link_help(chosen_service(self["service"].value()))

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def chosen(self, name: str) -> Any:
        """The row that ``name`` holds now, sent or suggested; None when it may not be used."""
        try:
            return self._field(name).to_python(self[name].value())
        except ValidationError:
            return None

    def clean_file(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["file"]
        if len(files) > 1:
            raise ValidationError(
                "A remix is made from one song. Add several under Songs, then choose one."
            )
        return files

    def clean_service(self) -> str:
        return self.cleaned_data["service"] or next(iter(settings.REMIX_SERVICES))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_source(cleaned)
        self._forgive_what_cannot_be_told(cleaned)
        if is_built_in(cleaned.get("service", "")):
            self._check_what_is_always_refused(cleaned)
        self._check_what_the_service_needs(cleaned)
        self._check_what_the_service_spoils(cleaned)
        if cleaned.get("mode") == Mode.INPAINT:
            self._check_range(cleaned)
        else:
            # A range left over from another mode is no wish.
            cleaned["replace_start_at"] = cleaned["replace_end_at"] = None
            for name in ("replace_start_at", "replace_end_at"):
                self.errors.pop(name, None)
        return cleaned

    def _forgive_what_cannot_be_told(self, cleaned: dict[str, Any]) -> None:
        if not (cleaned.get("service") and cleaned.get("mode")):
            return
        takes = offer_of(cleaned["service"], cleaned["mode"]).takes
        fields = {"section": "", "gender": "", "title": "", "wants_cover": False}
        for name, nothing in fields.items():
            if name in self.errors and name.removeprefix("wants_") not in takes:
                cleaned[name] = nothing
                del self.errors[name]

    def _check_what_the_service_needs(self, cleaned: dict[str, Any]) -> None:
        if not (cleaned.get("service") and cleaned.get("mode")):
            return
        # What is wrong has its own sentence already.
        fields = {"lyrics": ("lyrics",), "range": ("replace_start_at", "replace_end_at")}
        given = [
            part
            for part, names in fields.items()
            if any(name in self.errors or cleaned.get(name) not in (None, "") for name in names)
        ]
        for part, problem in what_is_missing(cleaned["service"], cleaned["mode"], given).items():
            self.add_error(fields.get(part, (part,))[0], problem)

    def _check_what_the_service_spoils(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("service"):
            return
        upload: Upload | None = cleaned.get("upload")
        pasted = cleaned.get("link", "")
        refused = what_is_refused(
            cleaned["service"],
            prompt=cleaned.get("prompt", ""),
            lyrics=cleaned.get("lyrics", ""),
            link=pasted or (upload.url if upload else ""),
        )
        for name, problem in refused.items():
            self.add_error("upload" if name == "link" and not pasted else name, problem)

    def _check_source(self, cleaned: dict[str, Any]) -> None:
        names = ("upload", "file", "link", "sample")
        if any(name in self.errors for name in names):
            return
        if not any(cleaned.get(name) for name in names):
            self.add_error("upload", ValidationError("Add an audio file or a link first."))

    def _check_what_is_always_refused(self, cleaned: dict[str, Any]) -> None:
        upload: Upload | None = cleaned.get("upload")
        problems = {
            "link": built_in.link_problem(cleaned.get("link", "")),
            "upload": built_in.link_problem(upload.url) if upload else "",
            "prompt": built_in.words_problem(
                cleaned.get("prompt", ""), settings.REMIX_PROMPT_LIMIT
            ),
            "lyrics": built_in.words_problem(
                cleaned.get("lyrics", ""), settings.REMIX_LYRICS_LIMIT
            ),
            "section": built_in.words_problem(
                cleaned.get("section", ""), settings.REMIX_LYRICS_LIMIT
            ),
        }
        for name in ("lyrics", "section"):
            if not problems[name]:
                problems[name] = built_in.lyrics_problem(cleaned.get(name, ""))
        for name, problem in problems.items():
            if problem:
                self.add_error(name, problem)

    def _check_range(self, cleaned: dict[str, Any]) -> None:
        if "replace_start_at" in self.errors or "replace_end_at" in self.errors:
            return
        start, end = cleaned.get("replace_start_at"), cleaned.get("replace_end_at")
        if start is None and end is None:
            field, problem = "replace_start_at", _unnamed_problem(cleaned.get("prompt", ""))
        else:
            field, problem = _range_problem(start, end, self._seconds(cleaned))
        if problem:
            self.add_error(field, problem)

    @staticmethod
    def _seconds(cleaned: dict[str, Any]) -> float | None:
        upload: Upload | None = cleaned.get("upload")
        return upload.duration_s if upload else None

    def warnings(self) -> list[str]:
        """What is sent all the same, but the service may refuse."""
        limits = (
            ("prompt", "The prompt", settings.REMIX_PROMPT_LIMIT),
            ("lyrics", "The lyrics", settings.REMIX_LYRICS_LIMIT),
        )
        verbs = {"prompt": "is", "lyrics": "are"}
        return [
            f"{words} {verbs[name]} longer than {limit} characters; the service may refuse it."
            for name, words, limit in limits
            if len(self.cleaned_data.get(name, "")) > limit
        ]


def _unnamed_problem(prompt: str) -> str:
    """What is missing when no times are given, "" when the prompt names the part."""
    if _NAMES_A_PART.search(prompt):
        return ""
    return "Say which part to replace: give its start and end, or name it in the prompt."


def _range_problem(
    start: float | None, end: float | None, seconds: float | None
) -> tuple[str, str]:
    """The field that is wrong and why, ("", "") when none is; all times in seconds."""
    if start is None:
        return "replace_start_at", "Give the start of the part to replace, too."
    if end is None:
        return "replace_end_at", "Give the end of the part to replace, too."
    if end <= start:
        return "replace_end_at", "The end of the part has to come after its start."
    if seconds is not None and start >= seconds:
        return "replace_start_at", "The song is over before this part starts."
    return "", ""
