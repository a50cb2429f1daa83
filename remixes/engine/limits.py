"""The engine's own numbers and the three that are settings; knows no model."""

from django.conf import settings

VERSIONS = 2

# A worker that has not said anything for this long is taken for dead, wherever it runs.
LEASE_S = 60.0
# The heartbeat and the progress are written at most this often.
PULSE_S = 0.35
# A render whose worker died is tried once more, then given up.
RENDER_ATTEMPTS = 2
# Stopping the whole worker is no fault of the song, yet nothing is begun for ever.
RENDER_INTERRUPTIONS = 20
# 2 s, doubled nine times: a receiver that is away for a quarter of an hour still gets its call.
CALLBACK_ATTEMPTS = 10
CALLBACK_DEADLINE_S = 10.0


def render_deadline_s() -> float:
    """Longest time one render may take, seconds, fetching its source included."""
    return float(settings.REMIX_ENGINE_DEADLINE_S)


def keep_s() -> float:
    """How long a finished task and its files are kept, seconds."""
    return float(settings.REMIX_ENGINE_KEEP_S)


def max_open() -> int:
    """How many unfinished tasks the engine takes on before it answers 429."""
    return int(settings.REMIX_ENGINE_MAX_OPEN)
