"""Files on their way in: nothing is written beyond what a source may have; knows no page."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Drops what comes after the cap but counts it, so that the size still tells the truth and
    the file is refused with its own sentence instead of filling the disk first."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= settings.REMIX_MAX_UPLOAD_BYTES:
            super().receive_data_chunk(raw_data, start)
