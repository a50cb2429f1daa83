"""The remix page: it follows the job, shows what is here and says what is not."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from remixes.models import Person, Remix, Status
from remixes.views.plan import plan_facts, plan_summary
from tests.makers import (
    make_conversion,
    make_finished_remix,
    make_link,
    make_person,
    make_remix,
    make_submission,
    make_upload,
    make_viewer,
    mp3_bytes,
    wav_bytes,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def page_of(browser: Client, remix: Remix) -> str:
    return browser.get(remix.get_absolute_url()).content.decode()


def live_of(remix: Remix) -> str:
    return reverse("remix_live", args=[remix.pk])


def test_source_and_both_versions_can_be_played(browser_of: Client, person: Person) -> None:
    upload = make_upload(person, content=wav_bytes(0.2))
    remix = make_finished_remix(person, upload)

    page = page_of(browser_of, remix)

    assert [f'id="take-{n}"' in page for n in range(4)] == [True, True, True, False]
    assert page.count("<audio") == 3


def test_lyrics_follow_the_audio(browser_of: Client, person: Person) -> None:
    page = page_of(browser_of, make_finished_remix(person, versions=[1]))

    assert 'data-lit-from="100" data-lit-to="700"' in page
    assert "Carry it over the rooftops" in page


def test_words_without_times_are_plain(browser_of: Client, person: Person) -> None:
    remix = make_finished_remix(person, versions=[])
    make_conversion(remix, timeline=None, lyrics="only words")

    page = page_of(browser_of, remix)

    assert "only words" in page
    assert "without times" in page


@pytest.mark.parametrize(
    "timeline",
    [
        [],
        {},
        "x",
        [1, None, {"text": 3}],
        [{"text": "a", "start_ms": 5, "end_ms": 1, "is_section": False}],
        [{"text": "[Verse]", "start_ms": 0, "end_ms": 0, "is_section": True}],
    ],
)
def test_odd_timeline_breaks_no_page(browser_of: Client, person: Person, timeline: object) -> None:
    remix = make_finished_remix(person, versions=[])
    make_conversion(remix, timeline=timeline)

    assert browser_of.get(remix.get_absolute_url()).status_code == 200


def test_what_is_not_saved_says_so(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, make_link(person), status=Status.PARTIAL)
    make_conversion(remix, state="ARRIVED", mp3_url="https://r.example.com/1.mp3")

    page = page_of(browser_of, remix)

    assert "Not saved yet" in page
    assert "<audio" not in page
    assert "r.example.com" not in page


def test_flagged_version_says_why(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.DONE)
    make_conversion(remix, state="FLAGGED", is_flagged=True, reason="Matches a known song.")

    page = page_of(browser_of, remix)

    assert "The service flagged this version: Matches a known song." in page
    assert "No usable result" in page


def test_text_of_strangers_is_escaped(browser_of: Client, person: Person) -> None:
    evil = "<script>alert(1)</script>"
    remix = make_remix(person, status=Status.DONE, prompt=evil, lyrics=evil, status_why=evil)
    make_submission(remix, plan={"summary": evil, evil: evil})
    make_conversion(remix, title=evil, lyrics=evil, timeline=None, reason=evil, is_flagged=True)

    assert evil not in page_of(browser_of, remix)


def test_live_part_answers_304_while_nothing_changes(browser_of: Client, person: Person) -> None:
    remix = make_remix(person)
    first = browser_of.get(live_of(remix))

    again = browser_of.get(live_of(remix), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_live_part_answers_200_when_something_changed(browser_of: Client, person: Person) -> None:
    remix = make_remix(person)
    first = browser_of.get(live_of(remix))
    remix.move(Status.SENDING, "Its turn.")

    again = browser_of.get(live_of(remix), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200


def test_live_part_ends_with_the_remix(browser_of: Client, person: Person) -> None:
    running, ready = make_remix(person), make_finished_remix(person)

    ends = [b"data-final" in browser_of.get(live_of(remix)).content for remix in (running, ready)]

    assert ends == [False, True]


def test_page_holds_the_very_part_it_refreshes(browser_of: Client, person: Person) -> None:
    remix = make_finished_remix(person)

    def part(html: str) -> str:
        # The notes are a part of the page that refreshes itself.
        html = re.sub(r'(<section class="talk".*?>).*?</section>', r"\1", html, flags=re.DOTALL)
        found = re.search(r"<live-part id=\"remix-live\".*?</live-part>", html, re.DOTALL)
        assert found is not None
        return re.sub(r'(csrfmiddlewaretoken" value=)"[^"]*"', r"\1", found[0])

    assert part(page_of(browser_of, remix)) == part(browser_of.get(live_of(remix)).content.decode())


def test_service_address_and_token_stay_off_the_page(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.SUBMITTED)
    make_submission(remix, token_hash="f" * 64, request={"webhook_url": "secret"}, task_id="t-77")

    page = page_of(browser_of, remix)

    assert not any(word in page for word in ("f" * 64, "secret"))


@pytest.mark.parametrize("status", Status.values)
def test_viewer_gets_no_buttons(signed_in: SignIn, person: Person, status: str) -> None:
    remix = make_remix(person, status=status)
    if status != Status.QUEUED:
        make_submission(remix, capabilities=["cancel"])

    page = page_of(signed_in(make_viewer()), remix)

    assert f"/remixes/{remix.pk}/cancel/" not in page
    # a viewer listens, says something about it and prefers a version, nothing more
    assert not re.search(rf'action="/remixes/{remix.pk}/(?!notes/|prefer/)', page)


def test_family_is_shown_both_ways(browser_of: Client, person: Person) -> None:
    first = make_finished_remix(person)
    second = make_finished_remix(make_person(), first.upload, made_from=first)

    assert second.get_absolute_url() in page_of(browser_of, first)
    assert first.get_absolute_url() in page_of(browser_of, second)


def test_times_are_the_readers(signed_in: SignIn) -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    remix = make_remix(created_at=at)

    page = page_of(signed_in(make_person(time_zone="Asia/Tokyo")), remix)

    assert "23 Nov 2026, 08:30" in page


def test_files_can_be_taken_home(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.DONE)
    make_conversion(remix, mp3=mp3_bytes(0.2), wav_url="", title="雨")

    page = page_of(browser_of, remix)

    (link,) = re.findall(r'href="(/media/[^"]+\?download=1)"', page)
    assert browser_of.get(link).status_code == 200


@pytest.mark.parametrize(
    ("plan", "facts", "summary"),
    [
        (None, [], ""),
        ([1], [], ""),
        ({"summary": {"a": 1}}, [], ""),
        ({"summary": " lo-fi "}, [], "Lo-fi"),
        (
            {
                "style": "house",
                "bpm": 124.0,
                "meter": 3,
                "range": [0.009, 76.799],
                "versions": [{"bpm": 124.0, "difference": "early"}, {"bpm": 118.5}, 7],
            },
            [
                ("Style", "House"),
                ("Meter", "3/4"),
                ("Part replaced", "0:00 to 1:16.8"),
                ("Version 1", "124 BPM, early"),
                ("Version 2", "118.5 BPM"),
            ],
            "",
        ),
        (
            {"range": ["a", -1], "meter": 4.5, "versions": {}},
            [("Part replaced", "a, -1"), ("Meter", "4.5")],
            "",
        ),
        (
            {"bpm": 84.0, "key": "D minor", "heard": ["a", "b"], "versions": [{}], "swing": True},
            [("Tempo", "84 BPM"), ("Key", "D minor"), ("Heard", "a, b"), ("Swing", "yes")],
            "",
        ),
    ],
)
def test_any_plan_can_be_shown(plan: object, facts: list[tuple[str, str]], summary: str) -> None:
    read = json.loads(json.dumps(plan))

    assert plan_facts(read) == facts
    assert plan_summary(read) == summary


def test_a_second_attempt_shows_its_own_places_only(browser_of: Client, person: Person) -> None:
    remix = make_remix(person, status=Status.SUBMITTED)
    first = make_submission(remix, closed_as="settled", failed_at=remix.created_at)
    make_conversion(remix, 1, submission=first, state="FAILED", reason="The first one broke.")
    make_submission(remix)

    page = page_of(browser_of, remix)

    assert "The first one broke." not in page
    assert page.count("Not here yet.") == 2
