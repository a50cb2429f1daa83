"""ACE-Step 1.5 on this machine: weights from a folder, never from a network; one task at a time.

The only module that touches torch, and only once a model is loaded.
J. Gong et al.: ACE-Step 1.5: Pushing the Boundaries of Open-Source Music Generation, 2026.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import soxr

from remixes.analysis.progress import Step
from remixes.engine.generative.conditions import Conditions
from remixes.engine.generative.folder import is_turbo, trouble
from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.stops import Unrenderable

log = logging.getLogger(__name__)

_GUIDANCE = 7.0
_SHIFT = 3.0
_TURBO_STEPS, _STEPS = 8, 50
_OUT_OF_MEMORY = (
    "The generative model ran out of memory on this song; a shorter song or range needs less."
)
_BROKEN = (
    "The generative model could not be loaded; the engine's log says why, "
    "for whoever runs this desk."
)


@dataclass(frozen=True)
class Task:
    """One run: cover the sound, repaint seconds of it, or sing over it (lego)."""

    kind: Literal["cover", "repaint", "lego"]
    told: Conditions
    seed: int
    strength: float = 1.0
    """Of a cover: how much of the source's own music guides it, 0 to 1."""
    span_s: tuple[float, float] | None = None
    """Of a repaint: the seconds to make anew."""


class Model:
    """A loaded model. Raises Unrenderable when the folder or the machine cannot carry it."""

    def __init__(self, folder: Path) -> None:
        if problem := trouble(folder):
            raise Unrenderable(problem)
        self._steps = _TURBO_STEPS if is_turbo(folder) else _STEPS
        with _memory_told():
            self._pipe = _load(folder)

    def run(self, sound: Frames, task: Task, step: Step) -> Frames:
        """New sound for (frames, 2) at 44.1 kHz, of the same length; the level is the model's own.

        `step` hears of every denoising step, and may stop the run in the middle of one. The same
        seed on the same machine gives the same samples. Raises Unrenderable.
        """
        with _memory_told(), _watched(step) as after_step:
            made = self._pipe(
                prompt=task.told.caption,
                lyrics=task.told.lyrics,
                vocal_language=task.told.language,
                bpm=task.told.bpm,
                keyscale=task.told.key,
                timesignature=task.told.meter,
                task_type=task.kind,
                track_name="vocals" if task.kind == "lego" else None,
                src_audio=self._source(sound),
                audio_duration=None,
                audio_cover_strength=task.strength,
                repainting_start=task.span_s[0] if task.span_s else None,
                repainting_end=task.span_s[1] if task.span_s else None,
                num_inference_steps=self._steps,
                guidance_scale=1.0 if self._pipe.is_turbo else _GUIDANCE,
                shift=_SHIFT,
                generator=_seeded(task.seed),
                callback_on_step_end=after_step,
            ).audios
        return self._heard(made, len(sound))

    def _source(self, sound: Frames) -> Any:
        """A (channels, samples) tensor at the model's rate, whole frames of its latents."""
        import torch

        rate = self._pipe.sample_rate
        moved = soxr.resample(np.asarray(sound, np.float32), RATE, rate, quality="HQ")
        short = -len(moved) % round(rate / self._pipe.latents_per_second)
        return torch.from_numpy(np.pad(moved, ((0, short), (0, 0))).T.copy())

    def _heard(self, made: Any, frames: int) -> Frames:
        sound = made[0].float().cpu().numpy().T
        if not np.isfinite(sound).all():
            raise Unrenderable("The generative model returned no usable sound for this order.")
        moved = soxr.resample(sound, self._pipe.sample_rate, RATE, quality="HQ")[:frames]
        return np.pad(moved, ((0, frames - len(moved)), (0, 0))).astype(np.float32)


def _load(folder: Path) -> Any:
    """The pipeline, from these files alone: no hub, and no pickles."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch
    from diffusers import AceStepPipeline
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    diffusers_logging.disable_progress_bar()
    transformers_logging.disable_progress_bar()
    # The fastest of a card's ways to convolve may differ from run to run.
    torch.backends.cudnn.deterministic = True
    has_gpu = torch.cuda.is_available()
    try:
        pipe = AceStepPipeline.from_pretrained(
            str(folder),
            local_files_only=True,
            use_safetensors=True,
            dtype=torch.bfloat16 if has_gpu else torch.float32,
        )
    except (MemoryError, torch.OutOfMemoryError):
        raise
    except Exception as error:
        # Whatever is wrong with the files, people cannot mend it from the page.
        log.exception("The generative model in %s could not be loaded.", folder)
        raise Unrenderable(_BROKEN) from error
    pipe.set_progress_bar_config(disable=True)
    # Long songs go through the autoencoder in pieces of half a minute.
    pipe.vae.enable_tiling()
    return pipe.to("cuda" if has_gpu else "cpu")


def _seeded(seed: int) -> Any:
    """The generator of the noise; the autoencoder draws from torch's own, so that is set too."""
    import torch

    torch.manual_seed(seed)
    return torch.Generator("cpu").manual_seed(seed)


@contextmanager
def _watched(step: Step) -> Iterator[Any]:
    """Gives the pipeline's callback; every layer that starts is a chance to stop, too."""
    from torch.nn.modules.module import register_module_forward_pre_hook

    done = 0.0

    def ask(*_: Any) -> None:
        step(done)

    def after_step(pipe: Any, number: int, _: Any, tensors: dict[str, Any]) -> dict[str, Any]:
        nonlocal done
        done = (number + 1) / pipe.num_timesteps
        step(done)
        return tensors

    handle = register_module_forward_pre_hook(ask)
    try:
        yield after_step
    finally:
        handle.remove()


@contextmanager
def _memory_told() -> Iterator[None]:
    """Out of memory, on the card or beside it, becomes a sentence for people."""
    import torch

    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise Unrenderable(_OUT_OF_MEMORY) from error
    except RuntimeError as error:
        # The allocator of the CPU has no exception of its own.
        if "allocate memory" not in str(error) and "not enough memory" not in str(error):
            raise
        raise Unrenderable(_OUT_OF_MEMORY) from error
