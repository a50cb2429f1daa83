"""Which bars a word like "intro" or "second chorus" means.

The labels that people see on the song decide; where there are none for a word, levels do. Knows
no sound.
"""

import re

from remixes.analysis.song import Song

_WORD = re.compile(
    r"\b(?:(?P<intro>intro|beginning|opening|the start)|(?P<outro>outro|ending|the end)"
    r"|(?P<verse>verse|strophe)|(?P<bridge>bridge|solo|break(?:down)?|build-?up|interlude"
    r"|middle eight|pre-?chorus)|(?P<chorus>chorus|refrain|hook|drop))\b"
    # "Drop the drums" and "break it up" say what to do.
    r"(?!(?<=\bdrop)\s(?:the|all|it|out|your)\b)(?!(?<=\bbreak)\s(?:the|it|up|out|into)\b)"
)
_WHICH = re.compile(r"\b(first|1st|second|2nd|third|3rd|fourth|4th|last|final)\s+$")
_PLACE = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_LENGTHS = (16, 8, 4, 2, 1)
_EDGE_BARS = 8
_LONGEST_SHARE = 3
_LOUD = 0.9

Bars = tuple[int, int]


def named_part(song: Song, text: str) -> tuple[str, Bars] | None:
    """(word, (first bar, bar after the last)) of the first part that lower-case text names.

    At most 16 bars (8 at the edges of the song) and at most a third of it. None when no part is
    named, or when nothing in the song tells one part from another.
    """
    match = _WORD.search(text)
    if not match:
        return None
    kind = str(match.lastgroup)
    part = _part(song, kind, _WHICH.search(text[: match.start()]))
    if part is None:
        return None
    first, stop = part
    length = _length(song, stop - first, _EDGE_BARS if kind in {"intro", "outro"} else _LENGTHS[0])
    word = match.group().removeprefix("the ")
    return word, (stop - length, stop) if kind == "outro" else (first, first + length)


def _length(song: Song, bars: int, most: int) -> int:
    """As long as the part, cut to a length that music has."""
    most = max(1, min(most, song.bars // _LONGEST_SHARE))
    return bars if bars <= most else next(length for length in _LENGTHS if length <= most)


def _part(song: Song, kind: str, which: re.Match[str] | None) -> Bars | None:
    labelled = _labelled(song, kind)
    if kind == "intro":
        return labelled[0] if labelled else song.sections[0]
    if kind == "outro":
        return (labelled[-1] if labelled else song.sections[-1])[0], song.bars
    if len(song.sections) < 2:
        return None
    guess = {"chorus": _choruses, "verse": _verses, "bridge": _bridges}[kind]
    found = labelled or guess(song)
    if which is None:
        return found[0]
    place = _PLACE.get(which.group(1), len(found) - 1)
    return found[min(place, len(found) - 1)]


def _labelled(song: Song, kind: str) -> list[Bars]:
    """The sections that people see under this name, in order."""
    named = zip(song.sections, song.labels, strict=False)
    return [part for part, label in named if label == kind]


def _choruses(song: Song) -> list[Bars]:
    """The loud sections; a song seldom begins with its chorus."""
    levels = {part: _level(song, part) for part in song.sections[1:]}
    return [part for part, level in levels.items() if level >= _LOUD * max(levels.values())]


def _verses(song: Song) -> list[Bars]:
    """What is no chorus, between the edges if it can be."""
    loud = _choruses(song)
    quiet = [part for part in song.sections if part not in loud]
    return [part for part in quiet if part not in (song.sections[0], song.sections[-1])] or quiet


def _bridges(song: Song) -> list[Bars]:
    """What is no chorus, those nearest to two thirds of the song first."""
    loud, inner = _choruses(song), song.sections[1:-1] or song.sections[1:]
    parts = [part for part in inner if part not in loud] or list(inner)
    return sorted(parts, key=lambda part: abs(part[0] - 2 * song.bars / 3))


def _level(song: Song, part: Bars) -> float:
    return float(song.levels[part[0] : part[1]].mean())
