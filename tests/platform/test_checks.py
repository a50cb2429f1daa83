"""What `manage.py check` finds in settings that parse but cannot work."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django import Settings
from redis import Redis

from remixsite.checks import TAG, check_keys, check_redis_keeps_jobs, is_own_team_api


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("http://localhost:8000/api/public/v1", True),
        ("http://127.0.0.1:8000/api/public/v1/", True),
        ("http://[::1]:8000/api/public/v1/Remix", True),
        ("https://desk.example/api/public/v1", True),
        ("http://127.0.0.1:8000/engine/api/public/v1", False),
        ("http://127.0.0.1:9000/api/public/v1", False),
        ("https://api.example/api/public/v1", False),
    ],
)
def test_our_own_team_api_is_recognised_however_it_is_spelled(
    url: str, is_own: bool, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://desk.example"
    settings.PORT = 8000

    assert is_own_team_api(url) is is_own


def test_a_service_without_a_key_is_warned_of_unless_it_may_do_without(
    settings: Settings,
) -> None:
    nameless = {**settings.REMIX_SERVICES["main"], "key": ""}
    settings.REMIX_SERVICES = {"paid": nameless, "studio": {**nameless, "form": "ace-step"}}

    (warning,) = check_keys(None)

    assert "'paid' has no key" in warning.msg


def test_a_desk_that_would_call_itself_fails_the_check(settings: Settings) -> None:
    main = {**settings.REMIX_SERVICES["main"], "url": f"{settings.PUBLIC_URL}/api/public/v1"}
    settings.REMIX_SERVICES = {"main": main}

    with pytest.raises(SystemCheckError, match="own team API"):
        call_command("check", tags=[TAG])


def test_a_redis_that_evicts_jobs_is_named(redis: Redis, settings: Settings) -> None:
    settings.REMIX_REDIS_EMBEDDED = False
    redis.config_set("maxmemory-policy", "allkeys-lru")

    found = check_redis_keeps_jobs(None)
    redis.config_set("maxmemory-policy", "noeviction")

    assert [message.id for message in found] == ["remixsite.W002"]
    assert check_redis_keeps_jobs(None) == []


def test_a_redis_that_is_away_says_nothing(settings: Settings) -> None:
    settings.REMIX_REDIS_EMBEDDED = False
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert check_redis_keeps_jobs(None) == []
