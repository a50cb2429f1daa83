"""One desk as `make run` starts it, in a folder and on a port of its own, with short patience."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import requests

from tests.settings import FOREIGN, OURS
from tests.whole import processes
from tests.whole.browser import Browser, complaints, step_of

ROOT = Path(__file__).resolve().parents[2]
OWNER = "owner@example.org"
PASSWORD = "correct horse battery"
START_LIMIT_S = 90.0
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Found = TypeVar("Found")

SHORT_PATIENCE = {
    "REMIX_SUBMIT_DEADLINE_S": "3",
    "REMIX_ASK_DEADLINE_S": "3",
    "REMIX_ARCHIVE_DEADLINE_S": "3",
    "REMIX_SWEEP_EVERY_S": "1",
    "REMIX_RETRY_BASE_S": "1",
    "REMIX_RETRY_CAP_S": "2",
    "REMIX_ASK_AFTER_S": "2",
    "REMIX_ASK_GAP_CAP_S": "2",
    "REMIX_402_RETRY_S": "2",
    "REMIX_SLOT_HOLD_S": "2",
    "REMIX_PARALLEL_TASKS": "2",
    "REMIX_POLLS_PER_MINUTE": "0",
}


class Desk:
    """Starts, stops and crashes `manage.py up`; reads what it shows and what it has written."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = environment
        self.log = folder / "up.log"
        self.browser = Browser("")
        self._process: subprocess.Popen[bytes] | None = None
        self.move()

    def move(self) -> None:
        """From its next start on it listens on another port."""
        self.port = free_port()
        self.url = self.browser.url = f"http://127.0.0.1:{self.port}"

    def start(self, **environment: str) -> Desk:
        """Returns when pages are served; `environment` is added to what it was made with."""
        self.environment |= environment
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "up"],
                cwd=ROOT,
                env=clean_environment() | self.own_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(self._is_up, START_LIMIT_S, lambda: self.log.read_text()[-2000:])
        return self

    def own_environment(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "tests.whole.site",
            "REMIX_ENV_FILE": os.devnull,
            "REMIX_DATA_DIR": str(self.folder / "var"),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "REMIX_OWNER_EMAIL": OWNER,
            "REMIX_OWNER_PASSWORD": PASSWORD,
            **SHORT_PATIENCE,
            **self.environment,
        }

    def _is_up(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            raise AssertionError(f"the desk did not start:\n{self.log.read_text()[-2000:]}")
        try:
            return self.browser.get("/healthz").ok
        except requests.RequestException:
            return False

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the supervisor has neither ended nor been ended."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(20)

    def crash(self) -> None:
        """`kill -9` of the supervisor; returns when the kernel has taken everything with it."""
        everybody = processes.family(self.pid)
        processes.crash(self.pid)
        assert self._process is not None
        self._process.wait(5)
        wait_for(lambda: not any(processes.command(pid) for pid in everybody), 10)

    def horse(self, queue: str) -> int:
        """The work-horse of a queue's workers that is busy now; waits until there is one."""

        def find() -> int:
            for worker in processes.children(self.pid):
                if f"rqworker {queue} " in processes.command(worker):
                    for horse in processes.children(worker):
                        return horse
            return 0

        return wait_for(find, 20)

    def manage(self, *words: str) -> str:
        """What a management command of this desk prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=clean_environment() | self.own_environment(),
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def sign_in(self) -> None:
        self.browser.sign_in(OWNER, PASSWORD)

    def upload(self, name: str, content: bytes) -> str:
        """Adds a song through the page; returns its id."""
        form = self.browser.form("/uploads/", "/uploads/add/")
        return uuid_in(self.browser.send(form, {}, (name, content)))

    def order(self, upload: str, prompt: str, **fields: str) -> str:
        """Fills in and sends the form for a new remix; returns the remix's id."""
        form = self.browser.form(f"/remixes/new/?upload={upload}", "/remixes/new/")
        return uuid_in(self.browser.send(form, wish(prompt) | fields))

    def step(self, remix: str) -> str:
        """The step that the remix's page shows."""
        return step_of(self.browser.get(f"/remixes/{remix}/").text)

    def wait_for_step(self, remix: str, step: str, seconds: float = 30.0) -> None:
        # Now and then: drawing the page for us keeps the desk from its work.
        wait_for(lambda: self.step(remix) == step, seconds, lambda: self.step(remix), every_s=0.2)

    def moves(self, remix: str) -> list[str]:
        """Every status this remix has had, in order."""
        rows = self.rows(
            "SELECT to_status FROM remixes_move WHERE remix_id = ? ORDER BY at, id", _hex(remix)
        )
        return [status for (status,) in rows]

    def submissions(self, remix: str) -> int:
        sql = "SELECT count(*) FROM remixes_submission WHERE remix_id = ?"
        return int(self.rows(sql, _hex(remix))[0][0])

    def saved(self, remix: str) -> list[Path]:
        """The files in the vault that this remix's saved versions name."""
        rows = self.rows(
            "SELECT mp3_sha256, wav_sha256 FROM remixes_conversion WHERE remix_id = ? "
            "AND state = 'SAVED' ORDER BY version",
            _hex(remix),
        )
        media = self.folder / "var" / "media"
        return [next(media.rglob(f"{name}*")) for row in rows for name in row if name]

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Reads the database file beside the running desk."""
        path = self.folder / "var" / "db.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as database:
            return database.execute(sql, values).fetchall()


def clean_environment() -> dict[str, str]:
    """This process's environment without anything that sets up a desk."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in FOREIGN and not name.startswith((*OURS, "DJANGO_", "PYTEST_"))
    }


def wish(prompt: str) -> dict[str, str]:
    """What somebody types into the form for a new remix."""
    return {"prompt": prompt, "mode": "REMIX"}


def uuid_in(answer: requests.Response) -> str:
    """The id in the address that a form led to."""
    if found := UUID.search(answer.url):
        return found[0]
    raise AssertionError(f"{answer.url} says {complaints(answer.text)}")


def _hex(remix: str) -> str:
    return uuid.UUID(remix).hex


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(
    look: Callable[[], Found],
    seconds: float = 30.0,
    or_say: Callable[[], object] = str,
    every_s: float = 0.05,
) -> Found:
    """The first truthy thing that `look` finds. Raises AssertionError when time is over."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise AssertionError(f"it did not happen within {seconds:g} s: {or_say()}")
        time.sleep(every_s)
    return found
