"""What must hold after any run, each by one function that says what does not."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.torture.evidence import Evidence, Row, token_of
from tests.torture.ledger import Event

# Kinds, in the order of the closing line; the first three are always named there.
PAID_TWICE, LOST, PARTIAL = "paid twice", "lost", "partial"
STUCK, TOO_MANY, TOLD, LEFT, ODD = "stuck", "too many at once", "secrets told", "left over", "odd"
KINDS = (PAID_TWICE, LOST, PARTIAL, STUCK, TOO_MANY, TOLD, LEFT, ODD)


class Broken(NamedTuple):
    """One promise that was not kept."""

    kind: str
    what: str


def paid_twice(evidence: Evidence, pressed: Mapping[str, int]) -> Iterator[Broken]:
    """No more tasks for a wish than one, and one for each time a person sent it again.

    `pressed` says how often the rig's person pressed that button, by remix; the desk cannot have
    been asked more often than that.
    """
    agreed = evidence.sent_again()
    by_prompt = {remix["prompt"]: remix["id"] for remix in evidence.remixes}
    for prompt, times in Counter(task["prompt"] for task in evidence.tasks).items():
        remix = by_prompt.get(prompt, "")
        if times > 1 + agreed[remix]:
            yield Broken(PAID_TWICE, f"{prompt}: {times} tasks, sent again {agreed[remix]} times")
    for remix, times in agreed.items():
        if times > pressed.get(remix, 0):
            yield Broken(ODD, f"remix {remix}: sent again {times} times, which nobody asked for")


def orders(evidence: Evidence, ordered: Mapping[str, str]) -> Iterator[Broken]:
    """Every form that was sent is one remix, the one whose page the desk led to."""
    found = Counter(remix["prompt"] for remix in evidence.remixes)
    ids = {remix["prompt"]: remix["id"] for remix in evidence.remixes}
    for prompt, remix in ordered.items():
        if found[prompt] > 1:
            yield Broken(PAID_TWICE, f"{prompt}: {found[prompt]} remixes of one form")
        if remix and ids.get(prompt) != remix.replace("-", ""):
            yield Broken(LOST, f"{prompt}: answered with remix {remix}, which is not there")


def links(evidence: Evidence) -> Iterator[Broken]:
    """Every accepted task is known to the submission that asked for it, under its own id."""
    heard = {token for token, _ in evidence.confirmed()}
    for task in evidence.tasks:
        submission = evidence.submission_of(token_of(task))
        if submission is None:
            yield Broken(LOST, f"task {task['task']}: nothing here has asked for it")
        elif submission["task_id"] is None and is_given_up(submission, task, heard):
            continue
        elif submission["task_id"] != task["task"]:
            told = f"known as {submission['task_id']}, closed as {submission['closed_as']}"
            yield Broken(LOST, f"task {task['task']} of {task['prompt']}: {told}")
        elif evidence.remix_of(submission)["prompt"] != task["prompt"]:
            yield Broken(LOST, f"task {task['task']}: it is linked to somebody else's wish")


def is_given_up(submission: Row, task: Event, heard: set[str]) -> bool:
    """A person gave it up and no message about it has ever reached the desk."""
    return submission["closed_as"] == "given_up" and token_of(task) not in heard


def results(evidence: Evidence) -> Iterator[Broken]:
    """Each song of a linked task is here once, with the very bytes that the service made."""
    for task in evidence.tasks:
        submission = evidence.submission_of(token_of(task))
        if submission is None or submission["task_id"] != task["task"]:
            continue
        own = [c for c in evidence.conversions if c["submission_id"] == submission["id"]]
        for number, song in enumerate(task["songs"]):
            here = [c for c in own if c["service_id"] == song["id"]]
            fate = "flagged" if task["fate"] == "flagged" and number == 0 else task["fate"]
            yield from one_result(evidence, task, song, here, fate)
        if len(own) > len(task["songs"]):
            yield Broken(ODD, f"task {task['task']}: {len(own)} versions of {len(task['songs'])}")


def one_result(
    evidence: Evidence, task: Event, song: Mapping[str, str], here: list[Row], fate: str
) -> Iterator[Broken]:
    name = f"song {song['id']} of {task['prompt']}"
    if len(here) > 1:
        yield Broken(ODD, f"{name}: {len(here)} rows")
    if fate == "failed":
        return
    if not here:
        yield Broken(LOST, f"{name}: no row")
        return
    row = here[0]
    if fate == "flagged":
        if row["state"] != "FLAGGED":
            yield Broken(ODD, f"{name}: flagged by the service, {row['state']} here")
        return
    for extension in ("mp3", "wav"):
        yield from one_file(evidence, name, row, extension, song[extension])


def one_file(
    evidence: Evidence, name: str, row: Row, extension: str, made: str
) -> Iterator[Broken]:
    kept = row[f"{extension}_sha256"]
    if not kept:
        why = f"{row['state']} {row['reason'] or row['wav_problem'] or row['archive_problem']}"
        yield Broken(LOST, f"{name}: no {extension} ({why})")
    elif kept != made:
        yield Broken(PARTIAL, f"{name}: the {extension} is not the one that was made")
    else:
        path = evidence.vault / kept[:2] / kept
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != kept:
            yield Broken(PARTIAL, f"{name}: the {extension} in the vault is not what it should be")


def confirmations(evidence: Evidence) -> Iterator[Broken]:
    """Whatever webhook was answered 200 is kept, and counted as often as that."""
    kept = {(d["submission_id"], d["body_sha256"]): d["seen"] for d in evidence.deliveries}
    for (token, sha256), times in evidence.confirmed().items():
        submission = evidence.submission_of(token)
        seen = kept.get((submission["id"], sha256), 0) if submission else 0
        if seen < times:
            yield Broken(LOST, f"a webhook answered 200 {times} times is kept {seen} times")


def endings(left: Iterable[tuple[str, str]]) -> Iterator[Broken]:
    for what, how in left:
        yield Broken(STUCK, f"{what}: {how}")


def at_once(evidence: Evidence, most_slots: int, parallel: int) -> Iterator[Broken]:
    """The service never had more to do at once than it allows, by its own count and by ours."""
    running = max((task["running"] for task in evidence.tasks), default=0)
    if running > parallel:
        yield Broken(TOO_MANY, f"{running} tasks ran at the service, {parallel} may")
    if most_slots > parallel:
        yield Broken(TOO_MANY, f"{most_slots} slots were held here, {parallel} are there")


def secrets_told(
    secrets: Iterable[str], files: Iterable[Path], pages: Mapping[str, bytes]
) -> Iterator[Broken]:
    """No key and no token in any page, log, database or in what Redis keeps."""
    wanted = [secret.encode() for secret in secrets]
    for path in files:
        data = path.read_bytes()
        yield from (Broken(TOLD, f"a secret is in {path}") for each in wanted if each in data)
    for name, page in pages.items():
        yield from (Broken(TOLD, f"a secret is on {name}") for each in wanted if each in page)


def closing_line(remixes: int, kills: int, broken: Iterable[Broken]) -> str:
    """One line that says it all: `torture: 60 remixes, 283 kills, 0 paid twice, 0 lost, …`."""
    counts = Counter(each.kind for each in broken)
    told = [kind for kind in KINDS if counts[kind] or kind in (PAID_TWICE, LOST, PARTIAL)]
    parts = (f"{remixes} remixes", f"{kills} kills", *(f"{counts[kind]} {kind}" for kind in told))
    return f"torture: {', '.join(parts)}"
