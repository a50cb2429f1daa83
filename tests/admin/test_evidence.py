"""Evidence is shown whole, safe and without what would open a door."""

import pytest
from django.test import Client
from pytest_django import Settings

from remixes.admin.evidence import block, pretty
from remixes.models import Invitation, Person, Submission, hash_token
from remixes.remote.showing import masked
from tests.admin.conftest import TOKEN, make_delivery, make_one_of_each
from tests.makers import make_finished_remix, make_remix, make_submission


def test_a_delivery_body_is_pretty_and_never_markup(desk: Client, owner: Person) -> None:
    delivery = make_delivery(make_finished_remix(owner))

    page = desk.get(f"/admin/remixes/delivery/{delivery.pk}/change/").content.decode()

    assert "&lt;script&gt;alert(0)" in page
    assert "<script>alert" not in page
    assert TOKEN not in page
    assert "/webhooks/remix/***/" in page


@pytest.mark.parametrize("body", [b"\xff\xfe not text", b"{cut", b"", b"[1, 2", b"<h1>502</h1>"])
def test_any_body_can_be_shown(desk: Client, owner: Person, body: bytes) -> None:
    delivery = make_delivery(make_finished_remix(owner))
    type(delivery).objects.filter(pk=delivery.pk).update(body=body)

    shown = desk.get(f"/admin/remixes/delivery/{delivery.pk}/change/")

    assert shown.status_code == 200
    assert b"<h1>502" not in shown.content


def test_a_submission_shows_no_token_and_no_key(
    desk: Client, owner: Person, settings: Settings
) -> None:
    key = "a-very-secret-service-key"
    main = settings.REMIX_SERVICES["main"] | {"key": key}
    settings.REMIX_SERVICES = {"main": main}
    submission = make_submission(
        make_remix(owner),
        token_hash=hash_token(TOKEN),
        request={"headers": {"Authorization": key}, "webhook_url": f"/webhooks/remix/{TOKEN}/"},
        reply=f'{{"echo": "https://desk.example/webhooks/remix/{TOKEN}/", "key": "{key}"}}',
        problem=f"answered {key}",
    )

    page = desk.get(f"/admin/remixes/submission/{submission.pk}/change/").content.decode()

    assert key not in page
    assert TOKEN not in page
    assert Submission.objects.get().token_hash not in page
    assert "***" in page


def test_hashes_of_passwords_and_links_are_not_shown(desk: Client, owner: Person) -> None:
    make_one_of_each(owner)
    invitation = Invitation.objects.get()

    person = desk.get(f"/admin/remixes/person/{owner.pk}/change/").content.decode()
    invited = desk.get(f"/admin/remixes/invitation/{invitation.pk}/change/").content.decode()

    assert owner.password not in person
    assert invitation.token_hash not in invited


def test_a_remix_shows_its_evidence(desk: Client, owner: Person) -> None:
    make_one_of_each(owner)
    remix = owner.remixes.get()

    page = desk.get(f"/admin/remixes/remix/{remix.pk}/change/").content.decode()

    assert str(Submission.objects.get(number=1).task_id) in page
    assert "Archive again." in page
    assert 'name="status"' not in page


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('{"b": 1}', "&quot;b&quot;: 1"),
        ({"a": "ü"}, "ü"),
        ("plain words", "plain words"),
        ("", "-"),
        (None, "-"),
    ],
)
def test_json_is_laid_out_for_people(value: object, shown: str) -> None:
    assert shown in pretty(value)


@pytest.mark.parametrize(
    "text", ['{"Authorization": "s3cret-key"}', "authorization: Bearer s3cret-key"]
)
def test_authorization_is_masked_however_it_is_written(text: str) -> None:
    assert "s3cret" not in masked(text)


def test_a_huge_body_is_cut_with_a_word_about_it() -> None:
    assert "5 more characters" in block("x" * 100_005)
