"""How tasks look on the wire: submit reply, byId, webhooks; knows shapes, no model and no HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

TYPE_NAMES = {
    "REMIX": "Remix",
    "INPAINT": "Inpaint",
    "SING_OVER_INSTRUMENTAL": "Sing Over Instrumental",
}
SUBMITTED = {
    "REMIX": "Remix request submitted successfully",
    "INPAINT": "Inpaint request submitted successfully",
    "SING_OVER_INSTRUMENTAL": "Sing over instrumental request submitted successfully",
}
# The only five words byId ever says; official clients stop on exactly the last three.
IN_QUEUE = "IN_QUEUE"
IN_PROGRESS = "IN_PROGRESS"
COMPLETED = "COMPLETED"
ERROR = "ERROR"
FAILED = "FAILED"
# The current form sends these with every reply; both official clients refuse `conversion_type`.
EMPTY_EXTRAS: dict[str, Any] = {
    "is_flagged": False,
    "reason": "",
    "error_message": "",
    "error_message_detail": "",
    "missing_input_fields": "",
    "predicted_user_intent": "",
}


@dataclass(frozen=True)
class Version:
    """One version of a task: None is "not there yet", an empty address "will never come".

    `timeline` holds `index`, `text`, `start` and `end`, the times in milliseconds.
    """

    id: str
    title: str | None = None
    lyrics: str | None = None
    timeline: Sequence[Mapping[str, Any]] | None = None
    mp3_url: str | None = None
    wav_url: str | None = None
    duration_s: float | None = None
    is_flagged: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Task:
    """One task with its versions in order; `extras` are keys that a server adds of its own."""

    id: str
    feature: str
    status: str
    message: str
    created_at: datetime
    updated_at: datetime
    versions: Sequence[Version]
    extras: Mapping[str, Any] = field(default_factory=dict)


def submit_reply(
    feature: str,
    task_id: str,
    conversion_ids: Sequence[str],
    *,
    eta_s: int,
    credit_estimate: float | None,
    capabilities: Sequence[str] = (),
) -> dict[str, Any]:
    """The answer to a submit: the form with numbered ids.

    `eta_s` below 1 is "unknown", and so is a `credit_estimate` of None, which is left out.
    """
    numbered = {f"conversion_id_{number}": one for number, one in enumerate(conversion_ids, 1)}
    told: dict[str, Any] = {"capabilities": list(capabilities)} if capabilities else {}
    if credit_estimate is not None:
        told["credit_estimate"] = credit_estimate
    return {
        "success": True,
        "message": SUBMITTED[feature],
        "task_id": task_id,
        **numbered,
        "eta": eta_s,
        "status": IN_QUEUE,
        **told,
        **EMPTY_EXTRAS,
    }


def by_id(task: Task) -> dict[str, Any]:
    """The `conversion` object of byId: the whole task with numbered fields."""
    body: dict[str, Any] = {
        "task_id": task.id,
        "feature": task.feature,
        "status": task.status,
        "message": task.message,
        "createdAt": task.created_at.isoformat(),
        "updatedAt": task.updated_at.isoformat(),
    }
    for number, version in enumerate(task.versions, start=1):
        body |= {f"{name}_{number}": value for name, value in _facts(version).items()}
    return body | {"album_cover_path": None, **task.extras}


def version_webhook(task: Task, version: Version) -> dict[str, Any]:
    """W2: one version is ready, or was flagged and has no files."""
    return _webhook_head(task, version, success=True) | {
        "conversion_path": version.mp3_url,
        "conversion_path_wav": version.wav_url,
        "conversion_duration": version.duration_s,
        "is_flagged": version.is_flagged,
        "reason": version.reason,
        "lyrics": version.lyrics,
        "lyrics_timestamped": _timestamps(version),
        "title": version.title,
        "subtype": task.feature.lower(),
    }


def lyrics_webhook(task: Task, version: Version) -> dict[str, Any]:
    """W3: the timeline alone, where it was asked for."""
    return _webhook_head(task, version, success=True) | {
        "subtype": "lyrics_timestamped",
        "lyrics_timestamped": _timestamps(version),
    }


def failure_webhook(task: Task, version: Version, sentence: str) -> dict[str, Any]:
    """The task ended, as its status says, before this version was made."""
    return _webhook_head(task, version, success=False) | {
        "conversion_path": "",
        "conversion_path_wav": "",
        "conversion_duration": None,
        "is_flagged": False,
        "reason": sentence,
        "message": sentence,
        "status": task.status,
        "lyrics": "",
        "lyrics_timestamped": None,
        "title": None,
        "subtype": task.feature.lower(),
    }


def _webhook_head(task: Task, version: Version, *, success: bool) -> dict[str, Any]:
    return {
        "success": success,
        "conversion_type": TYPE_NAMES[task.feature],
        "task_id": task.id,
        "conversion_id": version.id,
    }


def _facts(version: Version) -> dict[str, Any]:
    facts = {
        "conversion_id": version.id,
        "title": version.title,
        "lyrics": version.lyrics,
        "lyrics_timestamped": _timestamps(version),
        "conversion_path": version.mp3_url,
        "conversion_path_wav": version.wav_url,
        "conversion_duration": version.duration_s,
    }
    if version.is_flagged or version.reason:
        facts |= {"is_flagged": version.is_flagged, "reason": version.reason}
    return facts


def _timestamps(version: Version) -> str | None:
    """The timeline as the service sends it: a JSON array inside a string."""
    if version.timeline is None:
        return None
    return json.dumps(list(version.timeline), ensure_ascii=False)
