"""Corrected timelines: the last edit counts, the service's own stays, nobody undoes a colleague."""

from __future__ import annotations

import pytest

from remixes.actions import timelines
from remixes.actions.rejected import Rejected
from remixes.models import Conversion
from remixes.remote.lyrics import Line, Word
from tests.makers import TIMELINE, make_conversion, make_person, make_remix, make_viewer

pytestmark = pytest.mark.django_db

MOVED = (Line("Rain on", 150, 650, is_section=False, words=(Word("Rain", 150), Word("on", 300))),)


def timed() -> Conversion:
    return make_conversion(make_remix(), timeline=TIMELINE)


def test_without_edits_the_services_own_timing_counts() -> None:
    found = timelines.current(timed())

    assert [line.text for line in found.lines] == [row["text"] for row in TIMELINE]
    assert (found.number, found.is_edited) == (0, False)


def test_an_edit_counts_and_the_services_timing_stays() -> None:
    version = timed()

    found = timelines.save(make_person(), version, 0, MOVED)

    version.refresh_from_db()
    assert found.lines == MOVED
    assert (found.number, found.is_edited) == (1, True)
    assert version.timeline == TIMELINE


def test_of_two_who_edit_at_once_the_second_is_told() -> None:
    version = timed()
    timelines.save(make_person(), version, 0, MOVED)

    with pytest.raises(Rejected, match="meanwhile"):
        timelines.save(make_person(), version, 0, MOVED)

    assert version.timeline_edits.count() == 1


def test_the_services_timing_comes_back_and_the_edits_stay_on_record() -> None:
    version, person = timed(), make_person()
    timelines.save(person, version, 0, MOVED)

    found = timelines.restore_original(person, version, 1)

    assert not found.is_edited
    assert len(found.lines) == len(TIMELINE)
    assert version.timeline_edits.count() == 2


def test_lines_are_kept_in_order_of_time() -> None:
    late, early = Line("b", 900, 950, is_section=False), Line("a", 100, 200, is_section=False)

    found = timelines.save(make_person(), timed(), 0, (late, early))

    assert [line.text for line in found.lines] == ["a", "b"]


@pytest.mark.parametrize("lines", [(), (Line("x", 5, 4, is_section=False),)])
def test_a_timeline_that_makes_no_sense_is_refused(lines: tuple[Line, ...]) -> None:
    with pytest.raises(Rejected):
        timelines.save(make_person(), timed(), 0, lines)


def test_viewers_read_and_members_correct() -> None:
    with pytest.raises(Rejected, match="Viewers"):
        timelines.save(make_viewer(), timed(), 0, MOVED)


def test_in_the_trash_nothing_is_corrected() -> None:
    version = timed()
    version.remix.trashed_at = version.remix.created_at

    with pytest.raises(Rejected, match="trash"):
        timelines.save(make_person(), version, 0, MOVED)
