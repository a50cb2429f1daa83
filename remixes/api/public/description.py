"""The team API described as OpenAPI 3.1, for programs that read it and tests that try it out.

Written by hand because the wire is foreign: its fields are loose, and a framework's types are not.
"""

from __future__ import annotations

from typing import Any

from remixes.actions.calls import KEY_LENGTH
from remixes.wire.wish import GENDERS, MAX_TITLE, MAX_URL, MODES, NO, YES

Schema = dict[str, Any]
_FORM_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded", "application/json")
_EXAMPLE = {
    "prompt": "a song about greenery, nature and forest.",
    "mode": "REMIX",
    "audio_url": "https://songs.example.com/one.mp3",
    "lyrics": "Over the hills and through the trees",
    "replace_start_at": 12.5,
    "replace_end_at": 20,
    "task_id": "00000000-0000-4000-8000-000000000000",
}


def described(base_url: str) -> Schema:
    """The whole description; `base_url` is that of the API, without a slash at its end."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Remixdesk: the team's Remix API",
            "version": "1",
            "description": "Programs written for the Remix API work here by their base URL.",
        },
        "servers": [{"url": base_url}],
        "security": [{"token": []}],
        "paths": {
            "/Remix": _submit("remix", "Order a remix.", _remix_fields(), ("prompt",)),
            "/inpaint": _submit(
                "inpaint",
                "Order a part of a song anew.",
                _common_fields() | _range_fields(),
                ("prompt", "replace_start_at", "replace_end_at"),
            ),
            "/sing_over_instrumental": _submit(
                "sing", "Order a voice for an instrumental.", _common_fields(), ("prompt", "lyrics")
            ),
            "/byId": {"get": _by_id()},
            "/cancel": {"post": _cancel()},
        },
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "A personal token, as it is or after “Bearer ”.",
                }
            },
            "schemas": {
                "Problem": _problem(),
                "Ordered": _ordered(),
                "Asked": _asked(),
                "Cancelled": _cancelled(),
            },
        },
    }


def _submit(name: str, summary: str, fields: Schema, required: tuple[str, ...]) -> Schema:
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same request with the same key is one remix and one reply.",
        "schema": {"type": "string", "maxLength": KEY_LENGTH},
    }
    operation = {
        "operationId": name,
        "summary": summary,
        "parameters": [key],
        "requestBody": _body(fields, required),
        "responses": _answers("Ordered", 400, 401, 403, 411, 413, 415, 422, 429),
    }
    return {"post": operation}


def _by_id() -> Schema:
    return {
        "operationId": "byId",
        "summary": "Where a task stands, and its files; one of the two ids is needed.",
        "parameters": [
            _query("task_id", "As the order was answered."),
            _query("conversion_id", "One of the two ids of its versions."),
            _query("conversionType", "What it was ordered as; not looked at."),
        ],
        "responses": _answers("Asked", 400, 401, 404, 422, 429),
    }


def _cancel() -> Schema:
    fields = {"task_id": _text("The task to stop.")}
    return {
        "operationId": "cancel",
        "summary": "Stop a task that was not sent yet, or where its service can.",
        "requestBody": _body(fields, ("task_id",)),
        "responses": _answers("Cancelled", 400, 401, 403, 404, 409, 411, 413, 415, 422, 429),
    }


def _common_fields() -> Schema:
    return {
        "audio_url": _text("A link to the song; a file wins over it.", maxLength=MAX_URL),
        "audio_path": _text("The classic name of audio_url, which wins over it."),
        "prompt": _text("What it shall sound like."),
        "lyrics": _text("What is sung."),
        "title": _text(f"What the versions are called; cut after {MAX_TITLE} characters."),
        "gender": _one_of("Who sings.", *GENDERS),
        "lyrics_timestamps": _flag("Send the timeline of the lyrics on its own, too."),
        "generate_album_cover": _flag("Make a cover picture."),
        "lyrics_section_to_replace": _text("The words of the part that is replaced."),
        "webhook_url": _text("Called when a version is there.", maxLength=MAX_URL),
        "service": _text("The key of one of the desk's services."),
    }


def _range_fields() -> Schema:
    return {
        "replace_start_at": _seconds("Where the part begins."),
        "replace_end_at": _seconds("Where it ends."),
    }


def _remix_fields() -> Schema:
    mode = _one_of("Needed unless a field of the current form is there.", *MODES)
    # Left over from another mode they are no wish, so anything may stand in them.
    part = {
        "replace_start_at": _text("Mode INPAINT: where the part begins, seconds."),
        "replace_end_at": _text("Mode INPAINT: where it ends, seconds."),
    }
    return _common_fields() | part | {"mode": mode}


def _text(description: str, **limits: int) -> Schema:
    """Text; JSON may send a number or a boolean for it, and null for nothing."""
    types = ["string", "number", "boolean", "null"]
    return {"type": types, "description": description, **limits}


def _seconds(description: str) -> Schema:
    return {
        "type": ["number", "string", "null"],
        "minimum": 0,
        "description": f"{description} Seconds.",
    }


def _one_of(description: str, *words: str) -> Schema:
    return {"enum": [*words, "", None], "description": description}


def _flag(description: str) -> Schema:
    return {"enum": [True, False, 1, 0, *YES, *NO, "", None], "description": description}


def _query(name: str, description: str) -> Schema:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "string"},
    }


def _body(fields: Schema, required: tuple[str, ...]) -> Schema:
    file = {"audio_file": {"type": "string", "format": "binary", "description": "The song."}}
    takes_file = "prompt" in fields
    content = {}
    for kind in _FORM_TYPES:
        more = file if takes_file and kind == "multipart/form-data" else {}
        content[kind] = {
            "schema": {
                "type": "object",
                "properties": more | fields,
                "required": list(required),
            },
            "example": {name: text for name, text in _EXAMPLE.items() if name in fields},
        }
    return {"required": True, "content": content}


def _answers(schema: str, *refusals: int) -> Schema:
    told = {"200": _answer("Done.", schema)}
    for status in refusals:
        told[str(status)] = _answer("Refused; the sentence says why.", "Problem")
    too_many = told["429"]
    too_many["headers"] = {
        "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}
    }
    return told


def _answer(description: str, schema: str) -> Schema:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}


def _object(properties: Schema, *optional: str) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def _problem() -> Schema:
    sentence = {"type": "string", "minLength": 1}
    names = dict.fromkeys(("message", "error", "detail"), sentence)
    return _object({"success": {"const": False}, **names})


def _ordered() -> Schema:
    uuid = {"type": "string", "format": "uuid"}
    return _object(
        {
            "success": {"const": True},
            "message": {"type": "string"},
            "task_id": uuid,
            "conversion_id_1": uuid,
            "conversion_id_2": uuid,
            "eta": {"type": "integer", "description": "Seconds; -1: unknown."},
            "status": {"const": "IN_QUEUE"},
            "credit_estimate": {"type": "number", "description": "Left out where unknown."},
            "capabilities": {"type": "array", "items": {"type": "string"}},
        },
        "credit_estimate",
    )


def _asked() -> Schema:
    words = ["IN_QUEUE", "IN_PROGRESS", "COMPLETED", "ERROR", "FAILED"]
    moment = {"type": "string", "format": "date-time"}
    facts: Schema = {
        "task_id": {"type": "string", "format": "uuid"},
        "feature": {"type": "string"},
        "status": {"enum": words},
        "message": {"type": "string"},
        "createdAt": moment,
        "updatedAt": moment,
    }
    for number in (1, 2):
        facts[f"conversion_id_{number}"] = {"type": "string", "format": "uuid"}
        for name in ("title", "lyrics", "lyrics_timestamped", "conversion_path"):
            facts[f"{name}_{number}"] = {"type": ["string", "null"]}
        facts[f"conversion_path_wav_{number}"] = {"type": ["string", "null"]}
        facts[f"conversion_duration_{number}"] = {"type": ["number", "null"]}
    facts["progress"] = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    return _object({"success": {"const": True}, "conversion": _object(facts)})


def _cancelled() -> Schema:
    text = {"type": "string"}
    names = dict.fromkeys(("message", "task_id", "status"), text)
    return _object({"success": {"const": True}, **names})
