"""Patterns of four beats in bars of any other length, so that every style has a waltz."""

from functools import lru_cache

STEPS = 4
"""Sixteenths in a beat."""

_BAR = 4 * STEPS


@lru_cache(1024)
def bars_of(steps: str, meter: int) -> tuple[str, ...]:
    """The pattern's bars, each `meter` beats long; two bars of four beats stay two bars."""
    bars = [steps[at : at + _BAR] for at in range(0, len(steps), _BAR)] or ["." * _BAR]
    return tuple(_bar(tuple(bar[k : k + STEPS] for k in range(0, _BAR, STEPS)), meter, 0)
                 for bar in bars)  # fmt: skip


def _bar(beats: tuple[str, ...], meter: int, at: int) -> str:
    """Three beats leave out the third, where it is not the heart; longer bars add bars up."""
    if meter == 4:
        return "".join(beats)
    if meter == 3:
        short = beats[0] + beats[1] + beats[3]
        return short if set(short) != {"."} else "".join(beats[:3])
    if meter <= 2:
        return "".join(beats[2 * (at % 2) :][:meter])
    first = 4 if meter in (7, 8) or meter > 9 else 3
    return _bar(beats, first, at) + _bar(beats, meter - first, at + 1)


def sign_at(steps: str, meter: int, bar: int, step: int) -> str:
    """The sign of a step (sixteenths) in a bar; patterns of several bars take turns."""
    if not steps:
        return "."
    bars = bars_of(steps, meter)
    return bars[bar % len(bars)][step]
