"""The team API's description agrees with its code, and nothing that can be sent breaks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from pytest_django import Settings

from remixes.api.public.description import described
from remixes.wire.fields import Fields
from remixes.wire.wish import Rules, read_wish
from tests.api.public.conftest import API, Program
from tests.api.trying_out import tried_out
from tests.makers import make_finished_remix

CONFIG = Path(__file__).with_name("schemathesis.toml")
ANYTHING = Rules(None, None, site.REMIX_MAX_UPLOAD_BYTES, lambda _: "", lambda _: "")
SENT = {"prompt": "house", "audio_url": "https://example.com/a.mp3", "lyrics": "la"}
PART = {"replace_start_at": "1", "replace_end_at": "2"}
DOORS: list[tuple[str, str, dict[str, str]]] = [
    ("/Remix", "REMIX", {"mode": "REMIX"}),
    ("/Remix", "REMIX", {"mode": "INPAINT", **PART}),
    ("/inpaint", "INPAINT", PART),
    ("/sing_over_instrumental", "SING_OVER_INSTRUMENTAL", {}),
]


class Noticed(Fields):
    """Fields that remember which of them somebody has looked at."""

    def __init__(self, texts: dict[str, str]) -> None:
        super().__init__(texts, Nothing())

    def get(self, name: str) -> str:
        self.files.get(name)
        return super().get(name)

    def has(self, name: str) -> bool:
        self.files.get(name)
        return super().has(name)


class Nothing(dict[str, Any]):
    """The files of a request without any; keeps the names that were asked for."""

    def get(self, name: str, default: Any = None) -> Any:
        self.setdefault(name, None)


@pytest.mark.parametrize(("path", "feature", "more"), DOORS)
def test_every_field_that_an_order_looks_at_is_described(
    path: str, feature: str, more: dict[str, str]
) -> None:
    operation = described("")["paths"][path]["post"]
    form = operation["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]
    fields = Noticed({**SENT, **more})

    read_wish(fields, feature, ANYTHING)

    looked_at = set(fields.files)
    assert {"prompt", "audio_file", "webhook_url"} <= looked_at
    assert looked_at <= set(form)


@pytest.mark.django_db(transaction=True)
def test_nothing_that_can_be_sent_breaks_it(
    desk_url: str, program: Program, settings: Settings
) -> None:
    settings.REMIX_CALLS_PER_MINUTE = settings.REMIX_ASKS_PER_MINUTE = 0
    task = make_finished_remix(program.person)

    said = tried_out(f"{desk_url}{API}/openapi.json", program.secret, CONFIG, ST_TASK=task.pk)

    print(said)  # the summary, for whoever runs it with -s
    assert "Tested: 5" in said
