"""How this service spells tasks: submit replies, byId in two forms, and every kind of webhook."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.service.ledger import Conversion, Task

Urls = Callable[[Conversion, str], str]
Body = dict[str, Any]
FLAG_REASON = "Lyrics match a protected work"
NAMES = {
    "REMIX": "Remix",
    "INPAINT": "Inpaint",
    "SING_OVER_INSTRUMENTAL": "Sing Over Instrumental",
}
EXTRAS: Body = {
    "is_flagged": False,
    "reason": "",
    "error_message": "",
    "error_message_detail": "",
    "missing_input_fields": "",
    "predicted_user_intent": "",
}


def submit_reply(task: Task, *, eta: int, credits: float, capabilities: tuple[str, ...]) -> Body:
    """The two-id reply; `capabilities` only where there are any."""
    body: Body = {
        "success": True,
        "message": "Remix request submitted successfully",
        "task_id": task.id,
        **{f"conversion_id_{each.number}": each.id for each in task.conversions},
        "eta": eta,
        "status": "IN_QUEUE",
        "credit_estimate": credits,
        **EXTRAS,
    }
    return body | ({"capabilities": list(capabilities)} if capabilities else {})


def by_id(task: Task, urls: Urls, seconds: float, cover: str = "") -> Body:
    """The numbered form; fields of a song that is not ready are null."""
    body: Body = {
        "task_id": task.id,
        "feature": task.conversion_type,
        "status": task.status,
        "message": task.message,
        "createdAt": task.created_at.isoformat(),
        "updatedAt": task.created_at.isoformat(),
    }
    if task.has_cover:
        body["album_cover_path"] = cover
    for each in task.conversions:
        facts: Body = {"conversion_id": each.id} | _result(each, urls, seconds)
        if each.is_flagged:
            facts |= {"is_flagged": True, "reason": each.reason}
        body |= {f"{name}_{each.number}": value for name, value in facts.items()}
    return body


def by_id_flat(task: Task, urls: Urls) -> Body:
    """The older form, which knows one song only."""
    first = task.conversions[0]
    return {
        "task_id": task.id,
        "conversion_id": first.id,
        "status": task.status,
        "status_msg": task.message,
        "audio_url": urls(first, "mp3") if first.is_ready else None,
        "conversion_cost": 1.25,
        "title": first.title,
        "lyrics": first.lyrics,
    }


def _result(each: Conversion, urls: Urls, seconds: float) -> Body:
    is_there = each.is_ready and not each.is_flagged
    return {
        "title": each.title if is_there else None,
        "lyrics": each.lyrics if is_there else None,
        "lyrics_timestamped": json.dumps(each.timeline) if is_there else None,
        "conversion_path": urls(each, "mp3") if is_there else None,
        "conversion_path_wav": urls(each, "wav") if is_there and each.has_wav else None,
        "conversion_duration": seconds if is_there else None,
    }


def webhook(
    kind: str, task: Task, each: Conversion, urls: Urls, seconds: float, cover: str
) -> Body:
    """A webhook body of `kind`: W1, W2, W3, W4, W6, flagged, failure or task-failure.

    "late" is a W2 whose timeline is still to come, "no-cover" a W4 without a picture.
    """
    head: Body = {"success": True, "conversion_type": NAMES[task.conversion_type]}
    head["task_id"] = task.id
    one: Body = head | {"conversion_id": each.id}
    told = one | _result(each, urls, seconds) | {"is_flagged": False, "reason": ""}
    spelled: dict[str, Body] = {
        "W1": told,
        "W2": told | {"subtype": task.conversion_type.lower()},
        "late": told | {"subtype": task.conversion_type.lower(), "lyrics_timestamped": None},
        "W3": one
        | {"subtype": "lyrics_timestamped", "lyrics_timestamped": json.dumps(each.timeline)},
        "W4": head
        | {f"conversion_id_{song.number}": song.id for song in task.conversions}
        | {"subtype": "album_cover_generation", "album_cover_generator_output": True}
        | {"image_path": f"{cover}.jpg", "image_paths": [f"{cover}.jpg"]}
        | {"thumbnail_path": f"{cover}_thumb.jpg", "thumbnail_paths": [f"{cover}_thumb.jpg"]},
        "no-cover": head
        | {"success": False, "subtype": "album_cover_generation", "message": "No cover today"},
        "W6": {
            "task_id": task.id,
            "status": task.status,
            "status_msg": "Conversion successful",
            "conversion_type": "MUSIC_AI",
            "audio_url": urls(each, "mp3"),
            "title": each.title,
            "conversion_cost": 1.25,
        },
        "flagged": one
        | {"success": False, "is_flagged": True, "reason": FLAG_REASON}
        | {"conversion_path": "", "conversion_path_wav": None, "title": None},
        "failure": one | {"success": False, "reason": "Rendering failed"},
        "task-failure": head | {"success": False, "message": "The source could not be decoded"},
    }
    return spelled[kind]
