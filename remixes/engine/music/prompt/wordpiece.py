"""Text into the word pieces of BERT's uncased vocabulary; knows nothing of what they mean."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"

_LONGEST_WORD = 100
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def pieces(text: str, vocabulary: Mapping[str, int], most: int) -> list[int]:
    """At most `most` ids, the start and end marks included.

    Greedy longest match first, as in J. Devlin et al., BERT (NAACL 2019), appendix A.2.
    """
    ids = [vocabulary[START]]
    for word in _words(text):
        ids += _pieces_of(word, vocabulary)
        if len(ids) >= most:
            break
    return [*ids[: most - 1], vocabulary[END]]


def read_vocabulary(lines: Sequence[str]) -> dict[str, int]:
    """Line number by piece."""
    return {piece: number for number, piece in enumerate(lines)}


def _pieces_of(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(word) > _LONGEST_WORD:
        return [vocabulary[UNKNOWN]]
    ids, start = [], 0
    while start < len(word):
        prefix = "##" if start else ""
        stops = range(len(word), start, -1)
        stop = next((s for s in stops if prefix + word[start:s] in vocabulary), 0)
        if not stop:
            return [vocabulary[UNKNOWN]]
        ids.append(vocabulary[prefix + word[start:stop]])
        start = stop
    return ids


def _words(text: str) -> Iterator[str]:
    """Lower case without accents; every punctuation mark and ideograph is a word of its own."""
    spaced = "".join(_cleaned(char) for char in text)
    plain = unicodedata.normalize("NFD", spaced)
    plain = "".join(char.lower() for char in plain if unicodedata.category(char) != "Mn")
    word = ""
    for char in plain:
        if char.isspace() or _is_punctuation(char):
            if word:
                yield word
            word = ""
            if not char.isspace():
                yield char
        else:
            word += char
    if word:
        yield word


def _cleaned(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if char == "\ufffd" or unicodedata.category(char) in _INVISIBLE:
        return ""
    return f" {char} " if _is_ideograph(char) else char


def _is_ideograph(char: str) -> bool:
    return any(low <= ord(char) <= high for low, high in _IDEOGRAPHS)


def _is_punctuation(char: str) -> bool:
    """Unicode's punctuation and all of ASCII that is neither letter, digit nor space."""
    is_ascii_mark = "!" <= char <= "~" and not char.isalnum()
    return is_ascii_mark or unicodedata.category(char).startswith("P")
