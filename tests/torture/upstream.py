"""The failing service in a process of its own: `python -m tests.torture.upstream FOLDER SEED …`.

It reads one word a line from its standard input ("calm" ends the faults) and stops when that
closes, so it cannot outlive the run. It knows nothing of the desk but the webhook URLs it is given.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tests.service import Conversion, FakeService, Reply, Task, tone_mp3, tone_wav
from tests.service.doors import Doors
from tests.service.fake import post_webhook
from tests.service.ledger import Post
from tests.service.wire import Server
from tests.torture.faults import FATES, LATE_S, MALFORMED, SHARES, WEBHOOKS, is_late
from tests.torture.ledger import LedgerWriter

KEY = "torture-key-9c41e0d7b2aa"
RUNS_S = (0.1, 1.5)
STORM = 25
INWARD = "http://169.254.169.254/latest/meta-data"


class LateDoors(Doors):
    """The usual doors, but some orders become tasks when nobody waits for the answer any more."""

    def __init__(self, service: Upstream) -> None:
        super().__init__(service)
        self._service = service

    def _take_on(self, post: Post, reply: Reply) -> Task | None:
        if not is_late(reply):
            return super()._take_on(post, reply)
        self._service.after(*LATE_S, lambda: self._accept(post, reply))
        return None


class Upstream(FakeService):
    """A FakeService that fails by chance until it is told to be calm, and writes a ledger."""

    def __init__(self, ledger: LedgerWriter, seed: int, form: str, *, has_by_user: bool) -> None:
        super().__init__(KEY, form)
        self.ledger = ledger
        self.has_by_user = has_by_user
        self.eta = 1
        self.is_calm = False
        self.accepted = self._begins
        self._dice = random.Random(f"{seed} upstream")  # noqa: S311
        self._storm = ThreadPoolExecutor(STORM)
        self._server = Server(LateDoors(self).answer)
        self.origin = self._server.origin

    def pitch_of(self, song: Conversion) -> float:
        """No two songs of a run sound the same, so a wrong link is a wrong hash."""
        return 200.0 + int(hashlib.sha256(song.id.encode()).hexdigest()[:6], 16) / 5000

    def next_reply(self, door: str) -> Reply:
        kind = door.partition(".")[0]
        with self.lock:
            if self.is_calm or kind not in SHARES:
                return Reply()
            share, choices = SHARES[kind]
            if self._dice.random() >= share:
                return Reply()
            (group,) = self._dice.choices([g for _, g in choices], [w for w, _ in choices])
            return self._dice.choice(group)

    def draw(self, weights: dict[str, int]) -> str:
        with self.lock:
            return self._dice.choices(list(weights), list(weights.values()))[0]

    def seconds_between(self, least: float, most: float) -> float:
        with self.lock:
            return self._dice.uniform(least, most)

    # A task's life

    def _begins(self, task: Task, *, is_first: bool) -> None:
        with self.lock:
            fate = "made" if self.is_calm else self.draw(FATES)
            running = sum(each.is_running for each in self.tasks)
            self.ledger.write(
                "accepted",
                task=task.id,
                prompt=task.fields.get("prompt", ""),
                webhook_url=task.webhook_url,
                running=running,
                fate=fate,
                songs=[self._facts(song) for song in task.conversions],
            )
        if is_first:
            self._ends(task, fate, "both")
            return
        runs_s = self.seconds_between(*RUNS_S)
        # A task that fails or is flagged says so plainly: lies about those would be the truth.
        plan = "both" if self.is_calm or fate != "made" else self.draw(WEBHOOKS)
        self._later(runs_s / 3, lambda: self._begin(task))
        self._later(runs_s, lambda: self._ends(task, fate, plan))

    def _facts(self, song: Conversion) -> dict[str, str]:
        pitch = self.pitch_of(song)
        return {
            "id": song.id,
            "mp3": hashlib.sha256(tone_mp3(self.seconds, pitch)).hexdigest(),
            "wav": hashlib.sha256(tone_wav(self.seconds, pitch)).hexdigest(),
        }

    def _ends(self, task: Task, fate: str, plan: str) -> None:
        if fate == "failed":
            self.fail(task)
            self.ledger.write("ended", task=task.id, fate=fate, webhooks="task-failure")
            self.send_webhook(task, "task-failure")
            return
        if fate == "flagged":
            song = task.conversions[0]
            song.is_flagged, song.reason = True, "Lyrics match a protected work"
        self.finish(task)
        self.ledger.write("ended", task=task.id, fate=fate, webhooks=plan)
        PLANS[plan](self, task)

    def after(self, least_s: float, most_s: float, act: Callable[[], object]) -> None:
        """Acts once, after a while between the two."""
        self._later(self.seconds_between(least_s, most_s), act)

    def tell(self, task: Task, *numbers: int, times: int = 1) -> bool:
        """The usual webhook of each numbered song that there is; True when all were taken."""
        statuses: list[int] = []
        for number in numbers or (1, 2):
            if number <= len(task.conversions):
                kind = "flagged" if task.conversions[number - 1].is_flagged else "W1"
                statuses += self.send_webhook(task, kind, number, times=times)
        return all(status == 200 for status in statuses)

    # What is sent is written down with its answer, and nothing else is.

    def send_body(self, url: str, body: bytes, *, times: int = 1) -> list[int]:
        statuses = []
        for _ in range(times):
            statuses.append(post_webhook(url, body))
            self.ledger.write(
                "webhook",
                token=urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1],
                sha256=hashlib.sha256(body).hexdigest(),
                status=statuses[-1],
            )
        return statuses

    def storm(self, task: Task) -> None:
        """The same body from many connections at once."""
        body = self.webhook_body(task, "W1", 1)
        for _ in range(STORM):
            self._storm.submit(self.send_body, task.webhook_url, body)
        self.tell(task, 2)

    def malformed(self, task: Task) -> None:
        for body in random.Random(task.id).sample(MALFORMED, 3):  # noqa: S311
            self.send_body(task.webhook_url, body)
        self.tell(task)

    def spoofed(self, task: Task) -> None:
        """Bodies that say much, from somebody who does not know the token."""
        start, _, _ = task.webhook_url.rstrip("/").rpartition("/")
        body = self._lying_body(task)
        for number in range(3):
            guess = hashlib.sha256(f"{task.id} {number}".encode()).hexdigest()[:43]
            self.send_body(f"{start}/{guess}/", body)

    def foreign_task(self, task: Task) -> None:
        """The right token, but somebody else's task; sent where the desk can know better."""
        told = json.loads(self.webhook_body(task, "W1", 1)) | {"task_id": f"foreign-{task.id}"}
        if self.tell(task, 1):
            self.send_body(task.webhook_url, json.dumps(told).encode())

    def inward(self, task: Task) -> None:
        self.send_body(task.webhook_url, self._lying_body(task))

    def other_forms(self, task: Task) -> None:
        for kind in ("W6", "W3", "W2"):
            self.send_webhook(task, kind, 1)

    def failure_afterwards(self, task: Task) -> None:
        """A failure that comes after both songs were taken is an older message."""
        if self.tell(task):
            self.send_webhook(task, "failure", 1)
            self.send_webhook(task, "task-failure")

    def _lying_body(self, task: Task) -> bytes:
        told = json.loads(self.webhook_body(task, "W1", 1))
        links = {"conversion_path": f"{INWARD}/1.mp3", "conversion_path_wav": f"{INWARD}/1.wav"}
        return json.dumps(told | links).encode()


PLANS: dict[str, Callable[[Upstream, Task], object]] = {
    "both": lambda up, task: up.tell(task),
    "first only": lambda up, task: up.tell(task, 1),
    "second only": lambda up, task: up.tell(task, 2),
    "none": lambda _up, _task: None,
    "each three times": lambda up, task: up.tell(task, times=3),
    "storm": Upstream.storm,
    "reversed": lambda up, task: up.tell(task, 2, 1),
    "late": lambda up, task: up.after(2.0, 5.0, lambda: up.tell(task)),
    "after the end": lambda up, task: up.after(8.0, 12.0, lambda: up.tell(task)),
    "malformed": Upstream.malformed,
    "spoofed": Upstream.spoofed,
    "foreign task": Upstream.foreign_task,
    "inward": Upstream.inward,
    "other forms": Upstream.other_forms,
    "failure afterwards": Upstream.failure_afterwards,
}


def main(folder: Path, seed: int, form: str, *, has_by_user: bool) -> None:
    """Serves until standard input closes."""
    ledger = LedgerWriter(folder / "ledger.ndjson")
    with Upstream(ledger, seed, form, has_by_user=has_by_user) as service:
        ledger.write("listening", url=service.url, key=service.key)
        for line in sys.stdin:
            if line.strip() == "calm":
                service.is_calm = True
                ledger.write("calm")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], has_by_user=sys.argv[4] == "lists")
