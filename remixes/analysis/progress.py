"""How a long piece of work tells how far it is; knows nothing of who listens."""

from collections.abc import Callable

Step = Callable[[float], None]
"""Called with the share done (0..1) at least every half second of work; may raise to stop it."""


def no_watch(_share: float) -> None:
    """The Step of callers that have nobody to tell."""
