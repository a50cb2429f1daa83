"""Drives the official Python package; a command, told by JSON where the server is.

The package has no remix call. Its calls that send a file, a link or JSON go to Remix here, with
the two fields they lack; all else is its own: how it packs and sends, what it checks, its models,
its polling. Only the base URL is set, and its `requests`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import requests

client_module: Any = import_module("musicgpt.client")
schema: Any = import_module("musicgpt.schema")
exceptions: Any = import_module("musicgpt.utils.exceptions")

NOWHERE = "00000000-0000-4000-8000-000000000000"
# What the package would call it, had it the call.
REMIX = SimpleNamespace(value="REMIX")


class ToRemix:
    """The package's `requests`, whose orders go to Remix."""

    fields: dict[str, str]

    def __getattr__(self, name: str) -> Any:
        return getattr(requests, name)

    def post(self, url: str, **options: Any) -> requests.Response:
        body = "json" if "json" in options else "data"
        options[body] = {**options[body], **self.fields}
        return requests.post(f"{url.rpartition('/')[0]}/Remix", timeout=30, **options)


def connected(told: dict[str, str], key: str = "") -> Any:
    """The package's client at our server."""
    client = client_module.MusicGPTClient(key or told["key"], log_level="ERROR")
    client.base_url = told["base"]
    return client


def refusal(call: Callable[..., object], *arguments: object) -> str:
    """What the package makes of an error: the name of its exception and its text."""
    try:
        call(*arguments)
    except exceptions.MusicGPTAPIError as error:
        return f"{type(error).__name__}: {error}"
    return ""


def orders(client: Any, told: dict[str, str]) -> dict[str, Any]:
    """What the package read from the replies, by its own call and how it sends."""
    link = told["link"]
    replies = {
        "voice_changer, file": client.voice_changer("somebody", "song.mp3", pitch=2),
        "voice_changer, link": client.voice_changer("somebody", link),
        "cover, file": client.cover("somebody", "audio.m4a"),
        "cover, link": client.cover("somebody", link),
    }
    client_module.requests.fields["audio_url"] = link
    replies["music_ai, JSON"] = client.music_ai(prompt="warm house", lyrics="One more light")
    return {name: reply.model_dump(mode="json") for name, reply in replies.items()}


def polled(client: Any, reply: dict[str, Any]) -> dict[str, Any]:
    """A finished task, and what byId says by either id and under a type the package knows."""
    task = reply["task_id"]
    fresh = client.get_conversion(REMIX, task_id=task).conversion
    told = client.wait_for_completion(task, REMIX, poll_interval=0.5, timeout=180).conversion
    by_version = client.get_conversion(REMIX, conversion_id=told["conversion_id_2"]).conversion
    known = client.get_conversion(schema.MusicGPTConversionType.COVER, task_id=task).conversion
    return {
        "fresh": fresh,
        "finished": told,
        "same": [each["task_id"] for each in (by_version, known)],
    }


def samples(replies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The specification's replies in the package's models."""
    kind = schema.MusicGPTConversionType.MUSIC_AI
    models = (schema.ConversionResponse, schema.GenerateMusicResponse)
    read = [model(**reply, conversion_type=kind) for reply in replies for model in models]
    return [each.model_dump(mode="json") for each in read]


def main() -> None:
    told = json.loads(sys.argv[1])
    client_module.requests = ToRemix()
    client_module.requests.fields = {"mode": "REMIX", "prompt": "warm house"}
    client = connected(told)
    awaited = client.voice_changer("somebody", "song.mp3").model_dump(mode="json")
    said = {
        "polled": polled(client, awaited),
        "orders": orders(client, told),
        "samples": samples(json.loads(told["samples"])),
        "wrong key": refusal(connected(told, "wrong").get_conversion, REMIX, NOWHERE),
        "no task": refusal(client.get_conversion, REMIX, NOWHERE),
    }
    client_module.requests.fields = {"mode": "NOPE", "prompt": "warm house"}
    said["refused"] = refusal(client.voice_changer, "somebody", "song.mp3")
    sys.stdout.write(f"{json.dumps(said)}\n")


if __name__ == "__main__":
    main()
