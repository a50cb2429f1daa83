"""What is said of a model folder before anything is loaded from it."""

import json
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from remixes.engine.generative import folder as folder_module
from remixes.engine.generative.folder import is_turbo, trouble
from remixes.engine.render import Unrenderable
from tests.engine.music.songs import Truth, file_of, order, rendered, song

COMPONENTS = ("vae", "text_encoder", "transformer", "condition_encoder", "audio_tokenizer")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The packages that seem to be installed; take one out to miss it."""
    there = {"torch", "diffusers", "transformers", "accelerate"}
    place = tmp_path / "diffusers"
    (place / "pipelines" / "ace_step").mkdir(parents=True)

    def find_spec(name: str) -> ModuleSpec | None:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(place)]
        return spec if name in there else None

    monkeypatch.setattr(folder_module, "find_spec", find_spec)
    return there


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with every file in its place and nothing in them."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model_index.json").write_text('{"_class_name": "AceStepPipeline"}')
    for name in (*COMPONENTS, "audio_token_detokenizer"):
        (folder / name).mkdir()
        (folder / name / "config.json").write_text("{}")
        (folder / name / "model.safetensors").write_bytes(b"weights")
    for name in ("tokenizer", "scheduler"):
        (folder / name).mkdir()
        (folder / name / f"{name}_config.json").write_text("{}")
    return folder


def test_a_complete_folder_gives_no_trouble(model: Path, packages: set[str]) -> None:
    assert trouble(model) == ""


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, packages: set[str]) -> None:
    assert trouble(tmp_path / "gone") == (
        f"There is no folder {tmp_path / 'gone'} with a generative model in it."
    )


def test_a_folder_of_something_else_is_told_apart(tmp_path: Path, packages: set[str]) -> None:
    assert "model_index.json" in trouble(tmp_path)

    (tmp_path / "model_index.json").write_text('{"_class_name": "StableDiffusionPipeline"}')

    assert "another kind (StableDiffusionPipeline)" in trouble(tmp_path)


@pytest.mark.parametrize(
    ("name", "file"),
    [("vae", "model.safetensors"), ("vae", "config.json"), ("scheduler", "scheduler_config.json")],
)
def test_a_missing_file_names_its_part(
    model: Path, packages: set[str], name: str, file: str
) -> None:
    (model / name / file).unlink()

    assert trouble(model) == f"The model in {model} is incomplete: {name}."


def test_a_missing_shard_names_its_part(model: Path, packages: set[str]) -> None:
    index = {"weight_map": {"a": "model.safetensors", "b": "model-2.safetensors"}}
    (model / "transformer" / "x.safetensors.index.json").write_text(json.dumps(index))

    assert trouble(model) == f"The model in {model} is incomplete: transformer."


def test_a_missing_package_is_named_with_what_brings_it(model: Path, packages: set[str]) -> None:
    packages -= {"torch", "accelerate"}

    assert trouble(model) == (
        'The generative model needs torch and accelerate; install them with pip install ".[gpu]".'
    )


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("{}", False),
        ('{"is_turbo": true}', True),
        ('{"model_version": "turbo"}', True),
        ("", False),
    ],
)
def test_turbo_weights_are_told_by_their_config(
    model: Path, config: str, *, expected: bool
) -> None:
    (model / "transformer" / "config.json").write_text(config)

    assert is_turbo(model) is expected


def test_an_unusable_model_is_a_warning_of_the_check(
    model: Path, packages: set[str], settings: Settings
) -> None:
    settings.REMIX_MODEL_DIR = model
    fit = run_checks(tags=["engine"])

    settings.REMIX_MODEL_DIR = model / "gone"
    (said,) = run_checks(tags=["engine"])

    assert fit == []
    assert said.id == "engine.W001"
    assert "There is no folder" in said.msg


def test_an_order_is_refused_with_the_same_sentence(tmp_path: Path, packages: set[str]) -> None:
    source = file_of(song(Truth(seconds=4)), tmp_path / "s.wav")

    with pytest.raises(Unrenderable, match="There is no folder"):
        rendered(order(source, model_dir=tmp_path / "gone"), tmp_path / "out")


def test_without_a_model_the_plan_names_the_built_in_engine(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=4)), tmp_path / "s.wav")

    result = rendered(order(source), tmp_path / "out")

    assert result.plan["made_by"] == "built-in re-arranger"
