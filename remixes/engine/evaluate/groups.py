"""The groups of figures in the order they are measured."""

from collections.abc import Callable

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figures
from remixes.engine.evaluate.figures import (
    analysis,
    arrangement,
    master,
    modes,
    prompts,
    real,
    speed,
    trust,
    voice,
)

GROUPS: dict[str, Callable[[Bench], Figures]] = {
    "analysis": analysis.figures,
    "prompts": prompts.figures,
    "arrangement": arrangement.figures,
    "own": real.figures,
    "voice": voice.figures,
    "modes": modes.figures,
    "master": master.figures,
    "speed": speed.figures,
    "trust": trust.figures,
}
