"""The explorer's examples: what each costs, how far it is, and its players once it was rendered."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from remixes.actions.explorer_gallery import BY_SLUG, CARDS, Card, is_untouched, rendered
from remixes.actions.offers import is_built_in
from remixes.actions.standing import Standing, standing
from remixes.forms.moment import write_moment
from remixes.models import ExplorerCall, Person, Remix
from remixes.views.asking import PersonRequest, makers_only
from remixes.views.conditional import conditional
from remixes.views.explorer_result import playable
from remixes.views.explorer_send import send
from remixes.views.modes import ModeCard, mode_cards
from remixes.views.takes import Take


class Face(NamedTuple):
    """One card as it is drawn; without a remix nobody has rendered it yet."""

    card: Card
    mode: ModeCard
    part: str = ""
    call: ExplorerCall | None = None
    remix: Remix | None = None
    standing: Standing | None = None
    takes: tuple[Take, ...] = ()

    @property
    def is_under_way(self) -> bool:
        return self.standing is not None and not self.standing.is_final


def gallery(person: Person) -> dict[str, Any]:
    """What ``_explorer_gallery.html`` needs; ``first`` is a card that is to be rendered unasked."""
    service = next(iter(settings.REMIX_SERVICES))
    modes = {mode.value: mode for mode in mode_cards(service)}
    known = rendered(person)
    faces = [_face(card, modes[card.mode], known.get(card.slug)) for card in CARDS]
    return {
        "faces": faces,
        "is_free": is_built_in(service),
        "first": CARDS[0].slug if _wants_first(person, service) else "",
        "is_still": not any(face.is_under_way for face in faces),
    }


@require_safe
def explorer_gallery(request: PersonRequest) -> HttpResponseBase:
    """The cards alone, for the page's own refresh."""
    answer = render(request, "remixes/_explorer_gallery.html", gallery(request.user))
    return conditional(request, answer)


@makers_only
@require_POST
def explorer_render(request: PersonRequest, slug: str) -> HttpResponseBase:
    """Orders a card on the sample song; `unasked` is the page's own wish for the first one."""
    card = BY_SLUG.get(slug)
    if card is None:
        raise Http404
    if "unasked" not in request.POST:
        return redirect(send(request.user, card.asked, card.asked, card.slug))
    if _wants_first(request.user, next(iter(settings.REMIX_SERVICES))):
        send(request.user, card.asked, card.asked, card.slug)
    return HttpResponse(status=204)


def _face(card: Card, mode: ModeCard, found: Any) -> Face:
    part = ""
    if card.replace_start_at is not None and card.replace_end_at is not None:
        part = f"{write_moment(card.replace_start_at)} to {write_moment(card.replace_end_at)}"
    if found is None:
        return Face(card, mode, part)
    stands, takes = standing(found.remix), tuple(playable(found.remix))
    return Face(card, mode, part, found.call, found.remix, stands, takes)


def _wants_first(person: Person, service: str) -> bool:
    """Only where it costs nothing, and only once for the whole team."""
    return person.can_make and is_built_in(service) and is_untouched(CARDS[0])
