"""Measures POST Remix and byId beside a bare Django view on the same gunicorn in the same run.

`python -m tests.bench` starts a desk of its own in a temporary folder: gunicorn as `make run`
starts it, SQLite, Redis; no workers, so that nothing else is measured. Kinds of requests take
turns, so that whatever else this machine does meets all of them alike.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
SONG = (ROOT / "static" / "sample" / "paper-lanterns.mp3").read_bytes()
OWNER = "owner@example.org"
ROUNDS = 200
AT_ONCE = 4
PATIENCE_S = 60
LINK = {"prompt": "warm house", "mode": "REMIX", "audio_url": "https://songs.example.com/one.mp3"}
Kinds = dict[str, Callable[[requests.Session], requests.Response]]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="remixdesk-bench-") as folder:
        port = 8765
        env = _environment(Path(folder), port)
        _manage(env, "migrate", "-v", "0")
        _manage(env, "shell", "-c", _OWNER)
        token = _manage(env, "make_token", OWNER).strip()
        with _redis(env), _server(env, port) as origin:
            kinds = _kinds(origin, token)
            for threads in (1, AT_ONCE):
                _print(threads, _measure(kinds, threads))


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "REMIX_DATA_DIR": str(folder),
        "REMIX_ENV_FILE": os.devnull,
        "PORT": str(port),
        "REMIX_CALLS_PER_MINUTE": "1000000",
        "REMIX_ASKS_PER_MINUTE": "1000000",
    }


_OWNER = (
    f"from remixes.models import Person;Person.objects.create_person('{OWNER}', None, role='owner')"
)


def _manage(env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


@contextmanager
def _redis(env: dict[str, str]) -> Iterator[None]:
    from remixsite.data_dir import redis_socket
    from remixsite.up.redis_server import RedisServer, wheel_binary

    folder = Path(env["REMIX_DATA_DIR"])
    process = RedisServer(redis_socket(folder), folder / "run", wheel_binary()).start()
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def _server(env: dict[str, str], port: int) -> Iterator[str]:
    command = ["-m", "gunicorn", "-c", "python:remixsite.gunicorn_conf", "remixsite.wsgi"]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env)
    origin = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{origin}/bare")
        yield origin
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            requests.get(url, timeout=1)
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start.")


def _kinds(origin: str, token: str) -> Kinds:
    api, sent = f"{origin}/api/public/v1", {"Authorization": token}
    first = requests.post(f"{api}/Remix", LINK, headers=sent, timeout=PATIENCE_S).json()
    which = {"conversionType": "REMIX", "task_id": first["task_id"]}

    def post(session: requests.Session, url: str, **body: Any) -> requests.Response:
        return session.post(url, headers=sent, timeout=PATIENCE_S, **body)

    def file() -> dict[str, Any]:
        return {"audio_file": ("song.mp3", SONG, "audio/mpeg")}

    wish = {"prompt": "warm house", "mode": "REMIX"}
    return {
        "bare view, GET": lambda s: s.get(f"{origin}/bare", headers=sent, timeout=PATIENCE_S),
        "byId": lambda s: s.get(f"{api}/byId", params=which, headers=sent, timeout=PATIENCE_S),
        "bare view, POST of a form": lambda s: post(s, f"{origin}/bare", data=LINK),
        "POST Remix with a link": lambda s: post(s, f"{api}/Remix", data=LINK),
        f"bare view, POST of {len(SONG) >> 10} KiB": lambda s: post(
            s, f"{origin}/bare", data=wish, files=file()
        ),
        "POST Remix with that file": lambda s: post(s, f"{api}/Remix", data=wish, files=file()),
    }


def _measure(kinds: Kinds, threads: int) -> dict[str, list[float]]:
    """Milliseconds for each kind, `ROUNDS` of them by so many callers at once."""
    took: dict[str, list[float]] = {name: [] for name in kinds}
    callers = [
        threading.Thread(target=_call, args=(kinds, took, ROUNDS // threads))
        for _ in range(threads)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return took


def _call(kinds: Kinds, took: dict[str, list[float]], rounds: int) -> None:
    with requests.Session() as session:
        for _ in range(rounds):
            for name, send in kinds.items():
                begun = time.perf_counter()
                answer = send(session)
                took[name].append((time.perf_counter() - begun) * 1000)
                if answer.status_code != 200:
                    raise RuntimeError(f"{name}: {answer.status_code} {answer.text[:200]}")


def _print(threads: int, took: dict[str, list[float]]) -> None:
    say = sys.stdout.write
    say(f"\n{threads} at once, {ROUNDS} of each kind, milliseconds\n")
    say(f"| {'':28} | {'p50':>6} | {'p99':>6} |\n| --- | --- | --- |\n")
    for name, each in took.items():
        ordered = sorted(each)
        p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        say(f"| {name:28} | {p50:6.1f} | {p99:6.1f} |\n")


if __name__ == "__main__":
    main()
