"""What a service says it means to do, as pairs of words; any shape of plan gives a list."""

from __future__ import annotations

from typing import Any

FACTS_AT_MOST = 12
VERSIONS_AT_MOST = 4
LENGTH_AT_MOST = 200
_DAY_S = 24 * 3600
_TEMPI = {"bpm": "Tempo", "tempo": "Tempo", "source_bpm": "Tempo of the source"}
_NAMES = _TEMPI | {"range": "Part replaced"}
_SPOKEN = ("style", "summary")  # begins like a sentence
_OWN_PLACE = ("summary", "versions")


def plan_facts(plan: Any) -> list[tuple[str, str]]:
    """Name and value of each plain entry, in the service's order; [] when there is no plan."""
    if not isinstance(plan, dict):
        return []
    versions = _versions(plan.get("versions"))
    # the tempo of the whole is the first version's; it would say the second's wrong
    left_out = (*_OWN_PLACE, "bpm") if any("BPM" in words for _, words in versions) else _OWN_PLACE
    facts = [(_name(key), _value(key, value)) for key, value in plan.items() if key not in left_out]
    return [(name, words) for name, words in facts if words][:FACTS_AT_MOST] + versions


def plan_summary(plan: Any) -> str:
    """The service's own sentence about its plan, "" when it gave none."""
    found = plan.get("summary") if isinstance(plan, dict) else None
    return _value("summary", found) if isinstance(found, str) else ""


def _versions(versions: Any) -> list[tuple[str, str]]:
    """What sets each version apart: its tempo and the service's words for the difference."""
    listed = versions[:VERSIONS_AT_MOST] if isinstance(versions, list) else []
    facts = []
    for number, version in enumerate(listed, start=1):
        if not isinstance(version, dict):
            continue
        told = (_value(key, version.get(key)) for key in ("bpm", "difference"))
        facts.append((f"Version {number}", ", ".join(words for words in told if words)))
    return [(name, words) for name, words in facts if words]


def _name(key: object) -> str:
    text = str(key)
    return _NAMES.get(text, text.replace("_", " ").capitalize())[:LENGTH_AT_MOST]


def _value(key: object, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(str(key), value)
    if isinstance(value, str):
        words = value.strip()[:LENGTH_AT_MOST]
        return words[:1].upper() + words[1:] if key in _SPOKEN else words
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return _list(str(key), value)[:LENGTH_AT_MOST]
    return ""


def _number(key: str, value: float) -> str:
    if key == "meter" and value in (2, 3, 4, 5, 7):
        return f"{value:g}/4"
    words = f"{round(value, 1):g}"
    return f"{words} BPM" if key in _TEMPI else words


def _list(key: str, values: list[Any]) -> str:
    is_pair = len(values) == 2 and all(isinstance(one, int | float) for one in values)
    if key == "range" and is_pair and all(0 <= one < _DAY_S for one in values):
        return " to ".join(_clock(one) for one in values)
    return ", ".join(str(one) for one in values)


def _clock(seconds: float) -> str:
    """Minutes and seconds as everywhere on the page, with tenths: a range is cut that finely."""
    minutes, tenths = divmod(round(seconds * 10), 600)
    return f"{minutes}:{tenths // 10:02}" + (f".{tenths % 10}" if tenths % 10 else "")
