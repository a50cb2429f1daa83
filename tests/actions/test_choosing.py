"""Preferences, blind or not, their tally, and the winner."""

from __future__ import annotations

import pytest

from remixes.actions.choosing import pick_winner, prefer, take_back, tally
from remixes.actions.rejected import Rejected
from remixes.models import ConversionState, Preference
from tests.makers import make_conversion, make_person, make_remix, make_viewer

pytestmark = pytest.mark.django_db


def test_a_viewer_prefers_and_the_team_counts() -> None:
    remix = make_remix()
    one, two = make_conversion(remix), make_conversion(remix, 2)

    prefer(make_viewer(), remix, one, was_blind=True)
    prefer(make_person(), remix, one, was_blind=False)
    prefer(make_person(), remix, two, was_blind=True)
    prefer(make_person(), remix, None, was_blind=True)

    found = tally(remix)
    assert found.votes == {one.pk: 2, two.pk: 1}
    assert (found.undecided, found.blind, found.total) == (1, 3, 4)


def test_a_second_choice_replaces_the_first() -> None:
    remix, person = make_remix(), make_person()
    one, two = make_conversion(remix), make_conversion(remix, 2)

    prefer(person, remix, one, was_blind=True)
    prefer(person, remix, two, was_blind=False)

    voice = Preference.objects.get()
    assert (voice.conversion, voice.was_blind) == (two, False)


def test_a_blind_choice_confirmed_with_open_eyes_stays_blind() -> None:
    remix, person = make_remix(), make_person()
    one = make_conversion(remix)

    prefer(person, remix, one, was_blind=True)
    prefer(person, remix, one, was_blind=False)

    assert Preference.objects.get().was_blind


def test_a_choice_can_be_taken_back() -> None:
    remix, person = make_remix(), make_person()
    prefer(person, remix, make_conversion(remix), was_blind=True)

    take_back(person, remix)

    assert tally(remix).total == 0


def test_a_version_of_another_remix_is_no_choice() -> None:
    with pytest.raises(Rejected):
        prefer(make_person(), make_remix(), make_conversion(make_remix()), was_blind=False)


def test_what_cannot_be_heard_cannot_be_preferred() -> None:
    remix = make_remix()
    waiting = make_conversion(remix, state=ConversionState.EXPECTED)

    with pytest.raises(Rejected, match="cannot be heard"):
        prefer(make_person(), remix, waiting, was_blind=False)


def test_members_pick_the_winner_and_viewers_do_not() -> None:
    remix, member = make_remix(), make_person()
    one = make_conversion(remix)

    with pytest.raises(Rejected, match="members pick"):
        pick_winner(make_viewer(), remix, one)
    pick_winner(member, remix, one)

    remix.refresh_from_db()
    assert (remix.winner, remix.winner_by) == (one, member)


def test_the_winner_can_be_no_version_again() -> None:
    remix, member = make_remix(), make_person()
    pick_winner(member, remix, make_conversion(remix))

    pick_winner(member, remix, None)

    remix.refresh_from_db()
    assert (remix.winner, remix.winner_by, remix.winner_at) == (None, None, None)
