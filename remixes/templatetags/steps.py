"""The steps of a running remix, drawn from where it stands; knows the words of standing only."""

from typing import Any, NamedTuple

from django import template

register = template.Library()


class Step(NamedTuple):
    """One step as the page shows it; `state` is done, now, todo or trouble."""

    name: str
    icon: str
    state: str
    note: str


NAMES = (
    ("Waiting", "clock"),
    ("Sending", "send"),
    ("At the service", "audio-lines"),
    ("Arrived", "circle-dot"),
    ("Saving", "hard-drive-download"),
    ("Ready", "circle-check"),
)
PLACES = {
    "waiting": 0,
    "sending": 1,
    "unconfirmed": 1,
    "service": 2,
    "overdue": 2,
    "arrived": 3,
    "saving": 4,
    "ready": 6,
}
TROUBLES = ("unconfirmed", "overdue")


@register.inclusion_tag("parts/_steps.html")
def steps(standing: Any) -> dict[str, Any]:
    """Draws actions.standing(remix): a bar while it runs and the six steps; nothing once it ended.

    Ended badly (failed, cancelled, no usable result) there is no way left to show, only words.
    """
    place = PLACES.get(standing.step)
    if place is None:
        return {"steps": ()}
    return {
        "steps": [_step(standing, place, number) for number in range(len(NAMES))],
        "progress": standing.progress,
        "stage": standing.stage,
        "is_running": standing.step in ("sending", "service", "arrived", "saving"),
    }


def _step(standing: Any, place: int, number: int) -> Step:
    name, icon = NAMES[number]
    if number < place:
        return Step(_named(standing, number, name), icon, "done", "")
    if number > place:
        return Step(name, icon, "todo", "")
    is_trouble = standing.step in TROUBLES
    note = standing.stage if standing.step == "service" else ""
    face = "triangle-alert" if is_trouble else icon
    return Step(_named(standing, number, name), face, "trouble" if is_trouble else "now", note)


def _named(standing: Any, number: int, name: str) -> str:
    if number == PLACES["arrived"] and standing.expected:
        return f"{standing.arrived} of {standing.expected} arrived"
    return name
