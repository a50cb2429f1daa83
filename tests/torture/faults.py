"""How often the service does what wrong: shares and weights of the faults by door."""

from __future__ import annotations

from tests.service import AskFault, Fault, FileFault, How, Reply

# Accepted only when the sender has long hung up.
LATE_S = (0.3, 2.5)
LATE_ACCEPT = Reply(how=How.SILENT, accepts=False, patch={"late": True})

_REFUSALS = tuple(
    Fault[name].value
    for name in (
        *("BAD_REQUEST_400", "BAD_KEY_401", "NO_FUNDS_402", "FORBIDDEN_403", "NOT_FOUND_404"),
        *("CONFLICT_409", "TOO_LARGE_413", "TYPE_415", "INVALID_422", "INVALID_422_TEXT"),
        *("TEAPOT_418", "EARLY_413", "EARLY_413_LINGERING", "CUT_422", "NOT_SUCCESSFUL"),
        "FLAGGED_REFUSED",
    )
)
_TOO_MANY = tuple(each.value for each in Fault if each.name.startswith("TOO_MANY"))
_UNCLEAR = tuple(
    each.value
    for each in Fault
    if each.name.endswith(("_AFTER_ACCEPT", "_BEFORE_ACCEPT", "_WHILE_SENDING"))
)
_ODD = tuple(
    Fault[name].value for name in ("ONE_ID", "ONE_SONG", "SLOW", "WEBHOOKS_FIRST", "FLAGGED")
)

# A door's share of faulty answers, and what is drawn from then, with weights.
Shares = dict[str, tuple[float, tuple[tuple[int, tuple[Reply, ...]], ...]]]
SHARES: Shares = {
    "submit": (
        0.55,
        (
            (10, _UNCLEAR),
            (3, (LATE_ACCEPT,)),
            (4, (Fault.WEBHOOKS_FIRST.value,)),
            (3, _ODD),
            (3, _TOO_MANY),
            (2, _REFUSALS),
        ),
    ),
    "byId": (0.2, ((1, tuple(each.value for each in AskFault)),)),
    "byUser": (0.2, ((1, tuple(each.value for each in AskFault)),)),
    "file": (0.45, ((1, tuple(each.value for each in FileFault)),)),
}

# What becomes of the webhooks of a task, with weights; upstream.py says what each does.
WEBHOOKS = {
    "both": 4,
    "first only": 3,
    "second only": 3,
    "none": 4,
    "each three times": 2,
    "storm": 2,
    "reversed": 2,
    "late": 2,
    "after the end": 2,
    "malformed": 3,
    "spoofed": 3,
    "foreign task": 2,
    "inward": 2,
    "other forms": 3,
    "failure afterwards": 2,
}
# What becomes of a task; everything but the first still costs money.
FATES = {"made": 17, "flagged": 1, "failed": 1}

MALFORMED: tuple[bytes, ...] = (
    b"",
    b"null",
    b"[]",
    b'"text"',
    b'{"success": true, "task_id": "6d1',
    b"\xff\xfe\x00",
    b"[" * 10_000,
    b'{"task_id": NaN, "conversion_path": Infinity}',
    b'{"task_id": ["a"], "conversion_id": {"b": 1}, "conversion_path": 7}',
    b'{"task_id": 1, "task_id": 2, "conversion_duration": "long"}',
    b'{"conversion_id": "' + b"x" * 60_000 + b'"}',
    b'{"padding": "' + b"x" * 70_000 + b'"}',
)


def is_late(reply: Reply) -> bool:
    return "late" in reply.patch
