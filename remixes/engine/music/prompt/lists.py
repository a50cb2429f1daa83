"""The word lists in engine/assets/prompt: how they are read and what their words look like."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assets" / "prompt"

WordList = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Key:
    """A listed word: `joined` is what prompts are compared with, `parts` how many words it is."""

    joined: str
    parts: int


def read_list(name: str) -> WordList:
    """The sections of a list; each names words by their meaning."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def fold(text: str) -> str:
    """Without accents of European letters and without apostrophes."""
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in parts if not "\u0300" <= c <= "\u036f" and c != "'")
    return unicodedata.normalize("NFC", kept)


def keys(words: str) -> Iterator[Key]:
    """Each word of a list, folded as prompts are."""
    for word in words.split():
        parts = fold(unicodedata.normalize("NFKC", word).lower()).split("-")
        yield Key("".join(parts), len(parts))
