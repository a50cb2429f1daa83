"""Which sections are the same: A, B, C by sound and chords, and the names people give them."""

from collections import Counter
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from remixes.analysis.form import Sections, alike, standard
from remixes.analysis.spectra import Array

_SAME = 0.6
_SOUND = 0.5
_LOUDER = 1.04
_QUIET = 0.8
_NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def find_letters(sections: Sections, bar_colour: Array, bar_harmony: Array) -> tuple[str, ...]:
    """A letter per section; those alike in sound and chords bar by bar share one."""
    sound, chords = alike(standard(bar_colour)), alike(bar_harmony)
    similar = _SOUND * sound + (1 - _SOUND) * chords
    groups: list[list[tuple[int, int]]] = []
    letters = []
    for part in sections:
        scores = [np.mean([_agreement(similar, part, other) for other in g]) for g in groups]
        best = int(np.argmax(scores)) if scores else 0
        if not scores or scores[best] < _SAME:
            best = len(groups)
            groups.append([])
        groups[best].append(part)
        letters.append(_NAMES[min(best, len(_NAMES) - 1)])
    return tuple(letters)


def _agreement(similar: NDArray[np.float64], one: tuple[int, int], two: tuple[int, int]) -> float:
    """Mean likeness of two sections' bars in order; a shorter one is laid along the longer."""
    short, long = sorted((one, two), key=lambda part: part[1] - part[0])
    length, room = short[1] - short[0], long[1] - long[0]
    bars = np.arange(length)
    return max(
        float(similar[short[0] + bars, long[0] + shift + bars].mean())
        for shift in range(room - length + 1)
    )


def find_labels(
    sections: Sections, letters: tuple[str, ...], levels: NDArray[np.float64]
) -> tuple[str, ...]:
    """intro, verse, chorus, bridge or outro per section; "" where nothing speaks for a name.

    `levels` is RMS per bar. The chorus is what comes back loudest.
    """
    loud = np.array([levels[first:stop].mean() for first, stop in sections])
    chorus = _chorus(letters, loud)
    if not chorus:
        return ("",) * len(sections)
    labels = ["chorus" if letter == chorus else "" for letter in letters]
    counts, last = Counter(letters), len(letters) - 1
    verse = _verse(letters, labels)
    for i, letter in enumerate(letters):
        same = [level for other, level in zip(letters, loud, strict=True) if other == letter]
        is_own = counts[letter] == 1 or loud[i] < _QUIET * max(same)
        if labels[i]:
            continue
        if i == 0 and is_own:
            labels[i] = "intro"
        elif i == last and is_own:
            labels[i] = "outro"
        elif letter == verse:
            labels[i] = "verse"
        elif "chorus" in labels[:i] and "chorus" in labels[i:] and counts[letter] == 1:
            labels[i] = "bridge"
    return tuple(labels)


def _chorus(letters: tuple[str, ...], loud: NDArray[np.float64]) -> str:
    """The loudest letter that comes back after another one, if it is louder than the rest."""
    counts = Counter(letters)
    mean = {
        letter: float(np.mean([v for x, v in zip(letters, loud, strict=True) if x == letter]))
        for letter in counts
    }
    turns = Counter(letter for letter, _ in groupby(letters))
    again = [letter for letter, count in turns.items() if count > 1]
    if not again:
        return ""
    best = max(again, key=lambda letter: mean[letter])
    others = [v for letter, v in mean.items() if letter != best]
    return best if mean[best] > _LOUDER * float(np.mean(others)) else ""


def _verse(letters: tuple[str, ...], labels: list[str]) -> str:
    """The letter most often heard before a chorus."""
    before = Counter(
        letters[i] for i in range(len(letters) - 1) if not labels[i] and labels[i + 1] == "chorus"
    )
    return before.most_common(1)[0][0] if before else ""
