"""A second factor: a code of an app, once; a recovery code, once; and what protects both."""

import re
import time
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from remixes.actions import second_factor
from remixes.models import Person
from tests.accounts.browsers import browser_of
from tests.accounts.codes import code_of
from tests.makers import PASSWORD

NOW = time.time() // 30 * 30  # a code has just begun
INDEX = "/accounts/2fa/"
ACTIVATE = "/accounts/2fa/totp/activate/"
CODES = "/accounts/2fa/recovery-codes/"
LOGIN = "/accounts/login/"
CODE = "/accounts/2fa/authenticate/"
AGAIN = "/accounts/reauthenticate/"
WRONG = "wrong, too old or already used"


@pytest.fixture(autouse=True)
def _nobody_is_limited_yet() -> None:
    cache.clear()


def prove(browser: Client, go_on: str = INDEX) -> None:
    browser.post(AGAIN, {"password": PASSWORD, "next": go_on})


def set_up(browser: Client) -> tuple[str, list[str]]:
    """Turns an app on; its key and the recovery codes, as the pages show them."""
    prove(browser)
    secret = browser.get(ACTIVATE).context["form"].secret
    answer = browser.post(ACTIVATE, {"code": code_of(secret)}, follow=True)
    assert answer.redirect_chain[-1][0] == CODES
    return secret, re.findall(r"\b\d{8}\b", answer.content.decode())


def sign_in(person: Person, code: str) -> Client:
    browser = Client()
    browser.post(LOGIN, {"login": person.email, "password": PASSWORD})
    browser.post(CODE, {"code": code})
    return browser


def is_signed_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_the_password_alone_lets_nobody_in_any_more(
    members_browser: Client, member: Person
) -> None:
    set_up(members_browser)
    browser = Client()

    answer = browser.post(LOGIN, {"login": member.email, "password": PASSWORD}, follow=True)

    assert answer.redirect_chain[-1][0] == CODE
    assert "One more step" in answer.content.decode()
    assert not is_signed_in(browser)
    assert browser.get("/settings/")["Location"].startswith(LOGIN)


def test_a_code_of_the_app_lets_in(members_browser: Client, member: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        secret, _ = set_up(members_browser)
        clock.shift(60)

        browser = sign_in(member, code_of(secret))

        assert is_signed_in(browser)


def test_a_wrong_code_does_not(members_browser: Client, member: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        secret, _ = set_up(members_browser)
        wrong = f"{(int(code_of(secret)) + 1) % 10**6:06}"

        browser = sign_in(member, wrong)

        assert not is_signed_in(browser)
        assert WRONG in browser.post(CODE, {"code": wrong}).content.decode()


@pytest.mark.parametrize(("age_s", "lets_in"), [(0, True), (30, True), (90, False), (-90, False)])
def test_a_code_is_right_for_as_long_as_it_takes_to_type_it(
    members_browser: Client, member: Person, age_s: int, *, lets_in: bool
) -> None:
    with time_machine.travel(NOW, tick=False):
        secret, _ = set_up(members_browser)

        browser = sign_in(member, code_of(secret, NOW - age_s))

        assert is_signed_in(browser) is lets_in


def test_the_same_code_does_not_let_in_twice(members_browser: Client, member: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        secret, _ = set_up(members_browser)
        code = code_of(secret)
        assert is_signed_in(sign_in(member, code))
        cache.clear()  # another process knows nothing of this one's cache
        clock.shift(30)

        second = sign_in(member, code)

        assert not is_signed_in(second)


def test_a_code_older_than_the_last_one_is_spent_with_it(
    members_browser: Client, member: Person
) -> None:
    with time_machine.travel(NOW, tick=False):
        secret, _ = set_up(members_browser)
        assert is_signed_in(sign_in(member, code_of(secret)))

        second = sign_in(member, code_of(secret, NOW - 30))

        assert not is_signed_in(second)


def test_a_recovery_code_lets_in_once(members_browser: Client, member: Person) -> None:
    _, codes = set_up(members_browser)

    first, second = sign_in(member, codes[3]), sign_in(member, codes[3])

    assert len(set(codes)) == 10
    assert is_signed_in(first)
    assert not is_signed_in(second)
    assert "9 of your recovery codes are" in members_browser.get(INDEX).content.decode()


def test_recovery_codes_are_shown_once(members_browser: Client) -> None:
    _, codes = set_up(members_browser)

    again = members_browser.get(CODES)
    download = members_browser.get(f"{CODES}download/")

    assert "are not shown again" in again.content.decode()
    assert not [code for code in codes if code in again.content.decode()]
    assert download.status_code == 403
    assert "no-store" in again["Cache-Control"]


def test_new_recovery_codes_end_the_old_ones(members_browser: Client, member: Person) -> None:
    _, old = set_up(members_browser)

    page = members_browser.post(f"{CODES}generate/", follow=True).content.decode()

    assert not is_signed_in(sign_in(member, old[0]))
    assert is_signed_in(sign_in(member, re.findall(r"\b\d{8}\b", page)[0]))


@pytest.mark.parametrize("page", [ACTIVATE, f"{CODES}generate/", "/accounts/2fa/webauthn/add/"])
def test_whoever_sits_down_at_an_open_browser_is_asked_who_they_are(
    members_browser: Client, page: str
) -> None:
    answer = members_browser.get(page)

    assert answer.status_code == 302
    assert answer["Location"].startswith(AGAIN)


def test_turning_the_app_off_asks_first(members_browser: Client, member: Person) -> None:
    set_up(members_browser)
    stranger = browser_of(member)

    asked = stranger.post("/accounts/2fa/totp/deactivate/")
    assert asked["Location"].startswith(AGAIN)
    assert second_factor.has_one(member)

    members_browser.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=member).exists()


def test_guessing_codes_is_limited(members_browser: Client, member: Person) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        secret, _ = set_up(members_browser)
        browser = sign_in(member, "000000")
        for _ in range(4):
            browser.post(CODE, {"code": "000000"})

        page = browser.post(CODE, {"code": code_of(secret)}).content.decode()
        assert "Too many" in page
        assert not is_signed_in(browser)

        clock.shift(301)
        browser.post(CODE, {"code": code_of(secret)})
        assert is_signed_in(browser)


def test_a_password_link_does_not_go_round_the_second_factor(
    members_browser: Client, member: Person, owners_browser: Client
) -> None:
    set_up(members_browser)
    link = owners_browser.post(f"/people/{member.pk}/reset-link/").context["link"]
    browser = Client()
    page = browser.get(urlsplit(link).path, follow=True)
    new = {"password1": "seven quiet lanterns", "password2": "seven quiet lanterns"}

    browser.post(page.redirect_chain[-1][0], new)

    assert not is_signed_in(browser)
    answer = Client().post(
        LOGIN, {"login": member.email, "password": "seven quiet lanterns"}, follow=True
    )
    assert answer.redirect_chain[-1][0] == CODE


def test_a_copy_of_the_database_gives_no_factor_away(
    members_browser: Client, settings: Settings, member: Person
) -> None:
    secret, codes = set_up(members_browser)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not [code for code in codes if code in kept]

    settings.SECRET_KEY = "that of another installation"

    assert not second_factor.spend_code(
        Authenticator.objects.get(type=Authenticator.Type.TOTP), code_of(secret)
    )


def test_a_new_secret_key_next_to_the_old_one_keeps_them(
    members_browser: Client, settings: Settings, member: Person
) -> None:
    with time_machine.travel(NOW, tick=False):
        secret, _ = set_up(members_browser)

        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "a new one"

        assert is_signed_in(sign_in(member, code_of(secret)))


def test_an_owner_resets_the_factor_of_a_teammate_after_a_password(
    owners_browser: Client, members_browser: Client, member: Person, owner: Person
) -> None:
    set_up(members_browser)
    reset = f"/people/{member.pk}/reset-second-factor/"
    assert "Reset second factor" in owners_browser.get(f"/people/{member.pk}/").content.decode()

    asked = owners_browser.post(reset)
    assert second_factor.has_one(member)
    owners_browser.post(asked["Location"], {"password": PASSWORD, "next": reset})

    assert not Authenticator.objects.filter(user=member).exists()
    assert members_browser.get("/settings/")["Location"].startswith(LOGIN)
    noted = LogEntry.objects.get()
    assert (noted.user, noted.object_id) == (owner, str(member.pk))
    assert "Second factor reset" in noted.change_message


def test_nobody_but_an_owner_resets_a_factor(
    members_browser: Client, viewer: Person, owners_browser: Client
) -> None:
    url = f"/people/{viewer.pk}/reset-second-factor/"

    assert members_browser.post(url).status_code == 404
    assert owners_browser.get(url).status_code == 405
    assert Client().post(url)["Location"].startswith(LOGIN)


def test_the_admin_resets_a_factor_too(
    owners_browser: Client, members_browser: Client, member: Person
) -> None:
    set_up(members_browser)
    prove(owners_browser)
    wish = {"action": "reset_second_factor", "_selected_action": [member.pk]}

    owners_browser.post("/admin/remixes/person/", wish)

    assert not second_factor.has_one(member)
    assert LogEntry.objects.get().object_id == str(member.pk)
    assert owners_browser.get("/admin/mfa/authenticator/").status_code == 404


def test_a_command_resets_the_factor_of_the_last_owner(
    owners_browser: Client, owner: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up(owners_browser)

    call_command("reset_second_factor", owner.email.upper())

    assert not second_factor.has_one(owner)
    assert owner.email in capsys.readouterr().out
    with pytest.raises(CommandError, match="no second factor"):
        call_command("reset_second_factor", owner.email)
    with pytest.raises(CommandError, match="Nobody"):
        call_command("reset_second_factor", "x@example.org")


def test_owners_may_be_made_to_have_one(
    owners_browser: Client, members_browser: Client, settings: Settings
) -> None:
    settings.REMIX_OWNERS_NEED_SECOND_FACTOR = True

    kept_out = [owners_browser.get(path) for path in ("/", "/people/", "/admin/")]
    program = owners_browser.get("/api/v1/remixes", headers={"Accept": "application/json"})

    assert {answer["Location"] for answer in kept_out} == {INDEX}
    assert program.status_code == 403
    assert owners_browser.get("/", headers={"Authorization": "x"})["Location"] == INDEX
    assert "Owners of this desk need" in owners_browser.get(INDEX).content.decode()
    assert members_browser.get("/settings/").status_code == 200
    assert owners_browser.get("/healthz").status_code == 200

    set_up(owners_browser)
    assert owners_browser.get("/people/").status_code == 200


def test_the_scannable_code_needs_no_exception_from_the_policy(members_browser: Client) -> None:
    prove(members_browser)

    answer = members_browser.get(ACTIVATE)

    page, policy = answer.content.decode(), answer["Content-Security-Policy"]
    assert '<img class="scan-code" src="data:image/svg+xml;base64,' in page
    assert "style=" not in page
    assert "unsafe-inline" not in policy
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("sent", ["", "no json", "[]", "{}", '{"response": []}', '{"id": "AA"}'])
@pytest.mark.parametrize("door", ["/accounts/2fa/webauthn/login/", CODE])
def test_what_is_no_passkey_lets_nobody_in(
    members_browser: Client, member: Person, door: str, sent: str
) -> None:
    set_up(members_browser)
    browser = Client()
    browser.post(LOGIN, {"login": member.email, "password": PASSWORD})
    browser.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    answer = browser.post(door, {"credential": sent})

    assert answer.status_code in (200, 302)
    assert not is_signed_in(browser)
