"""The form of a remix refuses what the service would refuse, in words that mean the same."""

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from remixes.forms.remix import LYRICS_CAP, PROMPT_CAP, RemixForm
from remixes.models import Person
from tests.makers import make_link, make_person, make_remix, make_upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return make_person()


def form_of(person: Person, files: Any = None, **said: Any) -> RemixForm:
    facts = {"mode": "REMIX", "prompt": "house", "form_key": str(uuid.uuid4()), **said}
    if "upload" not in facts and not files and not {"link", "sample"} & facts.keys():
        facts["upload"] = str(make_upload(person, duration_s=100.0).pk)
    return RemixForm(person, facts, MultiValueDict(files or {}))


def only_error(form: RemixForm) -> str:
    assert len(form.errors) == 1, form.errors
    return str(next(iter(form.errors.values()))[0])


def test_whole_wish_is_read(person: Person) -> None:
    upload, earlier = make_link(person), make_remix(person)

    form = form_of(
        person,
        upload=str(upload.pk),
        mode="INPAINT",
        prompt="  new bridge \r\n strings ",
        lyrics="[Verse]\r\nla",
        replace_start_at="0:48",
        replace_end_at="1:04,5",
        made_from=str(earlier.pk),
    )

    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data
    assert (cleaned["upload"], cleaned["made_from"]) == (upload, earlier)
    assert cleaned["prompt"] == "new bridge \n strings"
    assert cleaned["lyrics"] == "[Verse]\nla"
    assert (cleaned["replace_start_at"], cleaned["replace_end_at"]) == (48.0, 64.5)
    assert cleaned["service"] == "main"


@pytest.mark.parametrize("prompt", ["", "   ", "\n\t"])
def test_prompt_is_needed(person: Person, prompt: str) -> None:
    assert "prompt is missing" in only_error(form_of(person, prompt=prompt))


def test_file_or_link_is_needed(person: Person) -> None:
    assert only_error(form_of(person, upload="")) == "Add an audio file or a link first."


def test_sample_is_a_source(person: Person) -> None:
    assert form_of(person, sample="1").is_valid()


@pytest.mark.parametrize("state", ["refused", "trashed", "unknown", "nonsense"])
def test_source_has_to_be_usable(person: Person, state: str) -> None:
    upload = make_upload(person, state="REFUSED" if state == "refused" else "READY")
    upload.trashed_at = timezone.now() if state == "trashed" else None
    upload.save()
    sent = {"unknown": str(uuid.uuid4()), "nonsense": "x"}.get(state, str(upload.pk))

    assert "not here any more" in only_error(form_of(person, upload=sent))


def test_a_remix_has_one_source(person: Person) -> None:
    files = [SimpleUploadedFile(name, b"x") for name in ("a.mp3", "b.mp3")]

    assert "one song" in only_error(form_of(person, {"file": files}))


@pytest.mark.parametrize("mode", ["", "remix", "EXTEND"])
def test_mode_is_one_of_three(person: Person, mode: str) -> None:
    assert "mode" in only_error(form_of(person, mode=mode))


@pytest.mark.parametrize("key", ["", "x", "1234"])
def test_form_key_is_needed(person: Person, key: str) -> None:
    assert "reload the page" in only_error(form_of(person, form_key=key))


@pytest.mark.parametrize("field", ["prompt", "lyrics"])
@pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_control_characters_are_refused(person: Person, field: str, mark: str) -> None:
    assert "character" in only_error(form_of(person, **{field: f"a{mark}b"})).lower()


@pytest.mark.parametrize(("field", "cap"), [("prompt", PROMPT_CAP), ("lyrics", LYRICS_CAP)])
def test_a_book_is_refused(person: Person, settings: Settings, field: str, cap: int) -> None:
    settings.REMIX_EMBEDDED = False
    assert form_of(person, **{field: "x" * cap}).is_valid()
    assert not form_of(person, **{field: "x" * (cap + 1)}).is_valid()


def test_long_texts_only_warn(person: Person, settings: Settings) -> None:
    settings.REMIX_EMBEDDED = False
    settings.REMIX_PROMPT_LIMIT, settings.REMIX_LYRICS_LIMIT = 5, 5
    form = form_of(person, prompt="123456", lyrics="12345")

    assert form.is_valid()
    assert form.warnings() == ["The prompt is longer than 5 characters; the service may refuse it."]


@pytest.mark.parametrize("field", ["prompt", "lyrics"])
def test_own_engine_takes_no_long_texts(person: Person, settings: Settings, field: str) -> None:
    settings.REMIX_PROMPT_LIMIT, settings.REMIX_LYRICS_LIMIT = 5, 5

    form = form_of(person, **{"prompt": "house", field: "123456"})

    assert only_error(form) == "This is too long: 6 characters, at most 5 are taken."
    assert list(form.errors) == [field]


def test_lyrics_that_the_built_in_voice_cannot_sing_are_refused_by_name(person: Person) -> None:
    lyrics = "Ich weiß nicht, was soll es bedeuten\ndass ich so traurig bin und nicht schlafen kann"
    form = form_of(person, lyrics=lyrics)

    assert "German" in only_error(form)


def test_another_service_may_sing_in_any_language(person: Person, settings: Settings) -> None:
    settings.REMIX_EMBEDDED = False
    lyrics = "Ich weiß nicht, was soll es bedeuten\ndass ich so traurig bin und nicht schlafen kann"

    assert form_of(person, lyrics=lyrics).is_valid()


@pytest.mark.parametrize("is_embedded", [True, False])
def test_own_engine_takes_no_s3(person: Person, settings: Settings, *, is_embedded: bool) -> None:
    settings.REMIX_EMBEDDED = is_embedded
    link = "s3://bucket/song.mp3"

    forms = [form_of(person, link=link), form_of(person, upload=make_link(person, url=link).pk)]

    assert [list(form.errors) for form in forms] == [
        ["link"] * is_embedded,
        ["upload"] * is_embedded,
    ]
    assert ("S3" in forms[0].fields["link"].help_text) is not is_embedded


def test_part_after_the_end_is_told_at_its_start(person: Person) -> None:
    form = form_of(person, mode="INPAINT", replace_start_at="100", replace_end_at="120")

    assert list(form.errors) == ["replace_start_at"]


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        ("10", "20", ""),
        ("0", "0.5", ""),
        ("", "", "Say which part"),
        ("10", "", "Give the end"),
        ("", "20", "Give the start"),
        ("20", "10", "after its start"),
        ("10", "10", "after its start"),
        ("100", "120", "over before"),
        ("10", "1:75", "Write the time"),
        ("-1", "20", "Write the time"),
        ("nan", "20", "Write the time"),
    ],
)
def test_part_to_replace(person: Person, start: str, end: str, problem: str) -> None:
    form = form_of(person, mode="INPAINT", replace_start_at=start, replace_end_at=end)

    assert problem in only_error(form) if problem else form.is_valid()


@pytest.mark.parametrize(
    "prompt",
    [
        "strings in the second chorus",
        "new piano from 0:48 to 1:04",
        "quiet at 20 s",
        "rock drums for the last 8 bars",
        "replace the last 8 bars with rock drums",
        "last 8 bars: rock drums",
        "a trumpet in the first four bars",
        "Final minute slower",
    ],
)
def test_prompt_may_name_the_part(person: Person, prompt: str) -> None:
    assert form_of(person, mode="INPAINT", prompt=prompt).is_valid()


def test_prompt_that_counts_without_naming_a_part_is_asked_back(person: Person) -> None:
    form = form_of(person, mode="INPAINT", prompt="8 bars of rock drums that last")

    assert "Say which part" in only_error(form)


def test_range_of_another_mode_is_no_wish(person: Person) -> None:
    form = form_of(person, mode="REMIX", replace_start_at="50", replace_end_at="x")

    assert form.is_valid()
    assert form.cleaned_data["replace_start_at"] is None
    assert form.cleaned_data["replace_end_at"] is None


def test_unknown_service_is_refused(person: Person) -> None:
    assert not form_of(person, service="elsewhere").is_valid()
