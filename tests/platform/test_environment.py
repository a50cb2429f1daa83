"""What an operator may write into the environment, and what a mistake is answered with."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured

from remixsite.environment import Environment
from remixsite.remote_services import ServiceSettings, is_own_engine, read_services


def services(**values: str) -> dict[str, ServiceSettings]:
    return read_services(
        Environment(values), engine_url="http://127.0.0.1:8000/e", engine_key="own", cores=3
    )


def test_blank_means_not_given() -> None:
    env = Environment({"PORT": " ", "DEBUG": "", "REMIX_FETCH_ALLOW": " , "})

    assert env.port("PORT", 8000) == 8000
    assert env.yes_no("DEBUG", default=True) is True
    assert env.listing("REMIX_FETCH_ALLOW") == ()


def test_values_are_read_as_people_write_them() -> None:
    env = Environment({"A": "1_000", "B": "Yes", "C": "h:1, [::1]:2 ,", "D": "https://x.org/"})

    assert env.whole("A", 1) == 1000
    assert env.yes_no("B", default=False) is True
    assert env.listing("C") == ("h:1", "[::1]:2")
    assert env.web_address("D", "") == "https://x.org"


@pytest.mark.parametrize("given", ["eighty", "0", "65536", "8000.5", "-1"])
def test_a_bad_port_is_one_sentence_that_names_it(given: str) -> None:
    sentence = re.compile(r"PORT must be a whole number from 1 to 65535, not .*\.")

    with pytest.raises(ImproperlyConfigured) as caught:
        Environment({"PORT": given}).port("PORT", 8000)

    assert sentence.fullmatch(str(caught.value))


@pytest.mark.parametrize(
    "given",
    [
        "localhost:8000",
        "ftp://desk.example",
        "https://",
        "https://u:p@desk.example",
        "https://desk.example:port",
        "https://desk.example/path",
        "https://[::1",
    ],
)
def test_a_bad_public_address_is_refused(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL must look like"):
        Environment({"PUBLIC_URL": given}).web_address("PUBLIC_URL", "", origin_only=True)


def test_without_settings_the_only_service_is_the_embedded_engine() -> None:
    assert services() == {
        "main": {
            "url": "http://127.0.0.1:8000/e",
            "key": "own",
            "form": "classic",
            "parallel": 3,
            "polls_per_minute": 0,
            "model": "",
            "cover_percent": 60,
        }
    }


def test_a_foreign_main_service_gets_the_careful_limits_and_its_own_key() -> None:
    main = services(REMIX_API_URL="https://api.example/v1/", REMIX_API_KEY="paid")["main"]

    assert main["url"] == "https://api.example/v1"
    assert main["key"] == "paid"
    assert (main["parallel"], main["polls_per_minute"]) == (1, 20)


def test_further_services_follow_main_unless_the_list_says_otherwise() -> None:
    wav = {"REMIX_WAV_URL": "https://api.wav.example/v1", "REMIX_WAV_FORM": "current"}

    added = services(REMIX_SERVICES="wav", **wav)
    first = services(REMIX_SERVICES="wav, main", **wav)

    assert list(added) == ["main", "wav"]
    assert list(first) == ["wav", "main"]
    assert first["wav"]["form"] == "current"


def test_a_server_of_ace_step_has_a_model_a_strength_and_no_limit_of_questions() -> None:
    given = {
        "REMIX_STUDIO_URL": "http://gpu.lan:8001",
        "REMIX_STUDIO_FORM": "ace-step",
        "REMIX_STUDIO_MODEL": "acestep-v15-base",
        "REMIX_STUDIO_COVER_STRENGTH": "35",
    }

    studio = services(REMIX_SERVICES="main,studio", **given)["studio"]

    assert (studio["form"], studio["polls_per_minute"]) == ("ace-step", 0)
    assert (studio["model"], studio["cover_percent"]) == ("acestep-v15-base", 35)


def test_the_embedded_engine_is_no_server_of_ace_step() -> None:
    with pytest.raises(ImproperlyConfigured, match="REMIX_API_URL must be the address"):
        services(REMIX_API_FORM="ace-step")


@pytest.mark.parametrize("key", ["engine", "api", "Two", "a-b", "9"])
def test_a_service_key_that_would_collide_is_refused(key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot name a service"):
        services(REMIX_SERVICES=key)


def test_a_named_service_needs_an_address() -> None:
    with pytest.raises(ImproperlyConfigured, match="REMIX_WAV_URL must be given"):
        services(REMIX_SERVICES="main,wav")


@pytest.mark.parametrize("given", ["127.0.0.1:9000", "[::1]:80, media.lan:443"])
def test_places_are_host_and_port(given: str) -> None:
    assert Environment({"PLACES": given}).places("PLACES") == tuple(given.split(", "))


@pytest.mark.parametrize("given", ["127.0.0.1", "http://a:1", "a:0", "a:70000", "::1:80", "a b:1"])
def test_what_is_no_place_says_so(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="host:port"):
        Environment({"PLACES": given}).places("PLACES")


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("http://localhost:8000/engine/api/public/v1", True),
        ("http://[::1]:8000/engine/api/public/v1/", True),
        ("http://127.0.0.1:8001/engine/api/public/v1", False),
        ("http://127.0.0.1:8000/api/public/v1", False),
        ("https://api.example.org/engine/api/public/v1", False),
    ],
)
def test_the_desks_own_engine_is_known_however_it_is_spelt(url: str, *, is_own: bool) -> None:
    assert is_own_engine(url, "http://127.0.0.1:8000/engine/api/public/v1") == is_own
