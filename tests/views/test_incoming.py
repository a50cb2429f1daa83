"""A file that is too large is refused without filling the disk; forged forms stay out."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse
from pytest import MonkeyPatch
from pytest_django import Settings

from remixes.models import Person, Remix, Upload
from tests.makers import make_upload, wav_bytes

pytestmark = pytest.mark.django_db
CAP = 100_000


@pytest.fixture
def written(monkeypatch: MonkeyPatch, settings: Settings) -> list[int]:
    """How many bytes of each chunk went to the disk."""
    settings.REMIX_MAX_UPLOAD_BYTES = CAP
    chunks: list[int] = []

    def note(handler: TemporaryFileUploadHandler, raw_data: bytes, start: int) -> None:
        chunks.append(len(raw_data))
        handler.file.write(raw_data)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", note)
    return chunks


@pytest.mark.parametrize("address", ["upload_add", "new"])
def test_too_large_a_file_is_not_written_out(
    browser_of: Client, written: list[int], address: str
) -> None:
    huge = SimpleUploadedFile("huge.wav", wav_bytes(1.0) * 40)
    form = {"mode": "REMIX", "prompt": "x", "form_key": "4f1c0a3e-7f0a-4f57-8a39-6c1c5f2f9e11"}

    page = browser_of.post(reverse(address), {**form, "file": huge}, follow=True)

    assert "larger than" in page.content.decode()
    assert sum(written) < CAP + 2 * 65536
    assert not Upload.objects.exists()


def test_small_file_is_whole(browser_of: Client, settings: Settings) -> None:
    content = wav_bytes(0.5)
    settings.REMIX_MAX_UPLOAD_BYTES = len(content)

    browser_of.post(reverse("upload_add"), {"file": SimpleUploadedFile("a.wav", content)})

    assert Upload.objects.get().size == len(content)


@pytest.mark.parametrize("address", ["upload_add", "new"])
def test_forged_form_is_refused(person: Person, address: str) -> None:
    upload = make_upload(person)
    elsewhere = Client(enforce_csrf_checks=True)
    elsewhere.force_login(person)

    answer = elsewhere.post(
        reverse(address),
        {
            "mode": "REMIX",
            "prompt": "x",
            "form_key": "4f1c0a3e-7f0a-4f57-8a39-6c1c5f2f9e11",
            "upload": str(upload.pk),
            "link": "https://songs.example.com/a.mp3",
        },
    )

    assert answer.status_code == 403
    assert Upload.objects.count() == 1
    assert not Remix.objects.exists()


def test_temporary_files_are_cleared_away(browser_of: Client, settings: Settings) -> None:
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    before = set(folder.iterdir())

    answer = browser_of.post(
        reverse("upload_add"), {"file": SimpleUploadedFile("a.wav", b"no song" * 1000)}
    )
    answer.close()

    assert set(folder.iterdir()) == before
