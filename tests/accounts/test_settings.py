"""What people decide for themselves."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from remixes.forms.people import offered_zones
from remixes.models import Person
from tests.accounts.browsers import browser_of
from tests.makers import PASSWORD, make_person

ANSWERS = {"name": "Max", "time_zone": "Europe/Berlin", "theme": "dark", "has_single_keys": "on"}


@pytest.fixture(autouse=True)
def _nobody_is_limited_yet() -> None:
    cache.clear()


@pytest.mark.parametrize("role", ["owner", "member", "viewer"])
def test_everybody_has_settings(db: None, role: str) -> None:
    browser = browser_of(make_person(role))

    assert browser.get("/settings/").status_code == 200


@pytest.mark.parametrize("path", ["/settings/", "/settings/email/", "/settings/theme/"])
def test_settings_need_a_sign_in(client: Client, member: Person, path: str) -> None:
    assert client.post(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", ["/settings/email/", "/settings/theme/"])
def test_a_change_is_a_post(members_browser: Client, path: str) -> None:
    assert members_browser.get(path).status_code == 405


def test_name_zone_theme_and_keys_are_kept(members_browser: Client, member: Person) -> None:
    members_browser.post("/settings/", ANSWERS | {"has_single_keys": ""})

    member.refresh_from_db()
    assert (member.name, member.time_zone, member.theme) == ("Max", "Europe/Berlin", "dark")
    assert not member.has_single_keys


def test_nothing_else_can_be_changed_here(members_browser: Client, member: Person) -> None:
    members_browser.post("/settings/", ANSWERS | {"role": "owner", "email": "x@example.org"})

    member.refresh_from_db()
    assert (member.role, member.email) == ("member", "max@example.org")


@pytest.mark.parametrize("typed", ["america/new york", "America/New_York", " AMERICA/NEW_YORK "])
def test_a_zone_may_be_typed_as_people_write(
    members_browser: Client, member: Person, typed: str
) -> None:
    members_browser.post("/settings/", ANSWERS | {"time_zone": typed})

    member.refresh_from_db()
    assert member.time_zone == "America/New_York"


@pytest.mark.parametrize("typed", ["Mars/Olympus", "../../etc/passwd", ""])
def test_an_unknown_zone_is_refused(members_browser: Client, member: Person, typed: str) -> None:
    answer = members_browser.post("/settings/", ANSWERS | {"time_zone": typed})

    member.refresh_from_db()
    assert "time_zone" in answer.context["form"].errors
    assert member.time_zone == "UTC"


def test_the_page_offers_places_and_not_leftovers(members_browser: Client) -> None:
    page = members_browser.get("/settings/").content.decode()

    assert '<option value="Asia/Kolkata">' in page
    assert not any(zone.startswith(("Etc/", "US/")) for zone in offered_zones())


def test_times_are_shown_in_the_zone_of_whoever_asks(owner: Person) -> None:
    Person.objects.filter(pk=owner.pk).update(
        last_login=datetime(2026, 1, 15, 20, 30, tzinfo=UTC), time_zone="Asia/Tokyo"
    )
    browser = Client()
    browser.force_login(owner)
    Person.objects.filter(pk=owner.pk).update(last_login=datetime(2026, 1, 15, 20, 30, tzinfo=UTC))

    page = browser.get(f"/people/{owner.pk}/").content.decode()

    assert "2026-01-16T05:30:00+09:00" in page
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_zone_this_machine_lost_breaks_no_page(members_browser: Client, member: Person) -> None:
    Person.objects.filter(pk=member.pk).update(time_zone="Atlantis/Centre")

    assert members_browser.get("/settings/").status_code == 200


def test_the_e_mail_changes_with_the_password(members_browser: Client, member: Person) -> None:
    EmailAddress.objects.create(user=member, email=member.email, primary=True)

    members_browser.post("/settings/email/", {"email": "New@Example.org", "password": PASSWORD})

    member.refresh_from_db()
    assert member.email == "new@example.org"
    assert not EmailAddress.objects.filter(email="max@example.org").exists()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"email": "new@example.org", "password": "wrong"}, "not your password"),
        ({"email": "new@example.org"}, "required"),
        ({"email": "OLIVE@example.org", "password": PASSWORD}, "already uses"),
        ({"email": "nonsense", "password": PASSWORD}, "valid email"),
    ],
)
def test_the_e_mail_stays_otherwise(
    members_browser: Client, member: Person, owner: Person, answers: dict[str, str], sentence: str
) -> None:
    answer = members_browser.post("/settings/email/", answers)

    member.refresh_from_db()
    assert member.email == "max@example.org"
    assert sentence in answer.content.decode()


def test_guessing_the_password_here_is_limited(members_browser: Client) -> None:
    guess = {"email": "new@example.org", "password": "guess"}

    codes = [members_browser.post("/settings/email/", guess).status_code for _ in range(12)]

    assert codes[0] == 200
    assert codes[-1] == 429


def test_the_password_changes_and_other_devices_are_signed_out(
    members_browser: Client, member: Person
) -> None:
    phone = browser_of(member)
    new = {
        "oldpassword": PASSWORD,
        "password1": "nine slow rivers",
        "password2": "nine slow rivers",
    }

    members_browser.post("/accounts/password/change/", new | {"oldpassword": PASSWORD})

    assert members_browser.get("/settings/").status_code == 200
    assert phone.get("/settings/").status_code == 302


def test_the_theme_switch_goes_back_where_it_was(members_browser: Client, member: Person) -> None:
    answer = members_browser.post("/settings/theme/", {"theme": "light", "next": "/remixes/?q=a"})

    member.refresh_from_db()
    assert member.theme == "light"
    assert answer["Location"] == "/remixes/?q=a"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_theme_switch_leads_nowhere_else(members_browser: Client, elsewhere: str) -> None:
    answer = members_browser.post("/settings/theme/", {"theme": "dark", "next": elsewhere})

    assert answer["Location"] == "/settings/"
