"""An order in the server's fields, and what it would quietly spoil instead of refusing it.

The server replaces numbers it cannot read by defaults and drops fields it does not know, so
everything is checked here, before anything is sent.
"""

from __future__ import annotations

from remixes.remote.multipart import FilePart, file_part
from remixes.remote.order import Order
from remixes.remote.services import Service

PROMPT_LIMIT = 512
LYRICS_LIMIT = 4096
VERSIONS = 2
TASKS = {"REMIX": "cover", "INPAINT": "repaint"}
# The number of steps that fits a model without the shortcut of the turbo ones.
_STEPS_UNHURRIED = "50"


def refusal(order: Order) -> str:
    """Why this order cannot be sent, in one sentence; "" when it can."""
    if order.mode not in TASKS:
        return f"A server of ACE-Step has no mode {order.mode[:40]} that this desk can use."
    if order.file is None:
        return "A server of ACE-Step reads no links: it has to be sent the file."
    if len(order.prompt) > PROMPT_LIMIT:
        return f"The prompt is too long: this server takes {PROMPT_LIMIT} characters at most."
    if len(order.lyrics) > LYRICS_LIMIT:
        return f"The lyrics are too long: this server takes {LYRICS_LIMIT} characters at most."
    if order.mode == "INPAINT" and None in (order.replace_start_at, order.replace_end_at):
        return "This server needs the start and the end of the part to replace."
    return ""


def text_fields(service: Service, order: Order) -> dict[str, str]:
    """The text fields of an order that has no `refusal`, without the empty ones."""
    told = {
        "task_type": TASKS[order.mode],
        "prompt": order.prompt,
        "lyrics": order.lyrics,
        # Its default language would have other lyrics sung as English.
        "vocal_language": "unknown",
        "batch_size": str(VERSIONS),
        "audio_format": "wav",
        "model": service.model,
        "inference_steps": _steps(service.model),
        # A language model would plan or rewrite what people have asked for.
        "thinking": "false",
        "use_cot_caption": "false",
        "use_cot_language": "false",
        **_by_mode(service, order),
    }
    return {name: text for name, text in told.items() if text}


def source_part(order: Order) -> FilePart:
    """The song as a file part; the server refuses paths and links."""
    if order.file is None:
        raise ValueError("an order without a file has a refusal")
    return file_part("src_audio", order.file, order.file_name, order.file_mime)


def _by_mode(service: Service, order: Order) -> dict[str, str]:
    if order.mode == "REMIX":
        return {"audio_cover_strength": f"{service.cover_strength:.2f}"}
    return {
        "repainting_start": f"{order.replace_start_at or 0.0:.3f}",
        "repainting_end": f"{order.replace_end_at or 0.0:.3f}",
    }


def _steps(model: str) -> str:
    """Steps for a model that was named; "" leaves them to the server, whose default is turbo's."""
    return "" if not model or "turbo" in model.lower() else _STEPS_UNHURRIED
