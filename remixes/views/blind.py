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
    All are as long as the shortest and have no wave: either could be known from another page.
    """
    audible = [take for take in takes if take.src and take.conversion]
    audible.sort(key=lambda take: _place(person, remix, take.conversion))
    lengths = [take.duration_s for take in audible if take.duration_s]
    return [
        replace(
            take,
            number=number,
            label=LETTERS[number - 1],
            src=_nameless(remix, take, LETTERS[number - 1]),
            title="",
            flag_reason="",
            duration_s=min(lengths, default=None),
            peaks=None,
            sections=(),
            wave_url="",
            mp3_url="",
            wav_url="",
            note="",
            blocks=(),
            plain="",
            is_blind=True,
        )
        for number, take in enumerate(audible[: len(LETTERS)], start=1)
    ]


def behind(person: Person, remix: Remix, letter: str) -> Conversion | None:
    """The version that this person's letter stands for."""
    audible = sorted(_audible(remix), key=lambda one: _place(person, remix, one))
    return dict(zip(LETTERS, audible, strict=False)).get(letter)


def has_changed(remix: Remix, count: str) -> bool:
    """Whether there are others than the `count` that a page has shown: letters mean others then."""
    return count not in ("", str(len(_audible(remix))))


def _audible(remix: Remix) -> list[Conversion]:
    return [one for one in remix.conversions.all() if one.mp3_sha256 or one.wav_sha256]


def _nameless(remix: Remix, take: Take, letter: str) -> str:
    """The same sound under an address that does not tell the version."""
    extension = take.src.rpartition(".")[2]
    return reverse("blind", kwargs={"pk": remix.pk, "letter": letter, "extension": extension})


def _place(person: Person, remix: Remix, conversion: Conversion | None) -> bytes:
    version = conversion.pk if conversion else ""
    return hashlib.sha256(f"{person.pk} {remix.pk} {version}".encode()).digest()
