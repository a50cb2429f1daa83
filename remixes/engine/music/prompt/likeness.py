"""How near a sentence is in meaning to each style, by the embeddings of the styles' anchors."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from remixes.engine.music.prompt.embedding import Vector, embed
from remixes.engine.music.prompt.lists import FOLDER

_STORED = FOLDER / "anchors.npy"
NEUTRAL = "none"
"""In place of a style: what says nothing about style."""

_RIDGE = 1.0
_NEAREST = 0.5


@dataclass(frozen=True)
class Likeness:
    """`scores` by style, comparable with each other; `nearest` the cosine to the nearest anchor."""

    scores: dict[str, float]
    nearest: float


def likeness(text: str) -> Likeness:
    """Compare one sentence with every style.

    A style's score is what a ridge regression from anchors to styles gives the sentence, plus half
    the cosine to the style's nearest anchor: of the ways tried the one that finds the styles of
    most anchors when each is left out in turn.
    """
    vector = embed(text)
    cosines = _matrix() @ vector
    scores = dict(zip(_styles(), (_regression() @ (vector - _mean())).tolist(), strict=True))
    nearest = dict.fromkeys(scores, -1.0)
    for style, cosine in zip(_owners(), cosines.tolist(), strict=True):
        nearest[style] = max(nearest[style], cosine)
    scores = {style: score + _NEAREST * nearest[style] for style, score in scores.items()}
    return Likeness(scores, float(cosines.max()))


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
def _styles() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_owners()))


@cache
def _mean() -> Vector:
    return np.asarray(_matrix().mean(0))


@cache
def _regression() -> Vector:
    """(styles, 384): weights that tell the anchors of each style from all others."""
    centred = (_matrix() - _mean()).astype(np.float64)
    target = np.array([[owner == style for style in _styles()] for owner in _owners()], float)
    square = centred.T @ centred + _RIDGE * np.eye(centred.shape[1])
    weights = np.linalg.solve(square, centred.T @ (target - target.mean(0)))
    return np.asarray(weights.T, np.float32)


@cache
def _owners() -> tuple[str, ...]:
    return tuple(style for style, _ in anchors())


@cache
def _matrix() -> Vector:
    return np.load(_STORED).astype(np.float32)
