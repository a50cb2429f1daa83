"""How tasks look on the wire: submit reply, byId, webhooks; knows no HTTP and changes nothing."""

import json
from typing import Any

from remixes.engine.models import Result, Status, Task

CAPABILITIES = ("progress", "cancel", "byUser")
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
# The current form sends these with every reply; both official clients refuse `conversion_type`.
EMPTY_EXTRAS: dict[str, Any] = {
    "is_flagged": False,
    "reason": "",
    "error_message": "",
    "error_message_detail": "",
    "missing_input_fields": "",
    "predicted_user_intent": "",
}


def result_url(task: Task, result: Result, extension: str) -> str:
    """The public address of a finished file."""
    return f"{task.files_url}{result.token}/{result.pk}.{extension}"


def timestamps(result: Result) -> str:
    """The timeline as the service sends it: a JSON array inside a string."""
    return json.dumps(result.timeline, ensure_ascii=False)


def submit_reply(task: Task, results: list[Result], eta_s: int) -> dict[str, Any]:
    """The answer to a submit: the two-id form."""
    first, second = results
    return {
        "success": True,
        "message": SUBMITTED[task.feature],
        "task_id": str(task.pk),
        "conversion_id_1": str(first.pk),
        "conversion_id_2": str(second.pk),
        "eta": eta_s,
        "status": Status.IN_QUEUE,
        "credit_estimate": 0,
        "capabilities": list(CAPABILITIES),
        **EMPTY_EXTRAS,
    }


def by_id(task: Task, results: list[Result]) -> dict[str, Any]:
    """The `conversion` object of byId: the whole task with numbered fields."""
    body: dict[str, Any] = {
        "task_id": str(task.pk),
        "feature": task.feature,
        "status": task.status,
        "message": task.message,
        "createdAt": task.created_at.isoformat(),
        "updatedAt": task.updated_at.isoformat(),
    }
    for result in results:
        body |= _numbered(task, result)
    return body | {
        "album_cover_path": None,
        "progress": round(task.progress, 3),
        "stage": task.stage,
        "plan": task.plan,
        "webhook_url": task.webhook_url,
    }


def _numbered(task: Task, result: Result) -> dict[str, Any]:
    ready = result.is_ready
    facts = {
        "conversion_id": str(result.pk),
        "title": result.title if ready else None,
        "lyrics": result.lyrics if ready else None,
        "lyrics_timestamped": timestamps(result) if ready else None,
        "conversion_path": result_url(task, result, "mp3") if ready else None,
        "conversion_path_wav": result_url(task, result, "wav") if ready else None,
        "conversion_duration": result.duration_s if ready else None,
    }
    return {f"{name}_{result.number}": value for name, value in facts.items()}


def _webhook_head(task: Task, result: Result, *, success: bool) -> dict[str, Any]:
    return {
        "success": success,
        "conversion_type": TYPE_NAMES[task.feature],
        "task_id": str(task.pk),
        "conversion_id": str(result.pk),
    }


def version_webhook(task: Task, result: Result) -> str:
    """W2: one version is ready."""
    body = _webhook_head(task, result, success=True) | {
        "conversion_path": result_url(task, result, "mp3"),
        "conversion_path_wav": result_url(task, result, "wav"),
        "conversion_duration": result.duration_s,
        "is_flagged": False,
        "reason": "",
        "lyrics": result.lyrics,
        "lyrics_timestamped": timestamps(result),
        "title": result.title,
        "subtype": task.feature.lower(),
    }
    return json.dumps(body, ensure_ascii=False)


def lyrics_webhook(task: Task, result: Result) -> str:
    """W3: the timeline alone, where it was asked for."""
    body = _webhook_head(task, result, success=True) | {
        "subtype": "lyrics_timestamped",
        "lyrics_timestamped": timestamps(result),
    }
    return json.dumps(body, ensure_ascii=False)


def failure_webhook(task: Task, result: Result, status: Status, sentence: str) -> str:
    """The task ended before this version was made."""
    body = _webhook_head(task, result, success=False) | {
        "conversion_path": "",
        "conversion_path_wav": "",
        "conversion_duration": None,
        "is_flagged": False,
        "reason": sentence,
        "message": sentence,
        "status": status,
        "lyrics": "",
        "lyrics_timestamped": None,
        "title": None,
        "subtype": task.feature.lower(),
    }
    return json.dumps(body, ensure_ascii=False)
