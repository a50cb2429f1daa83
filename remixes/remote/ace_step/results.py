"""The songs of a finished job: where each lies, what it is called, which model made it."""

from __future__ import annotations

import re
import uuid
from pathlib import PurePosixPath

from remixes.remote import reading
from remixes.remote.ace_step.wishes import VERSIONS
from remixes.remote.services import Service
from remixes.remote.shapes import ConversionFacts

MOST_ITEMS = 8
_AUDIO = re.compile(r"/v1/audio\?path=[^#\s\\]+")
_NOTHING = frozenset({"", "n/a", "none", "null"})
_ELSEWHERE = "The server gave an address for the audio that is not its own; it was not opened."
_NO_FILE = "The server gave no file for it."
_TOO_FEW = "The server made fewer versions than it was asked for."


def conversion_ids(task_id: str, versions: int = VERSIONS) -> tuple[str, ...]:
    """An id for each result of a job, whose own server gives none: the same ones every time."""
    try:
        space = uuid.UUID(task_id)
    except ValueError:
        space = uuid.uuid5(uuid.NAMESPACE_OID, task_id)
    return tuple(str(uuid.uuid5(space, str(index))) for index in range(versions))


def read_results(
    service: Service, task_id: str, items: list[reading.Body]
) -> tuple[ConversionFacts, ...]:
    """One conversion for each that came, in the server's order, and one for each that is owed."""
    found = items[:MOST_ITEMS]
    ids = conversion_ids(task_id, max(VERSIONS, len(found)))
    came = [_facts(service, ids[at], item) for at, item in enumerate(found)]
    owed = [
        ConversionFacts(service_id, is_failed=True, reason=_TOO_FEW)
        for service_id in ids[len(came) :]
    ]
    return (*came, *owed)


def is_own_audio(service: Service, url: str) -> bool:
    """Whether this is a result on the service's own host: nothing else is shown its key."""
    return url.startswith(f"{service.url}/v1/audio?path=")


def plan_of(item: reading.Body) -> dict[str, object] | None:
    """What the server says it made, without what it does not know ("N/A")."""
    metas = item.get("metas")
    told = metas if isinstance(metas, dict) else {}
    facts: dict[str, object] = {
        "bpm": reading.number(told.get("bpm")),
        "key": known_text(told.get("keyscale"), 40),
        "model": known_text(item.get("dit_model"), 100),
        "seed": known_text(item.get("seed_value"), 100),
    }
    known = {name: value for name, value in facts.items() if value}
    return known or None


def known_text(value: object, limit: int = reading.TEXT_LIMIT) -> str:
    """Text, "" also for the words that the server writes for nothing."""
    text = reading.text(value, limit)
    return "" if text.lower() in _NOTHING else text


def _facts(service: Service, service_id: str, item: reading.Body) -> ConversionFacts:
    url, problem = _audio(service, item.get("file"))
    return ConversionFacts(
        service_id,
        wav_url=url,
        lyrics=known_text(item.get("lyrics"), reading.LYRICS_LIMIT),
        is_failed=bool(problem),
        reason=problem,
        is_untitled=True,
        note=_other_model(service.model, known_text(item.get("dit_model"), 100)),
    )


def _audio(service: Service, file: object) -> tuple[str, str]:
    """The address of a result and "", or "" and why there is none."""
    path = reading.text(file, reading.URL_LIMIT)
    if not path:
        return "", _NO_FILE
    url = reading.link(f"{service.url}{path}") if _AUDIO.fullmatch(path) else ""
    return (url, "") if url else ("", _ELSEWHERE)


def _other_model(wanted: str, made_by: str) -> str:
    """A server that has not loaded the model it is asked for uses another one and says nothing."""
    if not wanted or not made_by or is_same_model(wanted, made_by):
        return ""
    return f"Made by the model {made_by}, although {wanted} was asked for."


def is_same_model(one: str, other: str) -> bool:
    """Whether two names mean one model: some have the folder it was loaded from before them."""
    return _bare(one) == _bare(other)


def _bare(model: str) -> str:
    return PurePosixPath(model.strip().lower()).name
