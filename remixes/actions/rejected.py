"""What a person asked for cannot be done; the sentence says why and what to do instead."""

from __future__ import annotations

from remixes.models import Remix


class Rejected(Exception):
    """``.sentence`` is for the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Conflict(Rejected):
    """Nothing is wrong with what was asked but the moment: it was changed or put away meanwhile."""


def check_kept(remix: Remix) -> None:
    """In the trash nothing is said, judged or corrected. Raises Conflict."""
    if remix.trashed_at:
        raise Conflict("This remix is in the trash. Restore it first.")
