"""The lyric editor and the comparison of words, as pages and for the script of the editor."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from remixes.actions import timelines
from remixes.models import Conversion, TimelineEdit
from remixes.remote.lyrics import Line
from tests.makers import TIMELINE, make_finished_remix, make_person, make_viewer
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture
def version() -> Conversion:
    found: Conversion = make_finished_remix().conversions.get(version=1)
    Conversion.objects.filter(pk=found.pk).update(timeline=TIMELINE)
    return found


def address(version: Conversion) -> str:
    return reverse("timeline", args=[version.pk])


def lrc_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("x.lrc", text.encode())


def test_lines_are_corrected_as_text_and_light_the_page_anew(
    browser_of: Client, version: Conversion
) -> None:
    browser_of.post(address(version), {"based_on": 0, "sheet": "[00:01.500]Mine\n[00:02.000]"})

    edit = TimelineEdit.objects.get()
    assert edit.lines == [{"text": "Mine", "start_ms": 1500, "end_ms": 2000, "is_section": False}]
    page = browser_of.get(version.remix.get_absolute_url()).content.decode()
    assert 'data-lit-from="1500" data-lit-to="2000"' in page


def test_the_text_on_the_page_saves_as_it_stands(browser_of: Client, version: Conversion) -> None:
    sheet = browser_of.get(address(version)).context["form"]["sheet"].value()

    browser_of.post(address(version), {"based_on": 0, "sheet": sheet})

    assert [line.text for line in timelines.current(version).lines] == [
        row["text"] for row in TIMELINE
    ]


def test_a_file_is_imported(browser_of: Client, version: Conversion) -> None:
    sent = {"based_on": 0, "sheet": "", "file": lrc_file("[00:03.00]From a file")}

    browser_of.post(address(version), sent)

    assert timelines.current(version).lines[0].start_ms == 3000


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"based_on": 0, "sheet": ""}, "no line of lyrics"),
        ({"based_on": 0, "sheet": "one\ntwo"}, "has no times"),
        ({"based_on": 3, "sheet": "[00:01.00]x"}, "meanwhile"),
    ],
)
def test_what_cannot_be_saved_is_said_and_nothing_typed_is_lost(
    browser_of: Client, version: Conversion, sent: dict[str, object], said: str
) -> None:
    page = browser_of.post(address(version), sent).content.decode()

    assert said in page
    assert str(sent["sheet"]) in page
    assert not TimelineEdit.objects.exists()


def test_a_file_that_is_no_text_is_refused(browser_of: Client, version: Conversion) -> None:
    sent = {"based_on": 0, "sheet": "", "file": SimpleUploadedFile("x.lrc", b"\xff\xfe\x00")}

    assert "UTF-8" in browser_of.post(address(version), sent).content.decode()


def test_a_script_saves_and_hears_of_a_conflict(browser_of: Client, version: Conversion) -> None:
    sheet = '[{"text": "Mine", "start_ms": 5, "end_ms": 9}]'

    saved = browser_of.post(address(version), {"based_on": 0, "sheet": sheet}, headers=JSON)
    late = browser_of.post(address(version), {"based_on": 0, "sheet": sheet}, headers=JSON)

    assert (saved.status_code, saved.json()["number"]) == (200, 1)
    assert (late.status_code, "meanwhile" in late.json()["error"]) == (409, True)
    assert late.json()["number"] == 1  # what is there now, to look at or to save over


def test_a_script_hears_what_is_wrong_with_its_lines(
    browser_of: Client, version: Conversion
) -> None:
    sent = {"based_on": 0, "sheet": "[]"}

    answer = browser_of.post(address(version), sent, headers=JSON)

    assert answer.status_code == 422
    assert "no line of lyrics" in answer.json()["error"]


def test_a_file_is_read_without_being_saved(browser_of: Client, version: Conversion) -> None:
    read = reverse("timeline_read", args=[version.pk])

    lines = browser_of.post(read, {"file": lrc_file("one\ntwo")}).json()["lines"]

    assert [line["text"] for line in lines] == ["one", "two"]
    assert not TimelineEdit.objects.exists()


def test_viewers_read_but_do_not_save(signed_in: SignIn, version: Conversion) -> None:
    browser = signed_in(make_viewer())

    assert "Rain on the awning" in browser.get(address(version)).content.decode()
    browser.post(address(version), {"based_on": 0, "sheet": "[00:01.00]x"})

    assert not TimelineEdit.objects.exists()


def test_the_services_own_timing_comes_back(browser_of: Client, version: Conversion) -> None:
    timelines.save(make_person(), version, 0, [Line("Mine", 5, 9, is_section=False)])

    browser_of.post(reverse("timeline_original", args=[version.pk]))

    assert not timelines.current(Conversion.objects.get(pk=version.pk)).is_edited


def test_words_are_compared_with_what_was_asked_for(browser_of: Client) -> None:
    remix = make_finished_remix(lyrics="[Verse]\nRain on the river")
    remix.conversions.update(timeline=TIMELINE[:2])

    page = browser_of.get(reverse("words", args=[remix.pk])).content.decode()

    assert "<del>river</del> <ins>awning</ins>" in page
    assert "75 % of the words are there" in page
    assert "Asked for and version 1" in page


def test_any_two_texts_are_compared_also_with_how_they_came(
    browser_of: Client, version: Conversion
) -> None:
    timelines.save(make_person(), version, 0, [Line("Snow on the awning", 5, 9, is_section=False)])
    words = reverse("words", args=[version.remix_id])

    page = browser_of.get(words, {"before": "1-first", "after": "1"}).content.decode()

    assert "Version 1 as it came and version 1" in page
    assert "<del>Rain</del> <ins>Snow</ins> on the awning" in page
    for chosen in ({"before": "1", "after": "1"}, {"before": "nonsense"}, {"after": "asked"}):
        assert browser_of.get(words, chosen).status_code == 200


def test_one_text_alone_has_nothing_to_be_compared_with(browser_of: Client) -> None:
    remix = make_finished_remix(lyrics="Rain", versions=())

    page = browser_of.get(reverse("words", args=[remix.pk])).content.decode()

    assert "Nothing to compare" in page
