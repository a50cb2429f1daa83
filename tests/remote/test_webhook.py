"""Every kind of webhook body, and whose failure a failure is."""

from __future__ import annotations

import pytest

from remixes.remote import Unreadable, read_webhook
from tests.remote.bodies import FIRST, SECOND, TASK, changed, payload


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("webhook_classic_1", "W1"),
        ("webhook_without_wav_2", "W1"),
        ("webhook_lyrics_list_1", "W1"),
        ("webhook_current_2", "W2"),
        ("webhook_lyrics_1", "W3"),
        ("webhook_lyrics_failed_1", "W3"),
        ("webhook_cover", "W4"),
        ("webhook_cover_failed", "W4"),
        ("webhook_generic", "W6"),
        ("webhook_flagged_2", "failure"),
        ("webhook_flagged_task", "failure"),
        ("webhook_failed_task", "failure"),
        ("webhook_failed_status", "failure"),
        ("webhook_failed_conversion_2", "failure"),
        ("webhook_error_status_1", "failure"),
        ("webhook_numbered", "byid"),
        ("webhook_wrong_types", "W1"),
    ],
)
def test_every_kind_is_told_apart(name: str, kind: str) -> None:
    report = read_webhook(payload(name))

    assert (report.kind, report.task_id) == (kind, TASK)


def test_result_carries_everything_about_its_conversion() -> None:
    (facts,) = read_webhook(payload("webhook_classic_1")).conversions

    assert facts.service_id == FIRST
    assert facts.mp3_url.endswith(f"{FIRST}.mp3")
    assert facts.wav_url.endswith(f"{FIRST}.wav")
    assert facts.duration_s == pytest.approx(162.4468)
    assert (facts.is_flagged, facts.is_failed) == (False, False)
    assert facts.title
    assert facts.lyrics is not None
    assert facts.timeline is not None
    assert (facts.lyrics[:9], len(facts.timeline)) == ("[Verse 1]", 41)


@pytest.mark.parametrize("wav", [None, "", 7, "None", "results/1.wav"])
def test_missing_wav_is_no_wav(wav: object) -> None:
    (facts,) = read_webhook(changed("webhook_classic_1", conversion_path_wav=wav)).conversions

    assert facts.wav_url == ""
    assert facts.mp3_url


def test_lyrics_message_says_nothing_of_the_audio() -> None:
    (facts,) = read_webhook(payload("webhook_lyrics_1")).conversions

    assert (facts.mp3_url, facts.title, facts.lyrics) == ("", "", None)
    assert facts.timeline


def test_failed_lyrics_do_not_fail_the_song() -> None:
    report = read_webhook(payload("webhook_lyrics_failed_1"))

    assert not report.is_failed
    assert [each.is_failed for each in report.conversions] == [False]


def test_cover_names_both_conversions_and_changes_none() -> None:
    report = read_webhook(payload("webhook_cover"))

    assert (report.conversions, report.conversion_ids) == ((), (FIRST, SECOND))
    assert report.cover_url.endswith("6d1f3a52.jpg")


def test_failed_cover_fails_nothing() -> None:
    report = read_webhook(payload("webhook_cover_failed"))

    assert (report.is_failed, report.is_finished) == (False, False)


def test_generic_message_is_only_a_reason_to_ask() -> None:
    report = read_webhook(payload("webhook_generic"))

    assert (report.conversions, report.status, report.is_finished) == ((), "COMPLETED", True)
    assert report.message == "Conversion successful"
    assert str(report.credits) == "1.2500"


def test_flagged_conversion_is_not_a_failed_one() -> None:
    report = read_webhook(payload("webhook_flagged_2"))
    (facts,) = report.conversions

    assert (facts.service_id, facts.is_flagged, facts.is_failed) == (SECOND, True, False)
    assert facts.reason == "Lyrics match a protected work"
    assert not report.is_failed


@pytest.mark.parametrize("name", ["webhook_failed_conversion_2", "webhook_error_status_1"])
def test_failure_with_an_id_is_that_conversions_own(name: str) -> None:
    report = read_webhook(payload(name))
    (facts,) = report.conversions

    assert facts.is_failed
    assert facts.reason in ("Rendering failed", "Worker lost")
    assert (report.is_failed, report.is_finished) == (False, False)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("webhook_failed_task", "The source could not be decoded"),
        ("webhook_failed_status", "Out of capacity"),
        ("webhook_flagged_task", "The prompt names a living artist"),
    ],
)
def test_failure_without_an_id_is_the_tasks(name: str, message: str) -> None:
    report = read_webhook(payload(name))

    assert (report.is_failed, report.is_finished, report.message) == (True, True, message)


def test_flag_beside_a_file_keeps_the_file() -> None:
    report = read_webhook(changed("webhook_classic_1", is_flagged=True, reason="Under review"))
    (facts,) = report.conversions

    assert (report.kind, facts.is_flagged, facts.reason) == ("W1", True, "Under review")
    assert facts.mp3_url


def test_numbered_message_is_read_like_by_id() -> None:
    report = read_webhook(payload("webhook_numbered"))

    assert [each.number for each in report.conversions] == [1, 2]


def test_wrong_types_leave_what_is_sound() -> None:
    (facts,) = read_webhook(payload("webhook_wrong_types")).conversions

    assert (facts.mp3_url, facts.wav_url, facts.duration_s) == ("", "", 162.4)
    assert (facts.title, facts.lyrics, facts.timeline) == ("12", None, None)
    assert not facts.is_flagged


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"null",
        b"[]",
        b"{}",
        b'"x"',
        b"\xff\xfe",
        b'{"task_id": "a"',
        b"<html>",
        b"NaN",
        b"[" * 10000,
        b'{"a":' * 10000 + b"1" + b"}" * 10000,
        b'{"success": true}',
    ],
)
def test_body_that_names_nothing_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_webhook(body)
