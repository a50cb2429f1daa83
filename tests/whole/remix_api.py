"""A client of any server of the Remix API; it knows a base address and a key, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from tests.whole.desk import wait_for

# Both official clients stop on exactly these.
FINAL = ("COMPLETED", "ERROR", "FAILED")
ALWAYS = {"success", "message", "task_id", "conversion_id_1", "conversion_id_2", "eta", "status"}


@dataclass(frozen=True)
class RemixApi:
    """Sends orders, asks about them, cancels them."""

    base: str
    key: str

    def send(
        self, door: str = "/Remix", key: str | None = None, **options: Any
    ) -> requests.Response:
        return requests.post(f"{self.base}{door}", headers=self._says(key), timeout=30, **options)

    def ask(self, key: str | None = None, **query: str) -> requests.Response:
        query = {"conversionType": "REMIX", **query}
        headers = {**self._says(key), "accept": "application/json"}
        return requests.get(f"{self.base}/byId", params=query, headers=headers, timeout=30)

    def _says(self, key: str | None) -> dict[str, str]:
        sent = self.key if key is None else key
        return {"Authorization": sent} if sent else {}

    def wait(self, task_id: str) -> dict[str, Any]:
        """The finished task, polled as the official clients do: any 4xx or 5xx is fatal."""

        def look() -> dict[str, Any] | None:
            answer = self.ask(task_id=task_id)
            answer.raise_for_status()
            told: dict[str, Any] = answer.json()["conversion"]
            return told if told["status"] in FINAL else None

        found = wait_for(look, 120)
        assert found is not None
        return found

    def check_accepted(self, told: dict[str, Any]) -> None:
        """The reply to an order is one that both official clients can read, and byId knows the
        task at once. The task is cancelled, because nobody waits for it."""
        assert told.keys() >= ALWAYS, told
        assert "conversion_type" not in told
        assert told["success"] is True
        assert type(told["eta"]) is int
        for name in ("task_id", "conversion_id_1", "conversion_id_2"):
            assert isinstance(told[name], str)
        fresh = self.ask(task_id=told["task_id"])
        assert (fresh.status_code, fresh.json()["conversion"]["task_id"]) == (200, told["task_id"])
        self.send("/cancel", data={"task_id": told["task_id"]})


def check_files(task: dict[str, Any]) -> None:
    """Both versions of a completed task are there as mp3 and wav, for anybody with the link."""
    assert task["status"] == "COMPLETED", task
    for number in (1, 2):
        mp3 = requests.get(task[f"conversion_path_{number}"], timeout=30).content
        wav = requests.get(task[f"conversion_path_wav_{number}"], timeout=30).content
        assert mp3[:3] == b"ID3" or mp3[:1] == b"\xff"
        assert (wav[:4], wav[8:12]) == (b"RIFF", b"WAVE")
