"""Signed links: whoever has one may listen, for a while, until the remix is in the trash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from remixes.models import Conversion, Remix
from remixes.result_links import signed_url
from tests.makers import make_conversion, make_remix, mp3_bytes, wav_bytes

pytestmark = pytest.mark.django_db

Fetch = Callable[..., tuple[Any, bytes]]
BASE = "http://testserver"
MP3, WAV = mp3_bytes(0.2), wav_bytes(0.2)


@pytest.fixture
def saved() -> Conversion:
    return make_conversion(make_remix(status="DONE"), mp3=MP3, wav=WAV, title="Über den Dächern")


@pytest.mark.parametrize(
    ("extension", "mime", "content"), [("mp3", "audio/mpeg", MP3), ("wav", "audio/wav", WAV)]
)
def test_a_link_gives_the_archived_bytes_to_whoever_has_it(
    saved: Conversion, fetch: Fetch, extension: str, mime: str, content: bytes
) -> None:
    answer, body = fetch(signed_url(saved, extension, BASE))

    assert (answer.status_code, answer["Content-Type"], body) == (200, mime, content)


def test_a_link_takes_ranges_as_every_player_does(saved: Conversion, fetch: Fetch) -> None:
    answer, body = fetch(signed_url(saved, "mp3", BASE), Range="bytes=10-19")

    assert (answer.status_code, body) == (206, MP3[10:20])


def test_a_link_ends_by_itself(saved: Conversion, fetch: Fetch, settings: Settings) -> None:
    settings.REMIX_LINK_HOURS = 2
    link = signed_url(saved, "mp3", BASE)

    with time_machine.travel(timezone.now() + timedelta(minutes=119)):
        early, _ = fetch(link)
    with time_machine.travel(timezone.now() + timedelta(minutes=121)):
        late, body = fetch(link)

    assert (early.status_code, late.status_code) == (200, 404)
    assert b"byId" in body


def test_the_trash_takes_links_back(saved: Conversion, fetch: Fetch) -> None:
    link = signed_url(saved, "mp3", BASE)

    Remix.objects.update(trashed_at=timezone.now())

    assert fetch(link)[0].status_code == 404


def test_a_link_cannot_be_made_up_or_changed(saved: Conversion, fetch: Fetch) -> None:
    other = make_conversion(make_remix(status="DONE"), mp3=MP3)
    link, others = signed_url(saved, "mp3", BASE), signed_url(other, "mp3", BASE)
    signature = link.split("/f/")[1].split(":", 1)[1]
    forged = f"{others.split(':', 2)[0]}:{others.split(':', 2)[1]}:{signature}"

    assert fetch(others)[0].status_code == 200
    assert fetch(forged)[0].status_code == 404
    assert fetch(f"{BASE}/f/nothing/x.mp3")[0].status_code == 404
