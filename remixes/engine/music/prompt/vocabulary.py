"""The 30 522 word pieces of BERT's uncased vocabulary, loaded once."""

from functools import cache

from remixes.engine.music.prompt.lists import FOLDER
from remixes.engine.music.prompt.wordpiece import read_vocabulary


@cache
def vocabulary() -> dict[str, int]:
    """BERT's 30 522 word pieces: also a list of the commonest words."""
    return read_vocabulary((FOLDER / "vocab.txt").read_text("utf-8").splitlines())


def is_common(word: str) -> bool:
    """Whether it is a whole word that people write on purpose."""
    return word in vocabulary()
