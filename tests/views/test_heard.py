"""What was heard in a song, in words; whatever shape the facts have."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from remixes.models import Analysis
from remixes.views.heard import heard
from tests.makers import make_person, make_upload

FACTS = {
    "version": 1,
    "tempo": 104.2,
    "tempo_curve": [[0.0, 104.2], [30.0, 104.3]],
    "is_steady": True,
    "has_pulse": True,
    "meter": 4,
    "key": "A minor",
    "duration_s": 40.0,
    "sections": [
        {"start": -0.4, "end": 10.0, "letter": "A", "label": "intro", "level": 0.4},
        {"start": 10.0, "end": 30.0, "letter": "B", "label": "", "level": 1.0},
        {"start": 30.0, "end": 41.0, "letter": "A", "label": "outro", "level": 0.4},
    ],
}


def test_a_steady_song_has_one_tempo_and_its_parts_fill_its_length() -> None:
    found = heard(FACTS)

    assert found is not None
    assert (found.tempo, found.key, found.meter) == ("104 BPM", "A minor", "4/4")
    assert [part.name for part in found.sections] == ["Intro", "Part B", "Outro"]
    assert sum(part.width for part in found.sections) == pytest.approx(100)
    assert found.sections[0].hue == found.sections[2].hue != found.sections[1].hue


def test_a_tempo_that_moves_is_told_as_a_range() -> None:
    found = heard(FACTS | {"is_steady": False, "tempo_curve": [[0.0, 88.1], [20.0, 96.4]]})

    assert found is not None
    assert found.tempo == "88 to 96 BPM, moving"


def test_without_a_pulse_no_tempo_and_no_meter_are_made_up() -> None:
    found = heard(FACTS | {"has_pulse": False})

    assert found is not None
    assert (found.tempo, found.meter) == ("no steady pulse", "")


@pytest.mark.parametrize("facts", [None, [], "", 3])
def test_no_facts_are_nothing_heard(facts: object) -> None:
    assert heard(facts) is None


@pytest.mark.django_db
def test_a_source_shows_its_tempo_key_and_parts(client: Client) -> None:
    upload = make_upload()
    Analysis.objects.create(sha256=upload.sha256, facts=FACTS)
    client.force_login(make_person())

    page = client.get(reverse("upload", args=[upload.pk])).content.decode()

    assert "104 BPM, 4/4" in page
    assert "A minor" in page
    assert "Intro from 0:00, Part B from 0:10, Outro from 0:30" in page


@pytest.mark.django_db
def test_a_source_that_is_still_listened_to_keeps_refreshing(client: Client) -> None:
    upload = make_upload()
    Analysis.objects.create(sha256=upload.sha256, next_action_at=timezone.now())
    client.force_login(make_person())

    page = client.get(reverse("upload", args=[upload.pk])).content.decode()

    assert "Listening for tempo" in page
    assert "data-final" not in page
