"""The owner's pages about the team: roles, leaving, coming back, password links."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from remixes.actions import people
from remixes.actions.rejected import Rejected
from remixes.actions.tokens import make_token
from remixes.models import Invitation, Person, Role, Scope, Token
from tests.accounts.browsers import browser_of
from tests.makers import PASSWORD, make_owner, make_person, make_remix, make_upload
from tests.queries import cost_of

PAGES = ["/people/", "/people/invite/", "/people/{pk}/"]
BUTTONS = [
    "/people/{pk}/role/",
    "/people/{pk}/deactivate/",
    "/people/{pk}/reactivate/",
    "/people/{pk}/reset-link/",
    "/people/invitations/{invitation}/revoke/",
]


@pytest.fixture
def paths(owner: Person, member: Person) -> dict[str, int]:
    people.invite(owner, Role.MEMBER)
    return {"pk": member.pk, "invitation": Invitation.objects.get().pk}


@pytest.mark.parametrize("page", PAGES)
def test_an_owner_sees_the_page(owners_browser: Client, paths: dict[str, int], page: str) -> None:
    assert owners_browser.get(page.format(**paths)).status_code == 200


@pytest.mark.parametrize("door", PAGES + BUTTONS)
def test_whoever_is_not_signed_in_is_sent_to_sign_in(
    client: Client, paths: dict[str, int], door: str
) -> None:
    answer = client.post(door.format(**paths))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
def test_a_member_or_viewer_finds_no_such_page(
    members_browser: Client, viewer: Person, paths: dict[str, int], page: str
) -> None:
    assert members_browser.get(page.format(**paths)).status_code == 404
    assert browser_of(viewer).get(page.format(**paths)).status_code == 404


@pytest.mark.parametrize("button", BUTTONS)
def test_a_member_or_viewer_finds_no_such_button(
    members_browser: Client, viewer: Person, paths: dict[str, int], button: str
) -> None:
    url = button.format(**paths)

    answers = [
        browser.post(url, {"role": "owner"}) for browser in (members_browser, browser_of(viewer))
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Person.objects.filter(pk=paths["pk"], role=Role.OWNER).exists()


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_is_a_post(owners_browser: Client, paths: dict[str, int], button: str) -> None:
    assert owners_browser.get(button.format(**paths)).status_code == 405


def test_nobody_there_is_404(owners_browser: Client) -> None:
    assert owners_browser.get("/people/987654/").status_code == 404
    assert owners_browser.post("/people/987654/role/", {"role": "viewer"}).status_code == 404


def test_the_list_costs_as_many_queries_for_30_people_as_for_3(
    owners_browser: Client, owner: Person
) -> None:
    def cost(count: int) -> int:
        for _ in range(count):
            make_person(invited_by=owner)
            people.invite(owner, Role.VIEWER)
        return cost_of(owners_browser, "/people/")

    assert cost(3) == cost(27)


def test_a_person_page_counts_their_work(owners_browser: Client, member: Person) -> None:
    upload = make_upload(member)
    make_upload(member)
    make_remix(member, upload)

    page = owners_browser.get(f"/people/{member.pk}/").content.decode()

    assert "2 uploads, 1 remix" in page


@pytest.mark.parametrize("role", Role.values)
def test_an_owner_changes_a_role(owners_browser: Client, member: Person, role: str) -> None:
    owners_browser.post(f"/people/{member.pk}/role/", {"role": role})

    member.refresh_from_db()
    assert member.role == role
    assert member.is_staff == member.is_superuser == (role == Role.OWNER)


def test_an_unknown_role_changes_nothing(owners_browser: Client, member: Person) -> None:
    answer = owners_browser.post(f"/people/{member.pk}/role/", {"role": "king"}, follow=True)

    member.refresh_from_db()
    assert member.role == Role.MEMBER
    assert "Choose owner, member or viewer" in answer.content.decode()


@pytest.mark.parametrize("button", ["role", "deactivate"])
def test_the_last_owner_stays(owners_browser: Client, owner: Person, button: str) -> None:
    make_owner(is_active=False)

    answer = owners_browser.post(f"/people/{owner.pk}/{button}/", {"role": "member"}, follow=True)

    owner.refresh_from_db()
    assert owner.is_owner
    assert owner.is_active
    assert people.LAST_OWNER in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("leave", [people.deactivate, lambda p: people.change_role(p, "viewer")])
def test_two_owners_who_remove_each_other_leave_one(leave: object) -> None:
    owners = [make_owner(), make_owner()]

    def try_it(person: Person) -> bool:
        try:
            leave(person)  # type: ignore[operator]
        except Rejected:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(try_it, owners))

    assert sorted(results) == [False, True]
    assert Person.objects.owners().count() == 1


def test_an_owner_who_steps_down_lands_on_the_desk(owners_browser: Client, owner: Person) -> None:
    make_owner()

    answer = owners_browser.post(f"/people/{owner.pk}/role/", {"role": "member"})

    assert answer["Location"] == "/"
    assert owners_browser.get("/people/").status_code == 404


def test_deactivating_ends_every_session_and_keeps_the_work(
    owners_browser: Client, member: Person
) -> None:
    upload = make_upload(member)
    laptop, phone = browser_of(member), browser_of(member)

    owners_browser.post(f"/people/{member.pk}/deactivate/")

    assert laptop.get("/settings/").status_code == phone.get("/settings/").status_code == 302
    assert owners_browser.get("/people/").status_code == 200
    upload.refresh_from_db()
    assert upload.person == member


def test_old_sessions_stay_dead_after_reactivating(owners_browser: Client, member: Person) -> None:
    laptop = browser_of(member)
    owners_browser.post(f"/people/{member.pk}/deactivate/")

    owners_browser.post(f"/people/{member.pk}/reactivate/")

    assert laptop.get("/settings/").status_code == 302
    assert browser_of(Person.objects.get(pk=member.pk)).get("/settings/").status_code == 200


def test_a_leavers_tokens_end_and_stay_dead_after_reactivating(
    owners_browser: Client, member: Person
) -> None:
    _, secret = make_token(member, "Mixer", Scope.READ)

    owners_browser.post(f"/people/{member.pk}/deactivate/")
    assert Token.of(secret) is None

    owners_browser.post(f"/people/{member.pk}/reactivate/")
    assert Token.of(secret) is None


def test_a_password_link_sets_a_new_password(
    owners_browser: Client, client: Client, member: Person
) -> None:
    link = owners_browser.post(f"/people/{member.pk}/reset-link/").context["link"]
    page = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    form = page.redirect_chain[-1][0]

    client.post(form, {"password1": "nine slow rivers", "password2": "nine slow rivers"})

    member.refresh_from_db()
    assert member.check_password("nine slow rivers")
    assert not member.check_password(PASSWORD)


def test_a_deactivated_person_gets_no_password_link(owners_browser: Client, member: Person) -> None:
    people.deactivate(member)

    answer = owners_browser.post(f"/people/{member.pk}/reset-link/", follow=True)

    assert "Reactivate them first" in answer.content.decode()
