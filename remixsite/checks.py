"""System checks on the settings: mistakes that would only show later, said by `manage.py check`
and at every start."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from remixsite.remote_services import ACE_STEP

TAG = "remixsite"
TEAM_API_PATH = "/api/public/v1"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104
REDIS_LIMIT_S = 2


@register(TAG)
def check_services(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A service that is our own team API would have every remix order itself for ever."""
    return [
        Error(
            f"The service {key!r} points at this desk's own team API ({service['url']}).",
            hint=f"Give the address of a Remix API service, or none to use the embedded engine at "
            f"http://127.0.0.1:{settings.PORT}/engine{TEAM_API_PATH}.",
            id="remixsite.E001",
        )
        for key, service in settings.REMIX_SERVICES.items()
        if is_own_team_api(service["url"])
    ]


@register(TAG)
def check_keys(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every call to a service without a key would come back refused.

    Servers of ACE-Step may have none and then take orders from everybody who can reach them.
    """
    return [
        Warning(
            f"The service {key!r} has no key, so it will refuse every remix.", id="remixsite.W001"
        )
        for key, service in settings.REMIX_SERVICES.items()
        if not service["key"] and service["form"] != ACE_STEP
    ]


@register(TAG, deploy=True)
def check_redis_keeps_jobs(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A Redis that evicts keys when it is full drops rung bells at random."""
    if settings.REMIX_REDIS_EMBEDDED:
        return []
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=REDIS_LIMIT_S) as client:
            policy = client.config_get("maxmemory-policy").get("maxmemory-policy", "noeviction")
    except redis.RedisError:  # not there yet, or CONFIG is not allowed: nothing to say
        return []
    if policy == "noeviction":
        return []
    return [
        Warning(
            f"Redis drops keys when its memory is full (maxmemory-policy {policy}).",
            hint="Set maxmemory-policy to noeviction, or jobs may vanish until the sweeper rings.",
            id="remixsite.W002",
        )
    ]


def is_own_team_api(url: str) -> bool:
    """True when `url` is under /api/public/v1 of an address this desk answers at."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if path != TEAM_API_PATH and not path.startswith(f"{TEAM_API_PATH}/"):
        return False
    here = {_place(settings.PUBLIC_URL)} | {(host, settings.PORT) for host in LOOPBACK}
    return _place(url) in here


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
