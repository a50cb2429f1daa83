"""Where somebody is signed in: their browsers, and signing one of them or all others out."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from remixes.models import Person
from tests.accounts.browsers import browser_of
from tests.makers import PASSWORD
from tests.queries import cost_of

PAGE = "/settings/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)


def sign_in(person: Person, user_agent: str = FIREFOX) -> Client:
    browser = Client(headers={"User-Agent": user_agent})
    browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return browser


def is_signed_in(browser: Client) -> bool:
    return browser.get(PAGE).status_code == 200


def test_each_browser_is_named_this_one_first(member: Person) -> None:
    here = sign_in(member)
    sign_in(member, IPHONE)

    answer = here.get(PAGE)

    seen = [(one.user_agent, one.address, one.is_this) for one in answer.context["sessions"]]
    assert seen == [(FIREFOX, "127.0.0.1", True), (IPHONE, "127.0.0.1", False)]
    page = answer.content.decode()
    assert "Firefox on Linux" in page
    assert "Safari on iPhone" in page
    assert page.count("This browser") == 1


def test_signing_one_out_really_ends_it(member: Person) -> None:
    here, there, third = sign_in(member), sign_in(member, IPHONE), sign_in(member)
    name = next(one.name for one in here.get(PAGE).context["sessions"] if one.user_agent == IPHONE)

    answer = here.post(f"{PAGE}end/", {"session": name}, follow=True)

    assert "That browser is signed out." in answer.content.decode()
    assert there.get(PAGE)["Location"].startswith("/accounts/login/")
    assert is_signed_in(here)
    assert is_signed_in(third)
    again = here.post(f"{PAGE}end/", {"session": name}, follow=True)
    assert "signed out already" in again.content.decode()


def test_signing_out_everywhere_else_leaves_this_one_and_other_people(
    member: Person, viewer: Person
) -> None:
    here, there, other = sign_in(member), sign_in(member), sign_in(viewer)
    UserSession.objects.all().delete()  # what signed in before the desk kept such notes ends, too

    answer = here.post(f"{PAGE}end-others/", follow=True)

    assert "1 other browser is signed out." in answer.content.decode()
    assert [is_signed_in(browser) for browser in (here, there, other)] == [True, False, True]


def test_nobody_signs_somebody_else_out(member: Person, viewer: Person) -> None:
    theirs, mine = sign_in(viewer), sign_in(member)
    name = theirs.get(PAGE).context["sessions"][0].name

    mine.post(f"{PAGE}end/", {"session": name})

    assert is_signed_in(theirs)


def test_the_page_gives_no_session_away(member: Person) -> None:
    here, there = sign_in(member), sign_in(member)

    page = here.get(PAGE).content.decode()

    assert str(here.session.session_key) not in page
    assert str(there.session.session_key) not in page


def test_what_a_new_password_has_ended_is_not_listed(member: Person) -> None:
    here, there = sign_in(member), sign_in(member)
    words = {"password1": "seven quiet lanterns", "password2": "seven quiet lanterns"}

    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, **words})

    assert len(here.get(PAGE).context["sessions"]) == 1
    assert not is_signed_in(there)


@pytest.mark.parametrize("button", ["end/", "end-others/"])
def test_a_button_is_a_post_of_somebody_signed_in(member: Person, button: str) -> None:
    assert Client().post(PAGE + button)["Location"].startswith("/accounts/login/")
    assert browser_of(member).get(PAGE + button).status_code == 405


def test_the_list_costs_as_many_queries_for_30_browsers_as_for_3(member: Person) -> None:
    here = browser_of(member)

    def cost(count: int) -> int:
        for _ in range(count):
            browser_of(member).get(PAGE)
        return cost_of(here, PAGE)

    assert cost(3) == cost(27)
