"""What a service says it means to do, as pairs of words; any shape of plan gives a list."""

from __future__ import annotations

from typing import Any

FACTS_AT_MOST = 12
LENGTH_AT_MOST = 200
_TEMPI = {"bpm": "Tempo", "tempo": "Tempo", "source_bpm": "Tempo of the source"}
_OWN_PLACE = ("summary",)


def plan_facts(plan: Any) -> list[tuple[str, str]]:
    """Name and value of each plain entry, in the service's order; [] when there is no plan."""
    if not isinstance(plan, dict):
        return []
    facts = [
        (_name(key), _value(key, value)) for key, value in plan.items() if key not in _OWN_PLACE
    ]
    return [(name, words) for name, words in facts if words][:FACTS_AT_MOST]


def plan_summary(plan: Any) -> str:
    """The service's own sentence about its plan, "" when it gave none."""
    found = plan.get("summary") if isinstance(plan, dict) else None
    return _value("summary", found) if isinstance(found, str) else ""


def _name(key: object) -> str:
    text = str(key)
    return _TEMPI.get(text, text.replace("_", " ").capitalize())[:LENGTH_AT_MOST]


def _value(key: object, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        words = f"{round(value, 1):g}"
        return f"{words} BPM" if str(key) in _TEMPI else words
    if isinstance(value, str):
        return value.strip()[:LENGTH_AT_MOST]
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return ", ".join(str(one) for one in value)[:LENGTH_AT_MOST]
    return ""
