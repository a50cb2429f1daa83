"""What is under fire: one desk, one service beside it, and a second sweeper, in one folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from remixsite.data_dir import redis_socket
from tests.service import tone_mp3
from tests.torture import points
from tests.torture.ledger import of_kind, read_ledger
from tests.torture.plan import Plan
from tests.torture.upstream import KEY
from tests.whole import processes
from tests.whole.desk import ROOT, Desk, clean_environment, wait_for

# Everything a desk waits for, at about a thirtieth of what it is outside.
SCALED = {
    "REMIX_SUBMIT_DEADLINE_S": "2",
    "REMIX_ASK_DEADLINE_S": "2",
    "REMIX_ARCHIVE_DEADLINE_S": "3",
    "REMIX_SWEEP_EVERY_S": "1",
    "REMIX_RETRY_BASE_S": "1",
    "REMIX_RETRY_CAP_S": "1",
    "REMIX_ASK_AFTER_S": "1",
    "REMIX_ASK_GAP_CAP_S": "2",
    "REMIX_402_RETRY_S": "2",
    "REMIX_SLOT_HOLD_S": "5",
    "REMIX_ABSENCE_AFTER_S": "4",
    "REMIX_OVERDUE_AFTER_S": "20",
    "REMIX_FINISH_GRACE_S": "15",
    "REMIX_TASK_DEADLINE_S": "900",
    "REMIX_ARCHIVE_TRIES": "60",
    "REMIX_POLLS_PER_MINUTE": "0",
    "LOG_LEVEL": "debug",
}
START_LIMIT_S = 60.0


class Target:
    """Starts and stops the parts; finds their processes; reads the database beside them."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.folder = folder
        self.plan = plan
        self.desk: Desk
        self.service: subprocess.Popen[bytes]
        self._second: subprocess.Popen[bytes] | None = None
        (folder / points.ARMED).mkdir(parents=True, exist_ok=True)

    @property
    def data(self) -> Path:
        return self.desk.folder / "var"

    def start(self) -> str:
        """Everything is up when it returns; the id of a song that may be remixed."""
        self._start_service()
        (listening,) = wait_for(self._listening, START_LIMIT_S)
        self.desk = Desk(
            self.folder / "desk",
            **SCALED,
            DJANGO_SETTINGS_MODULE="tests.torture.site",
            PYTHONPATH=str(ROOT),
            REMIX_API_URL=listening["url"],
            REMIX_API_KEY=KEY,
            REMIX_API_FORM=self.plan.form,
            REMIX_PARALLEL_TASKS=str(self.plan.parallel),
            TORTURE_FOLDER=str(self.folder),
            TORTURE_PLANT=self.plan.plant,
        )
        self.desk.start().sign_in()
        self.mend_second_sweeper()
        return self.desk.upload("song.mp3", tone_mp3(2.0, 440.0))

    def _start_service(self) -> None:
        lists = "lists" if self.plan.has_by_user else "does not list"
        seed, form = str(self.plan.seed), self.plan.form
        self.service = self._run(
            *("-m", "tests.torture.upstream", str(self.folder), seed, form, lists),
            stdin=subprocess.PIPE,
            environment=clean_environment(),
        )

    def _listening(self) -> list[dict[str, Any]]:
        if self.service.poll() is not None:
            raise AssertionError((self.folder / "upstream.log").read_text()[-2000:])
        return of_kind(read_ledger(self.folder / "ledger.ndjson"), "listening")

    def _run(
        self, *arguments: str, environment: dict[str, str], stdin: int | IO[bytes]
    ) -> subprocess.Popen[bytes]:
        with (self.folder / "upstream.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=environment,
                stdin=stdin,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def mend_second_sweeper(self) -> None:
        """A sweeper too many, as after a careless deployment; it dies and is started again."""
        if self._second is not None and self._second.poll() is None:
            return
        with (self.folder / "desk" / "second.log").open("ab") as log:
            self._second = subprocess.Popen(
                [sys.executable, "manage.py", "sweep"],
                cwd=ROOT,
                env=clean_environment() | self.desk.own_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def calm(self) -> None:
        """No fault from now on, and nothing that is still armed."""
        assert self.service.stdin is not None
        self.service.stdin.write(b"calm\n")
        self.service.stdin.flush()
        for armed in (self.folder / points.ARMED).iterdir():
            armed.unlink(missing_ok=True)

    def stop(self) -> None:
        """Ends every process of this run."""
        if hasattr(self, "desk"):
            self.desk.stop()
        if self._second is not None:
            self._second.kill()
            self._second.wait(10)
        if hasattr(self, "service"):
            assert self.service.stdin is not None
            with suppress(OSError):
                self.service.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                self.service.wait(5)
            self.service.kill()
            self.service.wait(5)

    # Its processes, by what their command lines say

    def workers(self, queue: str = "") -> list[int]:
        return self._children(f"rqworker {queue}")

    def horses(self) -> list[int]:
        return [horse for worker in self.workers() for horse in processes.children(worker)]

    def sweepers(self) -> list[int]:
        second = [self._second.pid] if self._second and self._second.poll() is None else []
        return self._children("manage.py sweep") + second

    def web(self) -> list[int]:
        """gunicorn's own process, then the ones that serve."""
        (*masters,) = self._children("gunicorn")
        return masters + [pid for master in masters for pid in processes.children(master)]

    def redis(self) -> list[int]:
        return self._children("unixsocket")

    def redis_socket(self) -> Path:
        return redis_socket(self.data)

    def _children(self, said: str) -> list[int]:
        return [pid for pid in processes.children(self.desk.pid) if said in processes.command(pid)]

    def leftovers(self) -> list[int]:
        """Processes of this run that outlived it."""
        mark = f"TORTURE_FOLDER={self.folder}".encode()
        found = []
        for told in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mark in told.read_bytes().split(b"\0") and int(told.parts[2]) != os.getpid():
                    found.append(int(told.parts[2]))
        return found

    # Its database, as a neighbour reads it

    def unconfirmed_for(self, seconds: float) -> list[str]:
        """Remixes that have awaited a person for so long."""
        limit = datetime.now(UTC) - timedelta(seconds=seconds)
        rows = self.desk.rows(
            "SELECT r.id FROM remixes_remix r JOIN remixes_move m ON m.remix_id = r.id "
            "WHERE r.status = 'UNCONFIRMED' AND m.to_status = 'UNCONFIRMED' "
            "GROUP BY r.id HAVING max(m.at) < ?",
            limit.strftime("%Y-%m-%d %H:%M:%S"),
        )
        return [dashed(row[0]) for row in rows]

    def has_paused_line(self) -> bool:
        return bool(
            self.desk.rows(
                "SELECT 1 FROM remixes_serviceline WHERE state = 'paused' "
                "AND http_status IN (401, 403)"
            )
        )

    def unfinished(self) -> list[tuple[str, str]]:
        """What has not come to its end: remixes under way, files that are still to be copied."""
        remixes = self.desk.rows(
            "SELECT 'remix ' || id, status || ' ' || hold || ' ' || status_why FROM remixes_remix "
            "WHERE status NOT IN ('DONE', 'FAILED', 'CANCELLED')"
        )
        files = self.desk.rows(
            "SELECT 'conversion ' || id, state || ' ' || archive_problem FROM remixes_conversion "
            "WHERE state = 'ARRIVED' OR next_action_at IS NOT NULL"
        )
        return [*remixes, *files]


def kill(pid: int) -> bool:
    """kill -9; False when it is gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def dashed(hexadecimal: str) -> str:
    h = hexadecimal
    return f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}"
