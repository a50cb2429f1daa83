"""One order rendered in a process of its own; what there is to tell goes down the line."""

from pathlib import Path

from remixes.engine.music import prompt
from remixes.engine.render import render
from remixes.engine.studio.messages import Line, error_message, unpacked, version_message


def prepare() -> None:
    """Load what every session would load again: code, word lists."""
    prompt.read("warm house")


def run(line: Line, data: bytes) -> None:
    """Render an order; nothing is raised."""
    order, folder, processes = unpacked(data)

    def report(share: float, stage: str) -> None:
        line.say({"report": [share, stage]})

    def on_plan(plan: dict[str, object]) -> None:
        line.say({"plan": plan})

    try:
        # Cancelled means killed: that stops every stage at once, inside any library.
        for version in render(order, Path(folder), report, lambda: False, on_plan, processes):
            line.say(version_message(version))
        line.say({"done": True})
    except Exception as error:
        line.say(error_message(error))
