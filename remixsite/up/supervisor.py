"""Keeps programs running until told to stop; knows processes and time, nothing of what they do."""

import logging
import signal
import subprocess
import time
from types import FrameType

from remixsite.up.programs import Program, Stage

logger = logging.getLogger("remixdesk.up")

STEP_S = 0.1
FIRST_GAP_S = 1.0
LONGEST_GAP_S = 30.0
# who ran this long has recovered: its next end counts as the first one again
STEADY_AFTER_S = 60.0
# from asking to insisting, and to killing, by stage; together less than five seconds
INSIST_AFTER_S = {Stage.WORKERS: 1.4, Stage.WEB: 0.8, Stage.REDIS: 0.5}
KILL_AFTER_S = {Stage.WORKERS: 2.2, Stage.WEB: 1.6, Stage.REDIS: 0.8}
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """A signal asked to stop before everything was up."""


class Child:
    """One program with its current process and its record of ends."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.gap_s = FIRST_GAP_S
        self.due_at = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = self.program.start()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def note_end(self) -> None:
        """Plans the next start, later each time it ends soon."""
        now = time.monotonic()
        if now - self.started_at > STEADY_AFTER_S:
            self.gap_s = FIRST_GAP_S
        status = self.process.returncode if self.process else "none"
        logger.warning(
            "%s ended with status %s and starts again in %d s",
            self.program.name,
            status,
            self.gap_s,
        )
        self.process = None
        self.due_at = now + self.gap_s
        self.gap_s = min(self.gap_s * 2, LONGEST_GAP_S)

    def send(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)


class Supervisor:
    """Starts children, restarts them with growing gaps, and stops them all within five seconds."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.is_stopping = False

    def catch_signals(self) -> None:
        for number in STOP_SIGNALS:
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def add(self, program: Program) -> Child:
        child = Child(program)
        self.children.append(child)
        return child

    def go_on(self) -> None:
        """Raises Stopped once a signal asked to stop."""
        if self.is_stopping:
            raise Stopped

    def watch(self) -> None:
        """Returns when a signal asked to stop."""
        while not self.is_stopping:
            for child in self.children:
                self._mend(child)
            time.sleep(STEP_S)

    def _mend(self, child: Child) -> None:
        if child.is_running:
            return
        if child.process is not None:
            child.note_end()
        elif time.monotonic() >= child.due_at:
            try:
                child.start()
            except Exception:
                logger.exception("%s could not be started", child.program.name)
                child.note_end()

    def stop(self) -> None:
        """Ends every child, stage by stage: asks, insists, kills."""
        for stage in Stage:
            staged = [child for child in self.children if child.program.stage == stage]
            _end(staged, INSIST_AFTER_S[stage], KILL_AFTER_S[stage])


def _end(children: list[Child], insist_after_s: float, kill_after_s: float) -> None:
    began = time.monotonic()
    # an RQ worker finishes its job at the first signal and drops it at the second
    for number, until_s in (
        (signal.SIGTERM, insist_after_s),
        (signal.SIGTERM, kill_after_s),
        (signal.SIGKILL, kill_after_s + 1),
    ):
        for child in children:
            child.send(number)
        while time.monotonic() - began < until_s:
            if not any(child.is_running for child in children):
                return
            time.sleep(STEP_S / 4)
