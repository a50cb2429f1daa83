"""Both accounts of a run side by side: what the service wrote down and what the desk has."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.ledger import Event, of_kind, read_ledger

Row = dict[str, Any]


@dataclass(frozen=True)
class Evidence:
    """The ledger's events, the desk's rows, and the folder its files are in."""

    events: list[Event]
    remixes: list[Row]
    submissions: list[Row]
    conversions: list[Row]
    deliveries: list[Row]
    moves: list[Row]
    vault: Path

    @classmethod
    def read(cls, ledger: Path, data: Path) -> Evidence:
        """Reads all of it; the desk may be stopped by then."""
        with closing(sqlite3.connect(data / "db.sqlite3", timeout=20)) as database:
            database.row_factory = sqlite3.Row

            def rows(table: str, columns: str) -> list[Row]:
                found = database.execute(f"SELECT {columns} FROM remixes_{table}")  # noqa: S608
                return [dict(row) for row in found]

            return cls(
                events=read_ledger(ledger),
                remixes=rows("remix", "id, prompt, status, status_why"),
                submissions=rows("submission", "id, remix_id, token_hash, task_id, closed_as"),
                conversions=rows(
                    "conversion",
                    "id, remix_id, submission_id, service_id, state, reason, mp3_sha256, "
                    "wav_sha256, wav_problem, archive_problem",
                ),
                deliveries=rows("delivery", "submission_id, body_sha256, seen"),
                moves=rows("move", "remix_id, from_status, to_status, person_id, why"),
                vault=data / "media" / "sha256",
            )

    @property
    def tasks(self) -> list[Event]:
        return of_kind(self.events, "accepted")

    @property
    def webhooks(self) -> list[Event]:
        return of_kind(self.events, "webhook")

    def submission_of(self, token: str) -> Row | None:
        """The submission that gave this webhook token away."""
        digest = hashlib.sha256(token.encode()).hexdigest()
        return next((each for each in self.submissions if each["token_hash"] == digest), None)

    def remix_of(self, submission: Row) -> Row:
        return next(each for each in self.remixes if each["id"] == submission["remix_id"])

    def confirmed(self) -> Counter[tuple[str, str]]:
        """How often each body on each token was answered 200."""
        return Counter(
            (each["token"], each["sha256"]) for each in self.webhooks if each["status"] == 200
        )

    def sent_again(self) -> Counter[str]:
        """How often a person has sent each remix again, by the desk's own history."""
        return Counter(
            move["remix_id"]
            for move in self.moves
            if move["person_id"] and move["to_status"] == "QUEUED" and move["from_status"]
        )

    def secrets(self, *further: str) -> list[str]:
        """Everything that opens a door and must be written nowhere."""
        tokens = {token_of(task) for task in self.tasks}
        keys = {each["key"] for each in of_kind(self.events, "listening")}
        return sorted(tokens | keys | set(further))


def token_of(task: Event) -> str:
    return str(task["webhook_url"]).rstrip("/").rsplit("/", 1)[-1]
