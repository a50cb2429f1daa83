"""The specification's own samples, with another base URL and key and nothing else changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from remixes.remote.submit_reply import read_submit_reply
from tests.conformance.conftest import Note
from tests.conformance.samples import SAMPLES, run_sample
from tests.remote.bodies import payload
from tests.whole.desk import wait_for
from tests.whole.places import Listener
from tests.whole.remix_api import RemixApi, check_files

NEEDS_CURL = pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
ORDERS = [title for title in SAMPLES if title.startswith("Python")]
W1 = json.loads(payload("webhook_classic_1"))


@pytest.mark.parametrize("title", ORDERS)
def test_a_sample_is_accepted(
    server: RemixApi, songs: Path, link: str, listener: Listener, note: Note, title: str
) -> None:
    note(f"sample: {title}", "order, byId at once")
    places = {"audio_url": link, "webhook_url": f"http://{listener.place}/nobody-waits"}

    reply = run_sample(title, songs, server.base, server.key, **places)

    server.check_accepted(reply)


@NEEDS_CURL
def test_the_curl_sample_brings_two_songs_and_two_webhooks(
    server: RemixApi, songs: Path, listener: Listener, note: Note
) -> None:
    note("sample: curl", "order, byId until COMPLETED, mp3 and wav, two webhooks")
    path = f"/{len(listener.heard)}-{server.base.split('/')[3]}"
    hook = f"http://{listener.place}{path}"

    reply = run_sample("curl", songs, server.base, server.key, webhook_url=hook)
    check_files(server.wait(reply["task_id"]))
    wait_for(lambda: len(listener.bodies(path)) == 2, 20, lambda: listener.heard)

    for body in listener.bodies(path):
        assert body.keys() >= W1.keys()
        assert (body["task_id"], body["conversion_type"]) == (reply["task_id"], "Remix")
    told = {body["conversion_id"] for body in listener.bodies(path)}
    assert told == {reply["conversion_id_1"], reply["conversion_id_2"]}
    whole = run_sample("Asking", songs, server.base, server.key, task_id=reply["task_id"])
    assert whole["conversion"]["status"] == "COMPLETED"


def kinds(body: dict[str, Any]) -> dict[str, type]:
    return {name: type(value) for name, value in body.items()}


def test_replies_hold_what_the_sample_replies_hold(
    server: RemixApi, songs: Path, link: str, note: Note
) -> None:
    note("both sample replies", "same keys and types as ours, read by the desk's own client")
    sample = json.loads(payload("submit_reply_two_ids"))
    sample.pop("credit_estimate")  # left out where nobody knows the price

    reply = run_sample("Python, URL as form fields", songs, server.base, server.key, audio_url=link)
    server.check_accepted(reply)

    assert kinds(reply).items() >= kinds(sample).items()
    for body in (payload("submit_reply_one_id"), payload("submit_reply_two_ids"), reply):
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        assert read_submit_reply(text).task_id == json.loads(text)["task_id"]
