"""What this desk can ask of each of its services, mode by mode, and what it must not leave out.

The form's abilities, less what the engine of this very desk does not do in either form, and less
what a server of one's own says its model lacks.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.conf import settings

from remixes.remote import ACE_STEP, Ability, Service, asked_ability
from remixes.remote.ace_step import LYRICS_LIMIT, PROMPT_LIMIT
from remixes.wire.links import is_youtube

_MAIN = "main"
_NO_PICTURES = "The built-in engine makes no cover pictures."
_ONE_VOICE = "The built-in engine sings with its one voice, so nobody can be chosen."
_NEEDS = {
    "lyrics": "This service needs lyrics to sing over an instrumental. Nothing was sent.",
    "range": "This service needs the start and the end of the part to replace. Nothing was sent.",
}

_NO_SUCH_LINK = (
    "This service has to be sent the song, and this desk fetches plain https:// links to audio "
    "files only. Add the audio file itself."
)


def is_built_in(service: str) -> bool:
    """Whether the service of that key is the engine of this very desk."""
    return bool(settings.REMIX_EMBEDDED) and service == _MAIN


def chosen_service(asked: object) -> str:
    """The key that was asked for, the first one where there is no such service (any more)."""
    known = list(settings.REMIX_SERVICES)
    return asked if isinstance(asked, str) and asked in known else known[0]


def offer_of(service: str, mode: str) -> Ability:
    """What may be asked of the service of that key. Raises KeyError for an unknown one."""
    ability = asked_ability(Service.from_settings(service), mode)
    if not is_built_in(service):
        return ability
    lacks = {"cover": _NO_PICTURES}
    if not settings.REMIX_MODEL_DIR:
        lacks["gender"] = _ONE_VOICE
    takes = ability.takes - lacks.keys()
    return replace(ability, takes=takes, hidden={**ability.hidden, **lacks})


def what_is_missing(service: str, mode: str, given: Collection[str]) -> dict[str, str]:
    """What the service would refuse, each with its sentence: "mode", "lyrics" or "range".

    `given` are the parts of the wish that hold something.
    """
    offer = offer_of(service, mode)
    if not offer.is_there:
        return {"mode": offer.why_not}
    return {name: _NEEDS[name] for name in _NEEDS if name in offer.requires - set(given)}


def limits_of(service: str) -> tuple[int, int]:
    """The most characters that a prompt and lyrics for this service should have."""
    if Service.from_settings(service).form == ACE_STEP:
        return PROMPT_LIMIT, LYRICS_LIMIT
    return settings.REMIX_PROMPT_LIMIT, settings.REMIX_LYRICS_LIMIT


def what_is_refused(service: str, *, prompt: str, lyrics: str, link: str) -> dict[str, str]:
    """What a server of ACE-Step would spoil or could not get, each with its sentence.

    Other services say themselves what they refuse, before anything is spent.
    """
    if Service.from_settings(service).form != ACE_STEP:
        return {}
    is_unreachable = link.lower().startswith("s3://") or is_youtube(link)
    problems = {
        "prompt": _too_long(prompt, PROMPT_LIMIT),
        "lyrics": _too_long(lyrics, LYRICS_LIMIT),
        "link": _NO_SUCH_LINK if is_unreachable else "",
    }
    return {name: problem for name, problem in problems.items() if problem}


def _too_long(text: str, limit: int) -> str:
    if len(text) <= limit:
        return ""
    return f"This is too long: {len(text)} characters, and this service takes {limit} at most."
