"""Reads the services of REMIX_SERVICES; knows settings only, never calls a service."""

import re
from typing import TypedDict
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from remixsite.environment import Environment

ACE_STEP = "ace-step"
FORMS = ("classic", "current", ACE_STEP)
MAIN = "main"
# How far a remix of ACE-Step keeps to its source: a new sound that is still the same song.
COVER_PERCENT = 60
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# REMIX_API_KEY and REMIX_ENGINE_KEY mean something else
RESERVED = frozenset({"api", "engine"})
KEY_SHAPE = re.compile(r"[a-z][a-z0-9]{0,19}")


class ServiceSettings(TypedDict):
    """One service as remixes.remote reads it; `model` and `cover_percent` mean ACE-Step only."""

    url: str
    key: str
    form: str
    parallel: int
    polls_per_minute: int
    model: str
    cover_percent: int


def read_services(
    env: Environment, *, engine_url: str, engine_key: str, cores: int
) -> dict[str, ServiceSettings]:
    """Every configured service by its short key; the first is the default.

    `engine_url` and `engine_key` are what `main` is when REMIX_API_URL is not given.
    """
    keys = env.listing("REMIX_SERVICES") or (MAIN,)
    if MAIN not in keys:
        keys = (MAIN, *keys)
    services = {}
    for key in keys:
        if key == MAIN:
            services[key] = _read_main(env, engine_url, engine_key, cores)
        else:
            services[key] = _read_further(env, key)
    return services


def is_own_engine(url: str, engine_url: str) -> bool:
    """Whether a service's address is the engine of this very desk, however loopback is spelt."""
    given, own = urlsplit(url), urlsplit(engine_url)
    is_loopback = given.hostname in LOOPBACK
    return is_loopback and (given.port, given.path.rstrip("/")) == (own.port, own.path)


def _read_main(env: Environment, engine_url: str, engine_key: str, cores: int) -> ServiceSettings:
    url = env.web_address("REMIX_API_URL", engine_url)
    is_embedded = is_own_engine(url, engine_url)
    form = env.choice("REMIX_API_FORM", "classic", FORMS)
    if is_embedded and form == ACE_STEP:
        raise ImproperlyConfigured(
            "REMIX_API_FORM is ace-step, so REMIX_API_URL must be the address of its server."
        )
    return ServiceSettings(
        url=url,
        key=engine_key if is_embedded else env.text("REMIX_API_KEY"),
        form=form,
        parallel=env.whole("REMIX_PARALLEL_TASKS", cores if is_embedded else 1, lowest=1),
        polls_per_minute=env.whole(
            "REMIX_POLLS_PER_MINUTE", 0 if is_embedded else _usual_polls(form)
        ),
        model=env.text("REMIX_API_MODEL"),
        cover_percent=env.whole("REMIX_API_COVER_STRENGTH", COVER_PERCENT, highest=100),
    )


def _read_further(env: Environment, key: str) -> ServiceSettings:
    if key in RESERVED or not KEY_SHAPE.fullmatch(key):
        raise ImproperlyConfigured(
            f"REMIX_SERVICES: {key!r} cannot name a service; use up to 20 lower-case letters and "
            f"digits, a letter first, and not {' or '.join(sorted(RESERVED))}."
        )
    prefix = f"REMIX_{key.upper()}"
    if not env.has(f"{prefix}_URL"):
        raise ImproperlyConfigured(f"REMIX_SERVICES names {key!r}, so {prefix}_URL must be given.")
    form = env.choice(f"{prefix}_FORM", "classic", FORMS)
    return ServiceSettings(
        url=env.web_address(f"{prefix}_URL", ""),
        key=env.text(f"{prefix}_KEY"),
        form=form,
        parallel=env.whole(f"{prefix}_PARALLEL", 1, lowest=1),
        polls_per_minute=env.whole(f"{prefix}_POLLS_PER_MINUTE", _usual_polls(form)),
        model=env.text(f"{prefix}_MODEL"),
        cover_percent=env.whole(f"{prefix}_COVER_STRENGTH", COVER_PERCENT, highest=100),
    )


def _usual_polls(form: str) -> int:
    """Questions a minute; a server of one's own sets no limit."""
    return 0 if form == ACE_STEP else 20
