"""What one run does, drawn from its seed; the same seed throws the same dice, not the same race."""

from __future__ import annotations

import os
import random
from dataclasses import asdict, dataclass
from typing import Self

# What a run may be told to break on purpose, to see that it would be noticed (see planted.py).
PLANTS = ("sends_again", "forgets", "shows_early", "tells_secrets")
SECONDS_A_REMIX = 2.0
SECONDS_AT_LEAST = 30.0


@dataclass(frozen=True)
class Plan:
    """How many remixes are ordered, for how long the desk is under fire, and with what."""

    seed: int = 1
    remixes: int = 20
    fire_s: float = 70.0
    parallel: int = 3
    has_by_user: bool = True
    form: str = "classic"
    plant: str = ""

    @classmethod
    def drawn(cls, seed: int, remixes: int, fire_s: float = 0.0, plant: str = "") -> Self:
        """The plan of a seed; 0 seconds of fire means a time that suits the number of remixes."""
        dice = random.Random(seed)  # noqa: S311
        return cls(
            seed=seed,
            remixes=remixes,
            fire_s=fire_s or SECONDS_AT_LEAST + SECONDS_A_REMIX * remixes,
            parallel=dice.choice((2, 3, 4)),
            # A third of all services cannot list their tasks: there a person decides.
            has_by_user=dice.random() < 0.67,
            form=dice.choice(("classic", "classic", "current")),
            plant=plant,
        )

    @classmethod
    def from_environment(cls) -> Self:
        """TORTURE_SEED, TORTURE_REMIXES, TORTURE_SECONDS and TORTURE_PLANT. Raises ValueError."""
        told = os.environ
        plant = told.get("TORTURE_PLANT", "")
        if plant and plant not in PLANTS:
            raise ValueError(f"TORTURE_PLANT is one of {', '.join(PLANTS)}.")
        return cls.drawn(
            int(told.get("TORTURE_SEED", "1")),
            int(told.get("TORTURE_REMIXES", "20")),
            float(told.get("TORTURE_SECONDS", "0")),
            plant,
        )

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    def dice(self, name: str) -> random.Random:
        """A generator of its own for each troublemaker, so that none disturbs another's throws."""
        return random.Random(f"{self.seed} {name}")  # noqa: S311
