"""A model with the parts of ACE-Step 1.5 and nothing learned: 165,000 random weights, 1.3 MB."""

import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import pytest

SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.fixture(scope="session")
def model_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the weights lie, as `save_pretrained` leaves them: the base model, not turbo."""
    folder = tmp_path_factory.mktemp("model") / "tiny"
    with warnings.catch_warnings():
        # torch, diffusers and transformers deprecate things in each other
        warnings.simplefilter("ignore")
        _pipeline().save_pretrained(folder)
    return folder


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random weights do not get better by denoising for long."""
    monkeypatch.setattr("remixes.engine.generative.model._STEPS", 2)


@pytest.fixture
def turbo_dir(model_dir: Path, tmp_path: Path) -> Path:
    """The same weights, said to be distilled ones."""
    folder = tmp_path / "turbo"
    shutil.copytree(model_dir, folder)
    config = folder / "transformer" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "is_turbo": True}))
    return folder


def _pipeline() -> Any:
    import torch
    from diffusers import AceStepPipeline, AutoencoderOobleck, FlowMatchEulerDiscreteScheduler
    from diffusers.models.transformers.ace_step_transformer import AceStepTransformer1DModel
    from diffusers.pipelines.ace_step.modeling_ace_step import (
        AceStepAudioTokenDetokenizer,
        AceStepAudioTokenizer,
        AceStepConditionEncoder,
    )
    from transformers import Qwen3Config, Qwen3Model

    # Several test processes share the cores; threads that wait for each other cost more than one.
    torch.set_num_threads(1)
    torch.manual_seed(0)
    layers: dict[str, Any] = {
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 16,
    }
    return AceStepPipeline(
        tokenizer=_tokenizer(),
        text_encoder=Qwen3Model(Qwen3Config(vocab_size=64, num_hidden_layers=1, **layers)),
        vae=AutoencoderOobleck(
            encoder_hidden_size=16,
            downsampling_ratios=[4, 8, 60],
            channel_multiples=[1, 1, 1],
            decoder_channels=8,
            decoder_input_channels=8,
            audio_channels=2,
            sampling_rate=48_000,
        ),
        transformer=AceStepTransformer1DModel(
            num_hidden_layers=2, in_channels=24, audio_acoustic_hidden_dim=8, **layers
        ),
        condition_encoder=AceStepConditionEncoder(
            text_hidden_dim=32,
            timbre_hidden_dim=8,
            num_lyric_encoder_hidden_layers=1,
            num_timbre_encoder_hidden_layers=1,
            **layers,
        ),
        audio_tokenizer=AceStepAudioTokenizer(
            audio_acoustic_hidden_dim=8,
            fsq_dim=32,
            fsq_input_levels=[4, 4, 4],
            num_attention_pooler_hidden_layers=1,
            **layers,
        ),
        audio_token_detokenizer=AceStepAudioTokenDetokenizer(
            audio_acoustic_hidden_dim=8, num_attention_pooler_hidden_layers=1, **layers
        ),
        scheduler=FlowMatchEulerDiscreteScheduler(num_train_timesteps=1, shift=1.0),
    )


def _tokenizer() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    words = {word: k for k, word in enumerate(["<unk>", "<pad>", "</s>", *SIGNS])}
    letters = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    letters.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    return PreTrainedTokenizerFast(
        tokenizer_object=letters, unk_token="<unk>", pad_token="<pad>", eos_token="</s>"
    )
