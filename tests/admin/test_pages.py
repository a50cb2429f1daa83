"""Every page of the admin draws, for owners only, at a cost that does not grow with the rows."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from redis import Redis

from remixes.models import Person, Token
from tests.accounts.browsers import browser_of
from tests.admin.conftest import make_one_of_each
from tests.makers import make_person, make_viewer
from tests.queries import queries_of

NOUNS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "remixes"),
    key=lambda model: model.__name__,
)
OUR_NOUNS = {
    "Analysis",
    "Call",
    "Callback",
    "Conversion",
    "Delivery",
    "ExplorerCall",
    "Invitation",
    "Lease",
    "Move",
    "Note",
    "Person",
    "Preference",
    "Remix",
    "ServiceLine",
    "Submission",
    "TimelineEdit",
    "Token",
    "Upload",
}


def page(noun: type[Model], kind: str, *args: object) -> str:
    return reverse(f"admin:remixes_{noun._meta.model_name}_{kind}", args=args)


def test_every_noun_is_there_and_nothing_that_tells_another_story() -> None:
    labels = {model._meta.label for model in admin.site._registry}

    assert {noun.__name__ for noun in NOUNS} == OUR_NOUNS
    assert not labels & {"auth.Group", "account.EmailAddress"}


@pytest.mark.parametrize("noun", NOUNS)
def test_lists_draw_with_rows_and_searched(desk: Client, owner: Person, noun: type[Model]) -> None:
    make_one_of_each(owner)

    listed = desk.get(page(noun, "changelist"))
    searched = desk.get(page(noun, "changelist"), {"q": "awning"})

    assert listed.status_code == searched.status_code == 200
    assert listed.context["cl"].result_count >= 1


@pytest.mark.parametrize("noun", NOUNS)
def test_every_filter_and_order_of_a_list_works(
    desk: Client, owner: Person, noun: type[Model]
) -> None:
    make_one_of_each(owner)
    changelist = desk.get(page(noun, "changelist")).context["cl"]
    links = [
        choice["query_string"]
        for spec in changelist.filter_specs
        for choice in spec.choices(changelist)
    ]
    orders = [f"?o={number}" for number in range(1, len(changelist.list_display))]

    codes = {desk.get(page(noun, "changelist") + link).status_code for link in links + orders}

    assert codes <= {200}


@pytest.mark.parametrize("noun", NOUNS)
def test_rows_draw_and_are_read_only(desk: Client, owner: Person, noun: type[Model]) -> None:
    make_one_of_each(owner)
    row = noun._default_manager.first()
    assert row is not None

    shown = desk.get(page(noun, "change", row.pk))

    assert shown.status_code == 200
    assert not shown.context["has_change_permission"]
    assert desk.post(page(noun, "change", row.pk), {}).status_code == 403
    assert desk.get(page(noun, "add")).status_code == 403
    assert desk.get(page(noun, "delete", row.pk)).status_code == 403


def test_no_list_costs_more_queries_for_12_rows_than_for_2(desk: Client, owner: Person) -> None:
    def costs(numbers: range) -> dict[str, int]:
        for number in numbers:
            make_one_of_each(owner, number)
        return {noun.__name__: len(queries_of(desk, page(noun, "changelist"))) for noun in NOUNS}

    desk.get("/admin/")  # the first request of a browser asks whether anybody exists
    few = costs(range(2))

    assert costs(range(2, 12)) == few


@pytest.mark.parametrize("path", ["/admin/", "/admin/remixes/remix/", "/admin/login/"])
def test_only_owners_find_the_admin(client: Client, owner: Person, path: str) -> None:
    assert browser_of(make_person()).get(path).status_code == 404
    assert browser_of(make_viewer()).get(path).status_code == 404
    arrived_at = client.get(path, follow=True).redirect_chain[-1][0]
    assert arrived_at.startswith("/accounts/login/?next=/admin/")


def test_the_index_leads_to_workers_and_people(desk: Client) -> None:
    index = desk.get("/admin/").content.decode()

    assert "Remixdesk" in index
    assert 'href="/admin/django_rq/dashboard/"' in index
    assert 'href="/people/"' in index


def test_the_admins_own_account_pages_lead_to_the_desks(desk: Client) -> None:
    assert desk.get("/admin/password_change/")["Location"] == "/accounts/password/change/"
    assert desk.get("/admin/login/")["Location"] == "/admin/"
    assert desk.post("/admin/logout/")["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in desk.session


@pytest.mark.parametrize("path", ["", "queues/0/", "workers/0/", "queues/0/failed/", "stats.json"])
def test_rqs_own_pages_are_for_owners(
    desk: Client, client: Client, redis: Redis, path: str
) -> None:
    url = f"/admin/django_rq/dashboard/{path}"

    assert desk.get(url).status_code == 200
    assert browser_of(make_person()).get(url).status_code in (401, 404)
    assert client.get(url).status_code == 302


def test_a_tokens_hash_is_shown_to_nobody(desk: Client, owner: Person) -> None:
    make_one_of_each(owner)
    token = Token.objects.get()

    pages = [
        desk.get(page(Token, "changelist")),
        desk.get(page(Token, "change", token.pk)),
        desk.get(page(Token, "changelist"), {"q": token.hash}),
    ]

    assert not any(token.hash in shown.content.decode() for shown in pages[:2])
    assert pages[2].context["cl"].result_count == 0


def test_an_owner_revokes_a_token(desk: Client, owner: Person) -> None:
    make_one_of_each(owner)
    token = Token.objects.get()

    desk.post(page(Token, "changelist"), {"action": "revoke", "_selected_action": token.pk})

    token.refresh_from_db()
    assert token.revoked_at is not None


@pytest.mark.parametrize("path", ["", "remixes/remix/", "remixes/delivery/"])
def test_pages_have_no_inline_script_and_a_strict_policy(
    desk: Client, owner: Person, settings: Settings, path: str
) -> None:
    make_one_of_each(owner)

    answer = desk.get(f"/admin/{path}")

    html = answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert all(" src=" in tag or 'type="application/json"' in tag for tag in script_tags(html))
    assert "onclick=" not in html


def script_tags(html: str) -> list[str]:
    return [part.partition(">")[0] for part in html.split("<script")[1:]]
