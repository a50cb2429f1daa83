"""Two workers at one row or file. SQLite lets them take turns by itself; run these on PostgreSQL
too (`--ds=tests.on_postgres`), where only our own locks do."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from remixes import record, vault
from remixes.models import Conversion, ConversionState, Status, Upload
from remixes.record import bytes as record_bytes
from remixes.record import reports
from remixes.remote import read_by_id
from tests.makers import make_conversion, make_remix, make_submission, make_upload

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("redis")]

PAUSE_S = 0.5


class Paused:
    """Runs work in a thread that stops for a moment right after a function has looked."""

    def __init__(self, looked: Callable[..., Any]) -> None:
        self.looked = looked
        self.has_looked = threading.Event()

    def __call__(self, *args: Any) -> Any:
        found = self.looked(*args)
        self.has_looked.set()
        threading.Event().wait(PAUSE_S)
        return found

    def run(self, work: Callable[[], object]) -> threading.Thread:
        def and_close() -> None:
            try:
                work()
            finally:
                connection.close()

        thread = threading.Thread(target=and_close)
        thread.start()
        assert self.has_looked.wait(5)
        return thread


def test_a_report_does_not_undo_what_the_archive_saves_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submission = make_submission(make_remix(status=Status.PARTIAL), task_id="t", expected=1)
    arrived = make_conversion(
        submission.remix,
        submission=submission,
        state=ConversionState.ARRIVED,
        service_id="t-1",
        mp3_url="https://x.example/1.mp3",
    )
    said = {"task_id": "t", "conversion_id_1": "t-1", "conversion_path_1": arrived.mp3_url}
    report = read_by_id(json.dumps({"conversion": said}).encode())
    paused = Paused(reports.conversion_of)
    monkeypatch.setattr(reports, "conversion_of", paused)

    thread = paused.run(lambda: record.record_report(submission.pk, report))
    row = Conversion.objects.filter(pk=arrived.pk)
    row.update(state=ConversionState.SAVED, mp3_sha256="a" * 64)
    thread.join()

    assert row.get().state == ConversionState.SAVED


def test_bytes_that_are_uploaded_anew_while_they_are_forgotten_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = make_upload(content=b"the same bytes", trashed_at=timezone.now())
    paused = Paused(record_bytes.is_referenced)
    monkeypatch.setattr(record_bytes, "is_referenced", paused)

    thread = paused.run(lambda: record.forget_upload(old))
    with record.vault_locked(), vault.part() as part:
        Upload.objects.create(person=old.person, sha256=old.sha256, is_stored=True)
        vault.keep(part, vault.write([b"the same bytes"], part))
    thread.join()

    assert vault.has(old.sha256)
