"""The stand-in keeps the contract that real services keep, or tests against it prove nothing."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import soundfile

from tests.service import FakeService, Fault, FileFault, Pace, Reply
from tests.service.wire import wait_until

FIELDS = {"prompt": "warm house", "mode": "REMIX", "audio_path": "https://a.example/song.mp3"}


@pytest.fixture
def call() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Connection"] = "close"
        yield session


@pytest.fixture
def hooks(service: FakeService) -> list[tuple[str, Any]]:
    """Every webhook that was posted: its URL and its body."""
    posted: list[tuple[str, Any]] = []

    def deliver(url: str, body: bytes) -> int:
        posted.append((url, json.loads(body)))
        return 200

    service.deliver = deliver
    return posted


def submit(call: requests.Session, service: FakeService, **request: Any) -> requests.Response:
    headers = {"Authorization": service.key}
    return call.post(f"{service.url}/Remix", **{"headers": headers, "data": FIELDS, **request})


@pytest.mark.parametrize("header", [None, "", "wrong", "Basic abc"])
def test_wrong_key_is_401(service: FakeService, call: requests.Session, header: str | None) -> None:
    answer = submit(call, service, headers={"Authorization": header} if header else {})

    assert (answer.status_code, service.tasks) == (401, [])


@pytest.mark.parametrize("scheme", ["", "Bearer "])
def test_raw_and_bearer_keys_are_accepted(
    service: FakeService, call: requests.Session, scheme: str
) -> None:
    answer = submit(call, service, headers={"Authorization": scheme + service.key})

    assert answer.json()["task_id"] == service.tasks[0].id


@pytest.mark.parametrize("missing", ["prompt", "audio_path", "mode"])
def test_incomplete_order_is_422(
    service: FakeService, call: requests.Session, missing: str
) -> None:
    fields = {name: value for name, value in FIELDS.items() if name != missing}

    assert submit(call, service, data=fields).status_code == 422
    assert service.tasks == []


@pytest.mark.parametrize(
    "request_body",
    [
        {"data": FIELDS},
        {"data": None, "json": FIELDS},
        {"data": None, "files": {name: (None, text) for name, text in FIELDS.items()}},
    ],
    ids=["urlencoded", "json", "multipart"],
)
def test_every_content_type_is_read(
    service: FakeService, call: requests.Session, request_body: dict[str, Any]
) -> None:
    submit(call, service, **request_body)

    assert service.tasks[0].fields == FIELDS


def test_file_is_counted_and_hashed(service: FakeService, call: requests.Session) -> None:
    data = bytes(range(256)) * 999

    submit(call, service, files={"audio_file": ("Füße.mp3", io.BytesIO(data), "audio/mpeg")})

    file = service.tasks[0].file
    assert file is not None
    assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_more_than_the_allowed_tasks_are_429(service: FakeService, call: requests.Session) -> None:
    service.parallel = 1
    submit(call, service)

    assert submit(call, service).status_code == 429
    service.finish(service.tasks[0])
    assert submit(call, service).status_code == 200


def test_scripts_come_in_order_and_end(service: FakeService, call: requests.Session) -> None:
    service.next_submit(Fault.ERROR_BEFORE_ACCEPT, Reply(429, {"message": "later"}))

    statuses = [submit(call, service).status_code for _ in range(3)]

    assert (statuses, len(service.tasks), len(service.posts)) == ([500, 429, 200], 1, 3)


def test_chance_repeats_itself(call: requests.Session) -> None:
    faults = [Fault.ERROR_BEFORE_ACCEPT, Fault.TOO_MANY_429]
    runs = []
    for _ in range(2):
        with FakeService() as service:
            service.misbehave(7, 0.5, submit=faults)
            runs.append([submit(call, service).status_code for _ in range(12)])

    assert runs[0] == runs[1]
    assert {200, 429, 500} == set(runs[0])


def test_result_files_are_real_audio(service: FakeService, call: requests.Session) -> None:
    submit(call, service)
    first, second = service.tasks[0].conversions

    files = [call.get(service.url_of(song, "wav")).content for song in (first, second)]
    mp3 = call.get(service.url_of(first, "mp3")).content

    assert files[0] != files[1]
    assert all(soundfile.info(io.BytesIO(each)).duration == 2.0 for each in files)
    assert soundfile.info(io.BytesIO(mp3)).duration == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        (FileFault.NOT_FOUND_404, 404, "text/plain"),
        (FileFault.HTML_200, 200, "text/html; charset=utf-8"),
        (FileFault.EMPTY, 200, "audio/mpeg"),
        (FileFault.HALF, 200, "audio/mpeg"),
        (FileFault.REDIRECT_INWARD, 302, None),
    ],
)
def test_result_files_fail_as_told_and_are_well_again(
    service: FakeService, call: requests.Session, fault: FileFault, status: int, kind: str | None
) -> None:
    submit(call, service)
    url = service.url_of(service.tasks[0].conversions[0], "mp3")
    service.next_file(fault, suffix="mp3")

    bad = call.get(url, allow_redirects=False)
    good = call.get(url)

    assert (bad.status_code, bad.headers.get("Content-Type")) == (status, kind)
    assert len(good.content) > max(1_000, len(bad.content))


def test_cut_file_ends_early(service: FakeService, call: requests.Session) -> None:
    submit(call, service)
    service.next_file(FileFault.CUT)

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        call.get(service.url_of(service.tasks[0].conversions[0], "mp3"))


def test_webhooks_go_out_in_any_order_and_number(
    service: FakeService, call: requests.Session, hooks: list[tuple[str, Any]]
) -> None:
    submit(call, service, data={**FIELDS, "webhook_url": "http://desk.example/hook"})
    (task,) = service.tasks

    statuses = service.send_webhooks(task, numbers=(2, 1), times=2)

    ids = [body["conversion_id"] for _, body in hooks]
    first, second = (song.id for song in task.conversions)
    assert (statuses, ids) == ([200] * 4, [second, second, first, first])
    assert {url for url, _ in hooks} == {"http://desk.example/hook"}


def test_webhooks_may_come_before_the_reply(
    service: FakeService, call: requests.Session, hooks: list[tuple[str, Any]]
) -> None:
    service.next_submit(Fault.WEBHOOKS_FIRST)

    answer = submit(call, service, data={**FIELDS, "webhook_url": "http://desk.example/hook"})

    assert [body["task_id"] for _, body in hooks] == [answer.json()["task_id"]] * 2


def test_task_moves_by_itself_at_its_pace(
    service: FakeService, call: requests.Session, hooks: list[tuple[str, Any]]
) -> None:
    service.pace = Pace(starts_s=0.01, first_s=0.02, second_s=0.04, webhooks="W2")
    submit(call, service, data={**FIELDS, "webhook_url": "http://desk.example/hook"})

    assert wait_until(lambda: len(hooks) == 2)
    assert service.tasks[0].status == "COMPLETED"
    assert {body["subtype"] for _, body in hooks} == {"remix"}
