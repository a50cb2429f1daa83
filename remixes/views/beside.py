"""Versions of the same source that other remixes made, to be heard on the deck of this one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.text import Truncator

from remixes.models import Person, Remix
from remixes.models.remix import RemixQuerySet
from remixes.views.asking import named
from remixes.views.takes import Take, result_take, with_soundings

MOST = 8
"""How many remixes of the source are offered, newest first."""
_WORDS = 40


@dataclass(frozen=True)
class Offer:
    """A remix that can be put on the deck, or is there and can be taken off by `url`."""

    words: str
    url: str
    is_on: bool


def offers(person: Person, remix: Remix, chosen: str) -> list[Offer]:
    """The other remixes of this source that can be heard; `chosen` is the id of one, or ""."""
    address = remix.get_absolute_url()
    told = []
    for pk, prompt in _others(person, remix).values_list("pk", "prompt")[:MOST]:
        is_on = str(pk) == chosen
        url = address if is_on else f"{address}?with={pk}"
        told.append(Offer(Truncator(prompt).chars(_WORDS), url, is_on))
    return told


def beside(person: Person, remix: Remix, chosen: str, first: int) -> list[Take]:
    """The versions of the chosen remix, numbered from `first` on; none when there is no such."""
    other: Remix | None = named(_others(person, remix).with_versions(), chosen)
    if other is None:
        return []
    heard = [take for take in map(result_take, other.conversions.all()) if take.src]
    heard.sort(key=lambda take: take.number)
    words = Truncator(other.prompt).chars(_WORDS)
    return [
        replace(take, number=number, label=f"Other {take.number}", title=words)
        for number, take in enumerate(with_soundings(remix.upload, heard), start=first)
    ]


def _others(person: Person, remix: Remix) -> RemixQuerySet:
    heard = Q(conversions__mp3_sha256__gt="") | Q(conversions__wav_sha256__gt="")
    kept: RemixQuerySet = Remix.objects.visible_to(person).kept()
    others = kept.filter(heard, upload=remix.upload_id).exclude(pk=remix.pk)
    return others.distinct().order_by("-created_at")
