"""Listens during the run, as people do: whatever the desk shows as saved must be there, and whole.

It knows what the database names and what the pages serve, not what the service has made.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import threading
from typing import Any

import requests

from tests.torture.target import Target, dashed

PAUSE_S = 0.1
SAMPLE = 3
# Every so many looks at the vault one file is fetched through the pages.
FETCH_EVERY = 10

_SAVED = "SELECT id, version, mp3_sha256, mp3_size, wav_sha256, wav_size FROM remixes_conversion"
_SLOTS = (
    "SELECT count(*) FROM remixes_submission WHERE closed_at IS NULL AND "
    "(slot_until IS NULL OR slot_until > strftime('%Y-%m-%d %H:%M:%f', 'now'))"
)


class Reader(threading.Thread):
    """Samples saved files until told to stop, and counts the slots that are held."""

    def __init__(self, target: Target, dice: random.Random) -> None:
        super().__init__(daemon=True)
        self.target = target
        self.dice = dice
        self.looks = 0
        self.fetched = 0
        self.most_slots = 0
        self.partial: list[str] = []
        self.is_over = threading.Event()
        self._vault = target.data / "media" / "sha256"

    def run(self) -> None:
        rounds = 0
        while not self.is_over.wait(PAUSE_S):
            rounds += 1
            try:
                self.look(is_fetching=rounds % FETCH_EVERY == 0)
            except (sqlite3.Error, requests.RequestException):
                continue  # the desk is being killed under this reader: nothing was shown

    def look(self, *, is_fetching: bool) -> None:
        ((slots,),) = self.target.desk.rows(_SLOTS)
        self.most_slots = max(self.most_slots, slots)
        rows = self.target.desk.rows(f"{_SAVED} WHERE state = 'SAVED'")
        for row in self.dice.sample(rows, min(SAMPLE, len(rows))):
            self.check_files(row)
        if rows and is_fetching:
            self.fetch(self.dice.choice(rows))

    def check_files(self, row: Any) -> None:
        """A row that is SAVED names files that are there with all their bytes."""
        for sha256, size in (row[2:4], row[4:6]):
            if not sha256:
                continue
            self.looks += 1
            path = self._vault / sha256[:2] / sha256
            data = path.read_bytes() if path.is_file() else b""
            if len(data) != size or hashlib.sha256(data).hexdigest() != sha256:
                self.partial.append(f"{sha256}: {len(data)} of {size} bytes in the vault")

    def fetch(self, row: Any) -> None:
        """What a page serves completely is the whole file."""
        extension, sha256 = ("mp3", row[2]) if row[2] else ("wav", row[4])
        answer = self.target.desk.browser.get(f"/media/{dashed(row[0])}/song.{extension}")
        if answer.status_code >= 500:
            return
        self.fetched += 1
        if hashlib.sha256(answer.content).hexdigest() != sha256:
            told = f"{answer.status_code}, {len(answer.content)} bytes"
            self.partial.append(f"{sha256}: the page gave {told}")
