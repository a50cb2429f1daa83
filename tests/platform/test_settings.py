"""The settings module as a whole, loaded by a fresh process the way every command loads it."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from remixsite.data_dir import redis_socket

ROOT = Path(__file__).resolve().parents[2]


def run(code: str, data_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "REMIX_DATA_DIR": str(data_dir),
            "REMIX_ENV_FILE": os.devnull,
            **environment,
        },
    )


def setting(expression: str, data_dir: Path, **environment: str) -> Any:
    code = f"import json; from remixsite.settings import *; print(json.dumps({expression}))"
    done = run(code, data_dir, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_secrets_are_made_once_and_only_for_this_user(tmp_path: Path) -> None:
    first = setting("[SECRET_KEY, REMIX_ENGINE_KEY]", tmp_path)
    second = setting("[SECRET_KEY, REMIX_ENGINE_KEY]", tmp_path)

    assert first == second
    assert len(set(first)) == 2
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_given_key_is_the_embedded_engines_key_too(tmp_path: Path) -> None:
    keys = "[REMIX_EMBEDDED, REMIX_ENGINE_KEY, REMIX_SERVICES['main']['key']]"

    assert setting(keys, tmp_path, REMIX_API_KEY="mine") == [True, "mine", "mine"]


def test_a_paid_key_is_never_the_embedded_engines_key(tmp_path: Path) -> None:
    found = setting(
        "[REMIX_EMBEDDED, REMIX_ENGINE_KEY == 'paid']",
        tmp_path,
        REMIX_API_KEY="paid",
        REMIX_API_URL="https://api.example/v1",
    )

    assert found == [False, False]


def test_the_port_moves_every_address_with_it(tmp_path: Path) -> None:
    addresses = "[PUBLIC_URL, REMIX_SERVICES['main']['url'], HOST, REMIX_EMBEDDED]"

    assert setting(addresses, tmp_path, PORT="8123") == [
        "http://localhost:8123",
        "http://127.0.0.1:8123/engine/api/public/v1",
        "127.0.0.1",
        True,
    ]


def test_a_public_https_address_opens_the_host_and_closes_the_cookies(tmp_path: Path) -> None:
    found = setting(
        "[HOST, SESSION_COOKIE_SECURE, CSRF_TRUSTED_ORIGINS, ALLOWED_HOSTS[-1],"
        " REMIX_ENGINE_CALLBACK_LOOPBACK]",
        tmp_path,
        PUBLIC_URL="https://desk.example",
    )

    assert found == ["0.0.0.0", True, ["https://desk.example"], "desk.example", False]


def test_the_env_file_is_read_but_the_environment_wins(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PORT=8200 # the second desk\nREMIX_SLOT_HOLD=5\nREMIX_RETRY_BASE_S=9\n")

    found = setting(
        "[PORT, REMIX_SLOT_HOLD_S, REMIX_RETRY_BASE_S]",
        tmp_path,
        REMIX_ENV_FILE=str(env_file),
        PORT="8300",
    )

    assert found == [8300, 300, 9]


def test_postgresql_comes_with_a_connection_for_every_thread(tmp_path: Path) -> None:
    database = setting(
        "DATABASES['default']",
        tmp_path,
        DATABASE_URL="postgres://u:p@db:5433/desk?sslmode=require",
        WEB_THREADS="40",
    )

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["PORT"] == 5433
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"]["max_size"] == 40


def test_a_deep_data_directory_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90)
    deep.mkdir()

    path = redis_socket(deep)

    assert len(str(path)) < 100
    assert path.name == "redis.sock"
    assert redis_socket(deep) == path


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "manage.py: PORT must be a whole number from 1 to 65535, not 'http'."),
        ("DATABASE_URL", "mysql://h/d", "manage.py: DATABASE_URL must begin with postgres:// or"),
        ("REMIX_API_FORM", "old", "manage.py: REMIX_API_FORM must be one of classic, current"),
        ("REMIX_DATA_DIR", "/proc/desk", "manage.py: REMIX_DATA_DIR '/proc/desk' cannot be"),
    ],
)
def test_a_mistake_stops_every_command_with_one_sentence(
    name: str, value: str, sentence: str, tmp_path: Path
) -> None:
    code = "import sys, manage; sys.argv = ['manage.py', 'check']; manage.main()"

    done = run(code, tmp_path, **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
