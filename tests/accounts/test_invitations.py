"""An invitation is a link that works once, for a while, and until it is revoked."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from remixes.actions import people
from remixes.models import Invitation, Person, Role, hash_token
from tests.makers import make_owner

ANSWERS = {"name": "Nina", "email": "nina@example.org", "password": "seven quiet lanterns"}


def token_of(link: str) -> str:
    return link.rstrip("/").rsplit("/", 1)[-1]


def invite(owner: Person, role: str = Role.MEMBER, email: str = "") -> str:
    """The path of a new invitation's link."""
    return f"/invite/{token_of(people.invite(owner, role, email).link)}/"


def test_an_owner_gets_a_link_whose_token_is_stored_nowhere(
    owners_browser: Client, settings: Settings
) -> None:
    answer = owners_browser.post("/people/invite/", {"role": "viewer", "email": ""})

    link = answer.context["invited"].link
    invitation = Invitation.objects.get()
    assert link.startswith(f"{settings.PUBLIC_URL}/invite/")
    assert link in answer.content.decode()
    assert invitation.token_hash == hash_token(token_of(link))
    assert token_of(link) not in str(list(Invitation.objects.values()))
    assert token_of(link) not in owners_browser.get("/people/").content.decode()


def test_the_link_is_mailed_where_mail_is_set_up(
    owners_browser: Client, settings: Settings
) -> None:
    settings.REMIX_HAS_EMAIL = True

    answer = owners_browser.post("/people/invite/", {"role": "member", "email": "Nina@Example.org"})

    assert mail.outbox[0].to == ["nina@example.org"]
    assert answer.context["invited"].link in mail.outbox[0].body
    assert answer.context["invited"].is_mailed


def test_a_dead_mail_server_does_not_cost_the_link(
    owners_browser: Client, settings: Settings
) -> None:
    settings.REMIX_HAS_EMAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = owners_browser.post("/people/invite/", {"role": "member", "email": "nina@example.org"})

    assert not answer.context["invited"].is_mailed
    assert answer.context["invited"].link in answer.content.decode()


def test_somebody_who_is_here_is_not_invited(owners_browser: Client, member: Person) -> None:
    answer = owners_browser.post("/people/invite/", {"role": "member", "email": "MAX@example.org"})

    assert "already uses" in answer.content.decode()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", Role.values)
def test_the_link_makes_a_person_with_its_role(client: Client, owner: Person, role: str) -> None:
    link = invite(owner, role)
    assert client.get(link).status_code == 200

    answer = client.post(link, ANSWERS | {"time_zone": "Asia/Tokyo"})

    nina = Person.objects.get(email="nina@example.org")
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(nina.pk)
    assert (nina.role, nina.invited_by, nina.time_zone) == (role, owner, "Asia/Tokyo")
    assert nina.is_staff == (role == Role.OWNER)
    assert Invitation.objects.get().accepted_by == nina


def test_an_address_in_the_invitation_cannot_be_changed(client: Client, owner: Person) -> None:
    link = invite(owner, email="nina@example.org")

    client.post(link, ANSWERS | {"email": "mallory@example.org"})

    assert not Person.objects.filter(email="mallory@example.org").exists()
    assert Person.objects.filter(email="nina@example.org").exists()


def test_a_link_works_once(client: Client, owner: Person) -> None:
    link = invite(owner)
    client.post(link, ANSWERS)

    answer = Client().post(link, ANSWERS | {"email": "second@example.org"})

    assert answer.status_code == 404
    assert "This invitation is closed" in answer.content.decode()
    assert Person.objects.count() == 2


def test_a_link_runs_out(client: Client, owner: Person) -> None:
    link = invite(owner)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert "This invitation is closed" in client.get(link).content.decode()


def test_a_revoked_link_is_closed(client: Client, owner: Person, owners_browser: Client) -> None:
    link = invite(owner)

    owners_browser.post(f"/people/invitations/{Invitation.objects.get().pk}/revoke/")

    assert client.get(link).status_code == 404
    assert client.post(link, ANSWERS).status_code == 404


def test_revoking_a_used_invitation_says_so(
    client: Client, owner: Person, owners_browser: Client
) -> None:
    client.post(invite(owner), ANSWERS)
    url = f"/people/invitations/{Invitation.objects.get().pk}/revoke/"

    answer = owners_browser.post(url, follow=True)

    assert "already been used or revoked" in answer.content.decode()


def test_an_unknown_link_shows_the_same_page(client: Client, owner: Person) -> None:
    answer = client.get("/invite/nobody-ever-made-this-one/")

    assert answer.status_code == 404
    assert "This invitation is closed" in answer.content.decode()


def test_a_taken_address_and_a_weak_password_are_named(client: Client, owner: Person) -> None:
    link = invite(owner)

    taken = client.post(link, ANSWERS | {"email": owner.email.upper()})
    weak = client.post(link, ANSWERS | {"password": "password"})

    assert "already uses" in taken.content.decode()
    assert "password" in weak.context["form"].errors
    assert Invitation.objects.open().exists()


def test_somebody_signed_in_makes_no_second_account(members_browser: Client, owner: Person) -> None:
    link = invite(owner)

    answer = members_browser.post(link, ANSWERS)

    assert "You already have an account" in answer.content.decode()
    assert Invitation.objects.open().exists()


def test_a_leavers_own_invitations_stop_working(client: Client, owner: Person) -> None:
    leaver = make_owner()
    link = invite(leaver, Role.OWNER)

    people.deactivate(leaver)

    assert client.get(link).status_code == 404


def test_a_demoted_owners_invitations_stop_working(client: Client, owner: Person) -> None:
    demoted = make_owner()
    link = invite(demoted, Role.OWNER)

    people.change_role(demoted, Role.MEMBER)

    assert client.get(link).status_code == 404


def test_the_token_never_leaves_by_a_referrer(client: Client, owner: Person) -> None:
    page = client.get(invite(owner)).content.decode()

    assert re.search(r'<meta name="referrer" content="same-origin">', page)
