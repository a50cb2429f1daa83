"""Signing in by e-mail, being remembered, being limited, being kept out."""

import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from remixes.actions import people
from remixes.models import Person
from tests.makers import PASSWORD

LOGIN = "/accounts/login/"
NOW = time.time()


@pytest.fixture(autouse=True)
def _nobody_is_limited_yet() -> None:
    cache.clear()


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more: str) -> object:
    return browser.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_the_e_mail_is_the_login_in_any_case(client: Client, member: Person) -> None:
    sign_in(client, "MAX@Example.org")

    assert is_signed_in(client)
    assert client.get("/settings/").status_code == 200


def test_the_sign_in_is_remembered_only_where_asked(member: Person) -> None:
    own, borrowed = Client(), Client()

    sign_in(own, member.email, remember="on")
    sign_in(borrowed, member.email)

    assert not own.session.get_expire_at_browser_close()
    assert borrowed.session.get_expire_at_browser_close()


def test_a_wrong_password_does_not_say_which_part_was_wrong(client: Client, member: Person) -> None:
    wrong = client.post(LOGIN, {"login": member.email, "password": "no"})
    unknown = client.post(LOGIN, {"login": "x@example.org", "password": "no"})

    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert not is_signed_in(client)


def test_guessing_is_limited(client: Client, member: Person) -> None:
    for _ in range(5):
        sign_in(client, member.email, "guess")

    sign_in(client, member.email)

    assert not is_signed_in(client)


def test_a_name_cools_off_after_five_minutes_from_wherever_it_was_guessed(member: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        for guess in range(5):
            sign_in(Client(REMOTE_ADDR=f"192.0.2.{guess}"), member.email, "guess")

        early = Client(REMOTE_ADDR="192.0.2.99")
        page = early.post(LOGIN, {"login": member.email, "password": PASSWORD}).content.decode()
        assert "Too many wrong tries. Wait five minutes" in page
        assert not is_signed_in(early)

        clock.shift(301)
        sign_in(early, member.email)
        assert is_signed_in(early)


def test_an_address_that_tries_many_names_is_stopped(member: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        guesser, other = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="192.0.2.8")
        for number in range(10):
            sign_in(guesser, f"person{number}@example.org", "guess")

        sign_in(guesser, member.email)
        sign_in(other, member.email)
        assert not is_signed_in(guesser)
        assert is_signed_in(other)

        clock.shift(61)
        sign_in(guesser, member.email)
        assert is_signed_in(guesser)


def test_an_address_that_hammers_gets_a_page_in_plain_words(client: Client, member: Person) -> None:
    answers = [client.post(LOGIN, {"login": "", "password": ""}) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    page = answers[-1].content.decode()
    assert "Too many tries" in page
    assert "Wait a minute, then try again." in page
    assert 'class="entrance"' in page


def test_who_signs_in_rightly_is_not_counted(member: Person) -> None:
    browsers = [Client() for _ in range(8)]

    for browser in browsers:
        sign_in(browser, member.email)

    assert all(map(is_signed_in, browsers))


def test_a_deactivated_person_is_told_and_stays_out(client: Client, member: Person) -> None:
    people.deactivate(member)

    answer = client.post(LOGIN, {"login": member.email, "password": PASSWORD}, follow=True)

    assert not is_signed_in(client)
    assert answer.redirect_chain[-1][0] == "/accounts/inactive/"
    assert "deactivated" in answer.content.decode()


def test_nobody_signs_up_without_an_invitation(client: Client, owner: Person) -> None:
    answers = {"email": "new@example.org", "password1": "seven quiet lanterns"}

    client.get("/accounts/signup/")
    client.post("/accounts/signup/", answers)

    assert Person.objects.count() == 1


def test_allauths_own_list_of_addresses_is_shut(members_browser: Client, member: Person) -> None:
    answer = members_browser.post("/accounts/email/", {"action_add": "", "email": "x@example.org"})

    assert answer["Location"] == "/settings/"
    assert not EmailAddress.objects.filter(email="x@example.org").exists()


def test_without_mail_the_reset_page_says_to_ask_an_owner(client: Client, owner: Person) -> None:
    page = client.get("/accounts/password/reset/").content.decode()

    assert "owner" in page
    assert '<input type="email"' not in page
