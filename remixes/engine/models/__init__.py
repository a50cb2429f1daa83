"""The engine's three nouns; they must not know HTTP or audio."""

from remixes.engine.models.callback import Callback
from remixes.engine.models.result import Result
from remixes.engine.models.task import Status, Task

__all__ = ["Callback", "Result", "Status", "Task"]
