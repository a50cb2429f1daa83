"""One run from start to verdict: fire, drain, compare both accounts, say what was broken."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.torture import checks, points
from tests.torture.checks import Broken
from tests.torture.evidence import Evidence
from tests.torture.ledger import read_ledger
from tests.torture.person import Person
from tests.torture.plan import Plan
from tests.torture.readers import Reader
from tests.torture.target import Target
from tests.torture.trouble import Trouble
from tests.whole.desk import PASSWORD

# A drain in which nothing has changed for so long has come to a halt.
STILL_S = 45.0
DRAIN_S = 240.0
LOOK_S = 0.5
EVIDENCE_IN = ("desk/up.log", "desk/second.log", "upstream.log")
PAGES = (
    *("/", "/remixes/", "/uploads/", "/explorer/", "/admin/remixes/remix/"),
    *("/admin/remixes/submission/", "/admin/remixes/delivery/", "/admin/django_rq/dashboard/"),
)


@dataclass
class Verdict:
    """What came out; `folder` holds the evidence, and is gone when nothing was broken."""

    plan: Plan
    line: str
    broken: list[Broken]
    facts: dict[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def holds(self) -> bool:
        return not self.broken

    def as_json(self) -> str:
        told = {
            "plan": self.plan.as_json(),
            "line": self.line,
            "broken": [each._asdict() for each in self.broken],
            **self.facts,
        }
        return json.dumps(told, indent=1)


def run(plan: Plan) -> Verdict:
    """Runs one plan; takes its fire_s, the drain, and about 20 s for starting and stopping."""
    folder = Path(tempfile.mkdtemp(prefix=f"remixdesk-torture-{plan.seed}-"))
    target = Target(folder, plan)
    began = time.monotonic()
    try:
        upload = target.start()
        people = Person(target, upload, plan.dice("person"))
        trouble, reader = Trouble(target, plan.dice("trouble")), Reader(target, plan.dice("reader"))
        for each in (people, trouble, reader):
            each.start()
        burn(people, plan.fire_s)
        trouble.is_over.set()
        trouble.join(60)
        target.calm()
        calm_at = time.monotonic()
        left = drain(target, people)
        drained_s = time.monotonic() - calm_at
        for each in (people, reader):
            each.is_over.set()
            each.join(60)
        pages = pages_of(target)
        if not (trouble.is_whole and target.desk.is_running):
            raise RuntimeError(f"the desk ended before the run was over; see {folder}")
    finally:
        target.stop()
    evidence = Evidence.read(folder / "ledger.ndjson", target.data)
    broken = [
        *checks.paid_twice(evidence, {k.replace("-", ""): n for k, n in people.agreed.items()}),
        *checks.orders(evidence, people.ordered),
        *checks.links(evidence),
        *checks.results(evidence),
        *checks.confirmations(evidence),
        *checks.endings(left),
        *checks.at_once(evidence, reader.most_slots, plan.parallel),
        *checks.secrets_told(evidence.secrets(PASSWORD), files_of(target), pages),
        *(Broken(checks.PARTIAL, each) for each in reader.partial),
        *(Broken(checks.LEFT, f"process {pid}") for pid in target.leftovers()),
        *(Broken(checks.ODD, each) for each in people.complaints),
    ]
    hits = read_ledger(folder / points.HITS)
    kills = trouble.kills + sum(1 + (hit["how"] == points.BOTH) for hit in hits)
    verdict = Verdict(
        plan, checks.closing_line(len(evidence.remixes), kills, broken), broken, folder=folder
    )
    verdict.facts = {
        "seconds": round(time.monotonic() - began),
        "drained_s": round(drained_s, 1),
        "kills": kills,
        "acts": dict(trouble.acts),
        "points": dict(Counter(hit["point"] for hit in hits)),
        "remixes": dict(Counter(remix["status"] for remix in evidence.remixes)),
        "posts": len(evidence.submissions),
        "accepted": len(evidence.tasks),
        "closed_as": dict(Counter(each["closed_as"] for each in evidence.submissions)),
        "webhooks": dict(Counter(str(each["status"]) for each in evidence.webhooks)),
        "agreed": sum(evidence.sent_again().values()),
        "songs_saved": sum(each["state"] == "SAVED" for each in evidence.conversions),
        "looks": reader.looks,
        "fetched": reader.fetched,
        "most_slots": reader.most_slots,
    }
    (folder / "verdict.json").write_text(verdict.as_json())
    if verdict.holds:
        shutil.rmtree(folder)
        verdict.folder = None
    return verdict


def burn(people: Person, seconds: float) -> None:
    """Keeps the fire for its time, and until everything has been ordered."""
    end = time.monotonic() + seconds
    latest = end + seconds / 2
    while time.monotonic() < end or (
        len(people.ordered) < people.target.plan.remixes and time.monotonic() < latest
    ):
        time.sleep(LOOK_S)


def drain(target: Target, people: Person) -> list[tuple[str, str]]:
    """Without faults everything must come to its end; what has not is returned."""
    end = time.monotonic() + DRAIN_S
    still_since, last = time.monotonic(), target.unfinished()
    while time.monotonic() < min(end, still_since + STILL_S):
        left = target.unfinished()
        if not left and len(people.ordered) == target.plan.remixes:
            return []
        if left != last:
            still_since, last = time.monotonic(), left
        time.sleep(LOOK_S)
    return last


def pages_of(target: Target) -> dict[str, bytes]:
    """What people can see at the end: the lists, and the page of every remix and submission."""
    remixes = target.desk.rows("SELECT id FROM remixes_remix")
    submissions = target.desk.rows("SELECT id FROM remixes_submission")
    paths = [
        *PAGES,
        *(f"/remixes/{each}/" for (each,) in remixes),
        *(f"/admin/remixes/submission/{each}/change/" for (each,) in submissions),
    ]
    found = {}
    for path in paths:
        with suppress(requests.RequestException):
            found[path] = target.desk.browser.get(path).content
    return found


def files_of(target: Target) -> Iterator[Path]:
    """Logs, the database, and what Redis has written; songs hold no words."""
    yield from (target.folder / name for name in EVIDENCE_IN if (target.folder / name).exists())
    yield from target.data.glob("db.sqlite3*")
    yield from (path for path in (target.data / "run").rglob("*") if path.is_file())
