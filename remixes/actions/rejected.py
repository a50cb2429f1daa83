"""What a person asked for cannot be done; the sentence says why and what to do instead."""

from __future__ import annotations


class Rejected(Exception):
    """``.sentence`` is for the person who asked."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
