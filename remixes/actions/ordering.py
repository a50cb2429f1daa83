"""From a filled-in form to a remix in the queue; every door orders through this one call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from remixes.actions import remixes, uploads
from remixes.actions.calls import Asked, place_call
from remixes.actions.remixes import Ordered, Wish
from remixes.models import Person, Upload


def order_as_asked(person: Person, asked: Mapping[str, Any], call: Asked | None = None) -> Ordered:
    """`asked` is what a valid `RemixForm` cleans to. Its source is stored first.

    `call` is what a program's call is kept by, which takes the place of the form's key. Raises
    Rejected, also when the source is no song.
    """
    wish = Wish(
        upload=_source(person, asked),
        mode=asked["mode"],
        prompt=asked["prompt"],
        lyrics=asked["lyrics"],
        replace_start_at=asked["replace_start_at"],
        replace_end_at=asked["replace_end_at"],
        form_key=None if call else asked["form_key"],
        made_from=asked["made_from"],
        service=asked["service"],
        section=asked["section"],
        gender=asked["gender"],
        title=asked["title"],
        wants_cover=asked["wants_cover"],
    )
    if call is None:
        return remixes.order(person, wish)
    placed = place_call(person, wish, call, lambda _: {})
    return Ordered(placed.call.remix, is_new=placed.is_new)


def _source(person: Person, asked: Mapping[str, Any]) -> Upload:
    if asked["file"]:
        return uploads.add_file(person, asked["file"][0]).upload
    if asked["link"]:
        return uploads.add_link(person, asked["link"]).upload
    return asked["upload"] or uploads.add_sample(person)
