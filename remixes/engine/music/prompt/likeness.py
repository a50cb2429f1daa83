"""How near a sentence is in meaning to each style: cosine to the nearest of its anchors."""

import tomllib
from collections.abc import Sequence
from functools import cache

import numpy as np

from remixes.engine.music.prompt.embedding import Vector, embed
from remixes.engine.music.prompt.lists import FOLDER

_STORED = FOLDER / "anchors.npy"


def likeness(text: str) -> dict[str, float]:
    """Style name to cosine, -1..1."""
    cosines = _matrix() @ embed(text)
    best: dict[str, float] = {}
    for style, cosine in zip(_owners(), cosines, strict=True):
        best[style] = max(best.get(style, -1.0), float(cosine))
    return best


def anchors() -> list[tuple[str, str]]:
    """(style, phrase) of every anchor, in the order of the stored matrix."""
    with (FOLDER / "styles.toml").open("rb") as file:
        styles = tomllib.load(file)
    return [(style, phrase) for style, entry in styles.items() for phrase in entry["anchors"]]


def embedded(phrases: Sequence[str]) -> Vector:
    """(phrases, 384), half precision: what is stored."""
    return np.stack([embed(phrase) for phrase in phrases]).astype(np.float16)


def store() -> int:
    """Write the matrix of all anchors anew; returns how many there are."""
    matrix = embedded([phrase for _, phrase in anchors()])
    np.save(_STORED, matrix)
    return len(matrix)


@cache
def _owners() -> tuple[str, ...]:
    return tuple(style for style, _ in anchors())


@cache
def _matrix() -> Vector:
    return np.load(_STORED).astype(np.float32)
