"""One measured number with its target, and the line that says both; knows no engine."""

import math
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` and `target` in words; `note` is what else was seen, such as the worst case."""

    name: str
    value: str
    target: str
    is_ok: bool
    note: str = ""

    @property
    def verdict(self) -> str:
        """The last word of its line."""
        return "ok" if self.is_ok else "short"

    @property
    def line(self) -> str:
        """`name … value (target …; note) ok`."""
        aside = f"target {self.target}" + (f"; {self.note}" if self.note else "")
        return f"{self.name} … {self.value} ({aside}) {self.verdict}"


Figures = Iterator[Figure]


def at_least(name: str, value: float, target: float, unit: str = "", note: str = "") -> Figure:
    """Good when value >= target; not a number is short."""
    return _compared(name, value, f">= {_say(target)}{unit}", unit, note, is_ok=value >= target)


def at_most(name: str, value: float, target: float, unit: str = "", note: str = "") -> Figure:
    """Good when value <= target; not a number is short."""
    return _compared(name, value, f"<= {_say(target)}{unit}", unit, note, is_ok=value <= target)


def all_of(name: str, good: int, total: int, note: str = "") -> Figure:
    """Good when every one of at least one case is."""
    return Figure(name, f"{good} of {total}", "all", 0 < total == good, note)


def failed(name: str, error: BaseException) -> Figure:
    """A measurement that broke down is a short one."""
    return Figure(name, "failed", "a figure", is_ok=False, note=f"{type(error).__name__}: {error}")


def _compared(name: str, value: float, target: str, unit: str, note: str, *, is_ok: bool) -> Figure:
    return Figure(name, f"{_say(value)}{unit}", target, is_ok and math.isfinite(value), note)


def _say(value: float) -> str:
    """Three digits that matter."""
    if not math.isfinite(value):
        return str(value)
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
