"""Preferring a version on its page: blind until said, then names and numbers."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from remixes.actions import notes
from remixes.file_names import result_url
from remixes.models import Preference, Remix
from tests.makers import make_conversion, make_finished_remix, make_person, make_viewer
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def blind_page(browser: Client, remix: Remix) -> str:
    return browser.get(f"{remix.get_absolute_url()}?blind=1").content.decode()


def order_of(browser: Client, remix: Remix) -> list[bytes]:
    """What is heard behind A and B."""
    addresses = re.findall(r'src="([^"]+/blind/[AB].mp3)"', blind_page(browser, remix))
    return [browser.get(address).getvalue() for address in addresses]


def audible_remix() -> Remix:
    remix = make_finished_remix(versions=())
    for version in (1, 2):
        make_conversion(remix, version, mp3=bytes([version]) * 9, measured_s=2.0 + version)
    return remix


def test_a_blind_page_tells_no_version_number_title_or_plan(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    remix.conversions.update(title="Lo-fi, 84 BPM")
    remix.submissions.update(plan={"summary": "lo-fi, 84 BPM", "versions": [{"title": "slow"}]})

    page = blind_page(signed_in(make_viewer()), remix)

    assert not any(word in page for word in ("Version 1", "Version 2", "Lo-fi", "lo-fi", "-v1."))
    assert "A is better" in page
    assert "B is better" in page


def test_a_blind_page_tells_versions_by_nothing_that_could_be_known(signed_in: SignIn) -> None:
    remix = audible_remix()

    page = blind_page(signed_in(make_viewer()), remix)

    told = [str(one.pk) for one in remix.conversions.all()] + [
        "data-wave",
        "peaks.json",
        "section-part",
    ]
    assert not any(word in page for word in told)
    assert page.count('data-duration="3.000"') == 2
    assert page.count('data-peaks=""') == 2
    assert "No words came" not in page


def test_the_blind_order_is_ones_own_and_stays(signed_in: SignIn) -> None:
    remix = audible_remix()
    people = [make_person() for _ in range(8)]

    orders = [order_of(signed_in(one), remix) for one in people]

    assert len({tuple(order) for order in orders}) == 2
    assert orders[0] == order_of(signed_in(people[0]), remix)


def test_a_sound_behind_a_letter_has_no_name(signed_in: SignIn) -> None:
    remix = audible_remix()
    browser = signed_in(make_viewer())

    answer = browser.get(f"/remixes/{remix.pk}/blind/A.mp3")

    assert answer["Content-Disposition"] == "inline"
    assert browser.get(f"/remixes/{remix.pk}/blind/C.mp3").status_code == 404


def test_a_sound_behind_a_letter_cannot_be_known_by_its_headers(signed_in: SignIn) -> None:
    remix = audible_remix()
    browser = signed_in(make_viewer())
    named = [browser.get(result_url(one, "mp3")) for one in remix.conversions.all()]

    answer = browser.get(f"/remixes/{remix.pk}/blind/A.mp3")
    again = browser.get(
        f"/remixes/{remix.pk}/blind/A.mp3", headers={"if-none-match": answer["ETag"]}
    )

    assert answer["ETag"] not in {one["ETag"] for one in named}
    assert "Last-Modified" not in answer
    assert "Last-Modified" in named[0]
    assert again.status_code == 304


def test_a_blind_preference_reveals_the_names_and_counts(signed_in: SignIn) -> None:
    remix, viewer = audible_remix(), make_viewer()
    browser = signed_in(viewer)
    first = order_of(browser, remix)[0][0]

    browser.post(reverse("remix_prefer", args=[remix.pk]), {"version": "A", "blind": "1"})

    voice = Preference.objects.get()
    assert voice.conversion is not None
    assert (voice.conversion.version, voice.was_blind) == (first, True)
    again = blind_page(browser, remix)
    assert "Version 1" in again
    assert "1 has said so, 1 of them blind" in again


def test_a_letter_is_not_counted_for_a_version_that_came_later(signed_in: SignIn) -> None:
    remix = audible_remix()
    browser = signed_in(make_viewer())
    assert '<input type="hidden" name="of" value="2">' in blind_page(browser, remix)
    make_conversion(remix, 3)

    said = {"version": "A", "blind": "1", "of": "2"}
    answer = browser.post(reverse("remix_prefer", args=[remix.pk]), said, follow=True)

    assert not Preference.objects.exists()
    assert "Another version has come meanwhile" in answer.content.decode()


def test_who_listens_blind_has_not_seen_the_notes(signed_in: SignIn) -> None:
    remix, bob = audible_remix(), make_viewer(name="Bob")
    notes.add(make_person(), remix, "@bob, version 2?", notes.Place())

    blind_page(signed_in(bob), remix)

    assert bob.mentions.get().seen_at is None


def test_no_difference_is_an_answer_and_can_be_taken_back(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    browser = signed_in(make_viewer())
    address = reverse("remix_prefer", args=[remix.pk])

    browser.post(address, {"version": "none"})
    assert Preference.objects.get().conversion is None

    browser.post(address, {"version": "back"})
    assert not Preference.objects.exists()


@pytest.mark.parametrize("said", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_version_is_not_found(signed_in: SignIn, said: str) -> None:
    remix = make_finished_remix()

    answer = signed_in(make_person()).post(
        reverse("remix_prefer", args=[remix.pk]), {"version": said}
    )

    assert answer.status_code == 404


def test_members_pick_the_winner_and_viewers_may_not(signed_in: SignIn) -> None:
    remix = make_finished_remix()
    version = remix.conversions.get(version=2)
    address = reverse("remix_winner", args=[remix.pk])

    assert signed_in(make_viewer()).post(address, {"version": version.pk}).status_code == 403
    signed_in(make_person()).post(address, {"version": version.pk})

    remix.refresh_from_db()
    assert remix.winner == version
