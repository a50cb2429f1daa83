"""Listening: once for each hash, kept or given up with a reason, and nothing fails by it."""

from __future__ import annotations

import hashlib

import pytest
from django.utils import timezone

from remixes import record, vault
from remixes.jobs.held import MOST_TRIES
from remixes.jobs.listen import ask_for, listen
from remixes.jobs.peaks import peaks
from remixes.models import Analysis, UploadState
from tests.makers import keep_bytes, make_upload, wav_bytes

pytestmark = pytest.mark.django_db


def test_a_measured_song_is_listened_to() -> None:
    upload = make_upload(
        content=wav_bytes(4), state=UploadState.CHECKING, next_action_at=timezone.now()
    )

    peaks(str(upload.pk))
    listen(upload.sha256)

    analysis = Analysis.objects.get(pk=upload.sha256)
    assert analysis.facts is not None
    assert analysis.facts["duration_s"] == pytest.approx(4, abs=0.05)
    assert not analysis.is_awaited


def test_the_same_bytes_are_asked_for_once() -> None:
    sha256 = keep_bytes(wav_bytes())

    ask_for(sha256)
    Analysis.objects.update(facts={}, next_action_at=None)
    ask_for(sha256)

    assert not Analysis.objects.get().is_awaited


def test_a_file_that_was_gone_is_asked_for_again_when_it_is_back() -> None:
    content = wav_bytes(0.3, 777)
    sha256 = hashlib.sha256(content).hexdigest()
    ask_for(sha256)
    listen(sha256)
    assert Analysis.objects.get().problem == "Its file is not here."

    keep_bytes(content)
    ask_for(sha256)

    assert Analysis.objects.get().is_awaited


def test_what_cannot_be_decoded_is_kept_as_a_problem() -> None:
    sha256 = keep_bytes(b"no music at all")
    record.want_analysis(sha256)

    listen(sha256)

    analysis = Analysis.objects.get()
    assert (analysis.facts, analysis.is_awaited) == (None, False)
    assert analysis.problem


def test_a_file_that_kills_its_listeners_is_given_up() -> None:
    sha256 = keep_bytes(wav_bytes())
    Analysis.objects.create(sha256=sha256, tries=MOST_TRIES, next_action_at=timezone.now())

    listen(sha256)

    assert "several tries" in Analysis.objects.get().problem


def test_what_was_heard_stays_when_its_file_is_gone_later() -> None:
    facts = {"tempo": 104.2}
    Analysis.objects.create(sha256="a" * 64, facts=facts, next_action_at=timezone.now())

    listen("a" * 64)

    analysis = Analysis.objects.get()
    assert (analysis.facts, analysis.is_awaited) == (facts, False)
    assert analysis.problem == "Its file is not here."


def test_what_was_heard_goes_with_the_bytes() -> None:
    sha256 = keep_bytes(wav_bytes())
    record.want_analysis(sha256)

    record.forget_bytes(sha256)

    assert not vault.has(sha256)
    assert not Analysis.objects.exists()
