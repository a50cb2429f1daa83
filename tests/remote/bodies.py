"""Recorded bodies and the ids they speak of, for every test that reads one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "payloads"
TASK = "6d1f3a52-8c0e-4a57-9a3d-0b7e5c2f9e11"
FIRST = "3f0a2c9e-5d1b-4e6a-8f77-1c2d3e4f5a61"
SECOND = "b84e77d0-2a90-4c1c-9d0e-6a5b4c3d2e17"


def payload(name: str) -> bytes:
    """The body in tests/payloads/<name>.json."""
    return (FOLDER / f"{name}.json").read_bytes()


def names(prefix: str) -> list[str]:
    """Names of the recorded bodies of one family: submit_reply, webhook, byid, byuser."""
    return sorted(path.stem for path in FOLDER.glob(f"{prefix}_*.json"))


def changed(name: str, **fields: Any) -> bytes:
    """A recorded body with other fields; byId fields are those of its conversion."""
    body = json.loads(payload(name))
    (body.get("conversion", body)).update(fields)
    return json.dumps(body).encode()
