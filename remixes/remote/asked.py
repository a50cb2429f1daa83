"""What a very service can do: most is said by its form, the rest by a server that is asked."""

from __future__ import annotations

from dataclasses import replace

from remixes.remote.abilities import Ability, ability_of
from remixes.remote.ace_step import inventory_of
from remixes.remote.services import ACE_STEP, Service


def asked_ability(service: Service, mode: str) -> Ability:
    """The ability of this very service in that mode; may ask it, once a minute, for two seconds.

    A service that does not answer now keeps what its form promises: its orders wait in the queue.
    """
    ability = ability_of(service.form, mode)
    if service.form != ACE_STEP:
        return ability
    why_not = inventory_of(service).why_not(mode, service.model)
    return replace(ability, why_not=why_not) if why_not else ability
