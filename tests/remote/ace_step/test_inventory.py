"""What a server of ACE-Step says that it can do, in each of its shapes, and how it is."""

from __future__ import annotations

import pytest

from remixes.remote import Service, asked_ability
from remixes.remote.ace_step import health, inventory, inventory_of
from tests.ace_step_service import FakeAceStep
from tests.remote.ace_step.conftest import service_of
from tests.service import How, Reply

BASE = "acestep-v15-base"
BASE_TASKS = ["text2music", "cover", "repaint", "extract", "lego", "complete"]


@pytest.mark.parametrize(
    ("has_inventory", "shape", "is_known"),
    [
        (True, "documented", True),
        (False, "documented", True),
        (False, "old", False),
        (False, "openai", False),
    ],
)
def test_both_doors_and_all_shapes_are_read(
    studio: FakeAceStep, shape: str, *, has_inventory: bool, is_known: bool
) -> None:
    studio.has_inventory, studio.models_shape = has_inventory, shape

    found = inventory_of(service_of(studio))

    (model,) = found.models
    assert model.name.endswith(studio.default_model)
    assert (model.tasks is not None) == is_known
    assert [found.why_not(mode, "") for mode in ("REMIX", "INPAINT")] == ["", ""]


def test_a_mode_the_serving_model_lacks_is_closed_with_the_reason(studio: FakeAceStep) -> None:
    studio.models = {studio.default_model: ["text2music", "cover"]}

    repaint = asked_ability(service_of(studio), "INPAINT")
    cover = asked_ability(service_of(studio), "REMIX")

    assert cover.is_there
    assert repaint.why_not == f"The model of this server ({studio.default_model}) cannot do that."


@pytest.mark.parametrize(
    ("loaded", "why"), [([BASE], "separate track"), (["acestep-v15-turbo"], "adds no voice")]
)
def test_a_voice_over_an_instrumental_is_never_offered_and_says_why(
    studio: FakeAceStep, loaded: list[str], why: str
) -> None:
    studio.models[BASE] = BASE_TASKS
    studio.loaded = loaded

    ability = asked_ability(service_of(studio, model=BASE), "OVER_INSTRUMENTAL")

    assert why in ability.why_not


def test_a_model_that_is_not_loaded_does_not_serve(studio: FakeAceStep) -> None:
    studio.models[BASE] = BASE_TASKS

    found = inventory_of(service_of(studio))

    serving = found.serving(BASE)
    assert serving is not None
    assert serving.name == studio.default_model


def test_the_server_is_asked_once_a_minute(
    studio: FakeAceStep, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = service_of(studio)
    for mode in ("REMIX", "INPAINT", "OVER_INSTRUMENTAL"):
        asked_ability(service, mode)
    once = list(studio.calls)

    monkeypatch.setattr(inventory, "KEPT_S", 0.0)
    inventory_of(service)

    assert once == ["v1/model_inventory"]
    assert studio.calls == ["v1/model_inventory"] * 2


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"data": None, "code": 500, "error": "boom"}),
        Reply(200, {"data": {"models": []}, "code": 200}),
        Reply(200, "<html>a proxy</html>"),
        Reply(how=How.CLOSE),
    ],
)
def test_a_server_that_does_not_tell_keeps_what_its_form_promises(
    studio: FakeAceStep, reply: Reply
) -> None:
    studio.next("v1/model_inventory", reply)
    studio.next("v1/models", reply)

    ability = asked_ability(service_of(studio), "REMIX")

    assert ability.is_there
    assert inventory_of(service_of(studio)).problem


def test_health_needs_the_server_its_models_and_our_key(studio: FakeAceStep) -> None:
    well = health(service_of(studio))
    studio.loaded = []
    loading = health(service_of(studio))
    studio.loaded, service = [studio.default_model], service_of(studio)
    studio.key = "another-key"
    locked = health(service)

    assert (well.is_well, well.sentence) == (True, "It answers; 0 jobs are waiting there.")
    assert (loading.is_well, loading.sentence) == (
        *(False, "The server is still loading its models."),
    )
    assert not locked.is_well
    assert "API key" in locked.sentence


def test_a_server_that_is_not_there_is_not_well() -> None:
    found = health(Service("studio", "http://127.0.0.1:1", "key", form="ace-step"))

    assert not found.is_well
    assert found.sentence
