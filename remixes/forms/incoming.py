"""Files on their way in: nothing is written beyond what a source may have; knows no page."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from remixes import vault


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Drops what comes after the cap or finds a full disk, but counts it, so that the size still
    tells the truth and the file is refused with its own sentence instead of filling the disk."""

    # Many files on their way in at once may use up half of the floor before the first is refused.
    _SHARE = 0.5
    _is_dropped = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        # Once a chunk is left out, the rest is of no use.
        self._is_dropped = self._is_dropped or vault.is_short_of_room(self._SHARE)
        if start <= settings.REMIX_MAX_UPLOAD_BYTES and not self._is_dropped:
            super().receive_data_chunk(raw_data, start)
