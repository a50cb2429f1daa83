"""One job of the server and how the server tells of it, in memory and from its disk cache."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.service.ledger import SentFile

LYRICS = "[Verse 1]\nRain on the awning\n[Chorus]\nCarry it over"
RUNNING, SUCCEEDED, FAILED = 0, 1, 2
NOTHING_KNOWN = "[]"


@dataclass
class Job:
    """An accepted order. `phase` is queued, running, succeeded, failed or timed-out.

    A job that only the disk cache remembers (`is_in_memory` False) is told of as it was last
    written there, and not at all where nothing had been written yet.
    """

    fields: dict[str, str]
    file: SentFile | None
    made_by: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    phase: str = "queued"
    progress: float = 0.0
    stage: str = "queued"
    error: str | None = None
    songs: int = 2
    files: list[str] | None = None
    is_in_memory: bool = True
    created_at: float = field(default_factory=time.time)

    @property
    def is_known(self) -> bool:
        """Whether the server can tell anything of it: the cache begins with its first work."""
        return self.is_in_memory or self.phase != "queued"

    def path(self, index: int) -> str:
        return f"/srv/ace step/tmp/{self.id}_{index}.wav"

    def row(self, log_line: str) -> dict[str, Any]:
        """Its row in an answer to query_result."""
        if not self.is_known:
            return {"task_id": self.id, "result": NOTHING_KNOWN, "status": RUNNING}
        status = {"succeeded": SUCCEEDED, "failed": FAILED, "timed-out": FAILED}
        return {
            "task_id": self.id,
            "result": json.dumps(self._items()),
            "status": status.get(self.phase, RUNNING),
            "progress_text": log_line,
        }

    def _items(self) -> list[dict[str, Any]]:
        if self.phase == "succeeded":
            return [self._song(index) for index in range(self.songs)]
        item: dict[str, Any] = {
            "file": "",
            "wave": "",
            "status": FAILED if self.phase == "failed" else RUNNING,
            "create_time": int(self.created_at),
            "env": "development",
            "progress": self.progress,
            "stage": "failed" if self.phase == "failed" else self.stage,
        }
        if self.phase == "failed" and self.error is not None:
            item["error"] = self.error
        return [item]

    def _song(self, index: int) -> dict[str, Any]:
        usual = f"/v1/audio?path={quote(self.path(index), safe='')}"
        return {
            "file": self.files[index] if self.files else usual,
            "wave": "",
            "status": SUCCEEDED,
            "create_time": int(self.created_at),
            "env": "development",
            "prompt": self.fields.get("prompt", ""),
            "lyrics": self.fields.get("lyrics") or LYRICS,
            "metas": {
                "bpm": "N/A",
                "duration": 9999,
                "genres": "N/A",
                "keyscale": "C Major",
                "timesignature": "N/A",
                "prompt": "N/A",
                "lyrics": "N/A",
            },
            "generation_info": "made by an imitation",
            "seed_value": "11,22",
            "lm_model": "N/A",
            "dit_model": self.made_by,
            "progress": 1.0,
            "stage": "succeeded",
        }
