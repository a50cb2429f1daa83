"""Makes trouble for a desk until told to stop: kills, arms points, takes Redis away, locks.

Whatever it does is written to trouble.ndjson first, so a run that broke something can be read.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress

from redis import Redis
from redis.exceptions import RedisError

from tests.torture import points
from tests.torture.target import Target, kill
from tests.whole import processes

GAP_S = (0.3, 1.2)
ARMED_AT_MOST = 6
REDIS_AWAY_S = (3.0, 6.0)
LOCKED_S = (1.0, 3.0)
# A transaction of somebody else, such as a backup that goes wrong.
LOCK = """
import sys, time
from remixsite.sqlite_swap import use_safe_sqlite
use_safe_sqlite()
import sqlite3
database = sqlite3.connect(sys.argv[1], timeout=5, isolation_level=None)
database.execute("BEGIN EXCLUSIVE")
time.sleep(float(sys.argv[2]))
database.execute("ROLLBACK")
"""


class Trouble(threading.Thread):
    """One act after the other, drawn by its dice; `kills` counts processes killed from outside."""

    def __init__(self, target: Target, dice: random.Random) -> None:
        super().__init__(daemon=True)
        self.target = target
        self.dice = dice
        self.kills = 0
        self.acts: Counter[str] = Counter()
        self.is_over = threading.Event()
        self.is_whole = False
        self._points: list[str] = []
        self._log = target.folder / "trouble.ndjson"
        self._acts: dict[str, tuple[int, Callable[[], None]]] = {
            "arm": (60, self.arm),
            "horse": (14, lambda: self.one_of(target.horses())),
            "worker": (10, lambda: self.one_of(target.workers())),
            "worker and horse": (6, self.worker_and_horse),
            "sweeper": (5, lambda: self.one_of(target.sweepers())),
            "serving web": (4, lambda: self.one_of(target.web()[1:])),
            "all web": (3, lambda: self.one_of(target.web()[:1])),
            "redis": (2, lambda: self.one_of(target.redis())),
            "flush redis": (3, self.flush),
            "redis away": (1, self.redis_away),
            "lock database": (2, self.lock),
            "everything": (1, self.everything),
        }

    def run(self) -> None:
        while not self.is_over.wait(self.dice.uniform(*GAP_S)):
            weights = [weight for weight, _ in self._acts.values()]
            (name,) = self.dice.choices(list(self._acts), weights)
            self._note(name)
            self.acts[name] += 1
            self._acts[name][1]()
            self.target.mend_second_sweeper()
        self.is_whole = True

    def _note(self, act: str, **facts: object) -> None:
        with self._log.open("a") as log:
            log.write(json.dumps({"act": act, "at": round(time.time(), 3), **facts}) + "\n")

    def arm(self) -> None:
        """The next point of a shuffled round through all of them, unless many are waiting."""
        folder = self.target.folder / points.ARMED
        if sum(1 for _ in folder.iterdir()) >= ARMED_AT_MOST:
            # One that is not reached makes room: some are on rare ways only.
            for armed in self.dice.sample(sorted(folder.iterdir()), 1):
                armed.unlink(missing_ok=True)
        if not self._points:
            self._points = self.dice.sample(points.POINTS, len(points.POINTS))
        how = points.BOTH if self.dice.random() < 0.25 else points.SELF
        (folder / self._points.pop()).write_text(how)

    def one_of(self, pids: Sequence[int]) -> None:
        if pids:
            self.kill(self.dice.choice(pids))

    def kill(self, pid: int) -> None:
        if kill(pid):
            self.kills += 1
            self._note("killed", pid=pid)

    def worker_and_horse(self) -> None:
        """The horse first, or the kernel would have taken it with its worker."""
        workers = [pid for pid in self.target.workers() if processes.children(pid)]
        if workers:
            worker = self.dice.choice(workers)
            for horse in processes.children(worker):
                self.kill(horse)
            self.kill(worker)

    def flush(self) -> None:
        with (
            suppress(RedisError, OSError),
            Redis(unix_socket_path=str(self.target.redis_socket())) as redis,
        ):
            redis.flushall()

    def redis_away(self) -> None:
        """As often as it comes back it is killed."""
        end = time.monotonic() + self.dice.uniform(*REDIS_AWAY_S)
        while time.monotonic() < end and not self.is_over.wait(0.05):
            self.one_of(self.target.redis())

    def lock(self) -> None:
        path, seconds = str(self.target.data / "db.sqlite3"), self.dice.uniform(*LOCKED_S)
        subprocess.run(
            [sys.executable, "-c", LOCK, path, str(seconds)],
            check=False,
            timeout=30,
            stderr=subprocess.DEVNULL,
        )

    def everything(self) -> None:
        """The whole machine: the supervisor and all it started."""
        self.kills += len(processes.family(self.target.desk.pid))
        self.target.desk.crash()
        self.target.desk.start()
