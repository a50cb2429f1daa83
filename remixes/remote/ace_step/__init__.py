"""The client of a self-hosted ACE-Step 1.5 server, which speaks an API of its own.

Same calls, dataclasses and errors as the client of the Remix API. Written after the server's
published documentation and code and tried against an imitation of both, never a live server.
"""

from remixes.remote.ace_step.client import AceStepClient
from remixes.remote.ace_step.health import Health, health
from remixes.remote.ace_step.inventory import Inventory, Model, inventory_of
from remixes.remote.ace_step.results import is_own_audio
from remixes.remote.ace_step.wishes import LYRICS_LIMIT, PROMPT_LIMIT

__all__ = [
    "LYRICS_LIMIT",
    "PROMPT_LIMIT",
    "AceStepClient",
    "Health",
    "Inventory",
    "Model",
    "health",
    "inventory_of",
    "is_own_audio",
]
