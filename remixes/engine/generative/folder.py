"""What a model folder must hold, told from its names and small JSON files; never imports torch."""

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_PIPELINE = "AceStepPipeline"
_PACKAGES = ("torch", "diffusers", "transformers", "accelerate")
_COMPONENTS = (
    "vae", "text_encoder", "tokenizer", "transformer", "condition_encoder", "scheduler",
    "audio_tokenizer", "audio_token_detokenizer",
)  # fmt: skip
_WITHOUT_WEIGHTS = frozenset({"tokenizer", "scheduler"})


def trouble(folder: Path) -> str:
    """Why nothing can be rendered with the model in `folder`, "" when it looks fit."""
    return _trouble_with_packages() or _trouble_with_files(folder)


def is_turbo(folder: Path) -> bool:
    """Whether the weights are the distilled ones: eight steps, and no task that adds a track."""
    config = _read(folder / "transformer" / "config.json")
    return bool(config.get("is_turbo")) or config.get("model_version") == "turbo"


def _trouble_with_packages() -> str:
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        return (
            f"The generative model needs {' and '.join(missing)}; "
            'install them with pip install ".[gpu]".'
        )
    found = find_spec("diffusers")
    places = [Path(place) for place in (found and found.submodule_search_locations) or ()]
    if not any((place / "pipelines" / "ace_step").is_dir() for place in places):
        return "The installed diffusers is too old for ACE-Step 1.5; install 0.42 or newer."
    return ""


def _trouble_with_files(folder: Path) -> str:
    if not folder.is_dir():
        return f"There is no folder {folder} with a generative model in it."
    kind = _read(folder / "model_index.json").get("_class_name")
    if kind is None:
        return f"{folder} holds no model: a model_index.json that can be read is missing."
    if kind != _PIPELINE:
        return f"{folder} holds a model of another kind ({kind}); {_PIPELINE} is needed."
    missing = [name for name in _COMPONENTS if not _is_complete(folder / name)]
    if missing:
        return f"The model in {folder} is incomplete: {', '.join(missing)}."
    return ""


def _is_complete(component: Path) -> bool:
    if component.name in _WITHOUT_WEIGHTS:
        return any(component.glob("*.json"))
    return (component / "config.json").is_file() and _has_weights(component)


def _has_weights(component: Path) -> bool:
    """At least one file of weights, and all that an index of shards names."""
    named = {
        str(shard)
        for index in component.glob("*.safetensors.index.json")
        for shard in dict(_read(index).get("weight_map") or {}).values()
    }
    there = {file.name for file in component.glob("*.safetensors") if file.stat().st_size}
    return bool(there) and named <= there


def _read(path: Path) -> dict[str, Any]:
    """A JSON object; {} when there is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
