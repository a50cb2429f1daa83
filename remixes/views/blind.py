"""Listening without knowing which version is which: letters, and an order of one's own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from remixes.models import Conversion, Person, Remix
from remixes.views.takes import Take

LETTERS = "ABCDEFGHI"
_FEWEST = 2


def can_be_blind(takes: Sequence[Take]) -> bool:
    """Whether there is anything to tell apart: two versions that can be heard."""
    return sum(bool(take.number and take.src) for take in takes) >= _FEWEST


def blinded(person: Person, remix: Remix, takes: Sequence[Take]) -> list[Take]:
    """The versions that can be heard, shuffled for this person, with nothing that tells them.

    The order is the same each time this person looks, and says nothing about the versions' own.
    """
    audible = [take for take in takes if take.src and take.conversion]
    audible.sort(key=lambda take: _place(person, remix, take.conversion))
    return [
        replace(
            take,
            number=number,
            label=LETTERS[number - 1],
            src=_nameless(take),
            title="",
            mp3_url="",
            wav_url="",
            note="",
            blocks=(),
            plain="",
            is_blind=True,
        )
        for number, take in enumerate(audible[: len(LETTERS)], start=1)
    ]


def _nameless(take: Take) -> str:
    """The same sound under an address that does not tell the version."""
    if take.conversion is None:
        return take.src
    extension = take.src.rpartition(".")[2]
    return reverse(
        "media", kwargs={"pk": take.conversion.pk, "name": "listen", "extension": extension}
    )


def _place(person: Person, remix: Remix, conversion: Conversion | None) -> bytes:
    version = conversion.pk if conversion else ""
    return hashlib.sha256(f"{person.pk} {remix.pk} {version}".encode()).digest()
