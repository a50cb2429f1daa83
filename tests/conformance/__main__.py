"""Runs the clients against both servers and prints a table: client, server, what was driven.

`python -m tests.conformance`; arguments go to pytest.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

OUTCOMES = {"passed": "works", "failed": "FAILS"}
HEAD = (("client", "server", "driven", "result"), ("---",) * 4)


class Table:
    """Collects what the tests noted of themselves."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            if report.outcome != "passed":
                self.rows.append((report.nodeid, "", report.when, report.outcome))
            return
        for name, noted in report.user_properties:
            if name == "conformance" and isinstance(noted, list):
                self.rows.append((*noted, OUTCOMES.get(report.outcome, report.outcome)))


def main() -> int:
    table = Table()
    folder = str(Path(__file__).parent)
    status = pytest.main(["-q", folder, *sys.argv[1:]], plugins=[table])
    for row in (*HEAD, *sorted(table.rows)):
        sys.stdout.write(f"| {' | '.join(row)} |\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
