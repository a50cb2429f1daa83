"""Where a sound comes from and what was made of it; what is gone leaves words behind."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remixes.actions import uploads
from remixes.models import Person, Remix, Upload
from remixes.record import forget_results
from remixes.views.family import Node, family_of, way_to
from tests.makers import (
    make_conversion,
    make_person,
    make_remix,
    make_submission,
    make_upload,
    make_viewer,
    mp3_bytes,
)
from tests.views.conftest import SignIn

pytestmark = pytest.mark.django_db


def heard(person: Person, upload: Upload, hertz: int = 300) -> Remix:
    """A remix with one version whose bytes are here."""
    remix = make_remix(person, upload, status="DONE")
    submission = make_submission(remix)
    make_conversion(remix, 1, submission=submission, mp3=mp3_bytes(0.3, hertz), title="Lantern")
    return remix


def further(person: Person, remix: Remix, hertz: int = 400) -> Remix:
    """A remix of the first version of a remix."""
    return heard(person, uploads.add_version(person, remix.conversions.get()), hertz)


def words(node: Node) -> list[object]:
    return [node.words, *(words(child) for child in node.children)]


def test_remix_this_version_fills_the_form_with_its_sound(
    browser_of: Client, person: Person
) -> None:
    remix = heard(person, make_upload(person))
    version = remix.conversions.get()

    answer = browser_of.post(reverse("remix_version", args=[version.pk]), follow=True)

    upload = Upload.objects.get(made_of=version)
    assert upload.sha256 == version.mp3_sha256
    page = answer.content.decode()
    assert f'value="{upload.pk}" selected' in page
    assert remix.prompt in page


def test_the_same_version_twice_is_one_source(person: Person) -> None:
    version = heard(person, make_upload(person)).conversions.get()

    first = uploads.add_version(person, version)
    second = uploads.add_version(make_person(), version)

    assert first == second


def test_viewers_cannot_remix_a_version(signed_in: SignIn, person: Person) -> None:
    version = heard(person, make_upload(person)).conversions.get()

    answer = signed_in(make_viewer()).post(reverse("remix_version", args=[version.pk]))

    assert answer.status_code == 403


def test_the_tree_goes_from_the_first_source_to_remixes_of_versions(person: Person) -> None:
    source = make_upload(person, title="Awning")
    first = heard(person, source)
    second = further(person, first)

    tree = family_of(person, second)

    assert tree is not None
    by = f"Remix by {person}"
    assert words(tree) == ["Awning", [by, ["Version 1", [by, ["Version 1"]]]]]
    assert tree.children[0].children[0].src.endswith(".mp3")


def test_the_way_here_names_every_step(person: Person) -> None:
    source = make_upload(person, title="Awning")
    first = heard(person, source)
    second = further(person, first)

    way = way_to(person, second)

    assert [step.words for step in way] == ["Awning", "Remix", "Lantern"]
    assert way[0].url == source.get_absolute_url()


def test_a_remix_alone_with_its_source_needs_no_tree(person: Person) -> None:
    assert family_of(person, heard(person, make_upload(person))) is None


def test_a_deleted_parent_leaves_words(signed_in: SignIn, person: Person) -> None:
    first = heard(person, make_upload(person))
    second = further(person, first)
    Remix.objects.filter(pk=first.pk).update(trashed_at=timezone.now())
    forget_results(first)

    page = signed_in(make_viewer()).get(second.get_absolute_url()).content.decode()

    assert "Version 1 of “Lantern” (deleted)" in page


def test_a_trashed_remix_is_a_tombstone_for_others(person: Person) -> None:
    source = make_upload(person)
    first, other = heard(person, source), heard(person, source, 500)
    Remix.objects.filter(pk=first.pk).update(trashed_at=timezone.now())

    tree = family_of(make_viewer(), other)

    assert tree is not None
    grave = next(node for node in tree.children if not node.url)
    assert (grave.detail, grave.children) == ("in the trash", [])


def test_what_was_made_of_a_trashed_remix_still_hangs_in_the_tree(person: Person) -> None:
    first = heard(person, make_upload(person))
    second = further(person, first)
    Remix.objects.filter(pk=first.pk).update(trashed_at=timezone.now())

    tree = family_of(make_viewer(), second)

    assert tree is not None
    grave = tree.children[0].children[0]
    assert (grave.words, grave.url, grave.src, grave.detail) == ("Version 1", "", "", "")
    assert grave.children[0].is_here


def test_two_remixes_are_compared_word_by_word(browser_of: Client, person: Person) -> None:
    source = make_upload(person)
    first = make_remix(person, source, prompt="warm house with strings")
    second = make_remix(person, source, prompt="warm techno with strings", mode="INPAINT")

    page = browser_of.get(reverse("against", args=[first.pk, second.pk])).content.decode()

    assert "<del>house</del> <ins>techno</ins>" in page
    assert page.index(">Different<") < page.index(">Inpaint</dd>") < page.index("The same")


def test_a_larger_family_takes_no_more_queries(
    person: Person, django_assert_max_num_queries: object
) -> None:
    source = make_upload(person)
    first = heard(person, source, 310)
    for number in range(8):
        further(person, heard(person, source, 320 + number), 500 + number)
    here = Remix.objects.select_related("upload").get(pk=first.pk)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert family_of(person, here) is not None
