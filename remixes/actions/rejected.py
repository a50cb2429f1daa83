"""What a person asked for cannot be done; the sentence says why and what to do instead."""

from __future__ import annotations

from remixes.models import Remix


class Rejected(Exception):
    """``.sentence`` is for the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def check_kept(remix: Remix) -> None:
    """In the trash nothing is said, judged or corrected. Raises Rejected."""
    if remix.trashed_at:
        raise Rejected("This remix is in the trash. Restore it first.")
