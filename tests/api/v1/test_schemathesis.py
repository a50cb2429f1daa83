"""The JSON API does what its description says, whatever is sent to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from remixes.actions import notes
from remixes.actions.notes import Place
from tests.api.trying_out import tried_out
from tests.api.v1.callers import caller
from tests.makers import make_finished_remix, make_owner

CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.django_db(transaction=True)
def test_nothing_that_can_be_sent_breaks_it(desk_url: str, settings: Settings) -> None:
    settings.REMIX_CALLS_PER_MINUTE = settings.REMIX_ASKS_PER_MINUTE = 0
    me = caller(make_owner())
    remix = make_finished_remix(me.person)
    note = notes.add(me.person, remix, "The bass is late.", Place())

    said = tried_out(
        f"{desk_url}/api/v1/openapi.json",
        me.secret,
        CONFIG,
        ST_REMIX=remix.pk,
        ST_CONVERSION=remix.version_1_id,
        ST_NOTE=note.pk,
    )

    print(said)
    assert "Tested: 39" in said
    assert "Stateful" in said
