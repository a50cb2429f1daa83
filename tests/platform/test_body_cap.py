"""Nobody fills the disk through a page that takes no files."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from remixsite.body_cap import LARGEST_FORM_BYTES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/accounts/login/", "/welcome/", "/nowhere/", "/admin/login/"])
def test_a_large_body_is_refused_unread(address: str) -> None:
    big = SimpleUploadedFile("big.bin", b"x" * (LARGEST_FORM_BYTES + 1))
    stranger = Client(enforce_csrf_checks=True)
    before = set((Path(settings.MEDIA_ROOT) / "incoming").iterdir())

    answer = stranger.post(address, {"file": big})

    assert answer.status_code == 413
    assert set((Path(settings.MEDIA_ROOT) / "incoming").iterdir()) == before


def test_a_form_of_usual_size_passes() -> None:
    answer = Client().post("/accounts/login/", {"login": "nora@example.org", "password": "x"})

    assert answer.status_code != 413
