"""Another order for a song: hook first, as DJs need it, or back to where it began.

It knows the song's score and landmarks only.
"""

from remixes.analysis.song import Song
from remixes.engine.music.landmarks import Landmarks
from remixes.engine.music.styles import Drama

Row = tuple[str, int, int]
"""(part, first bar, bar after the last) of the source as the form sees it."""

SHORT_BARS = 12
"""Songs of fewer bars are played twice instead."""


def told_anew(song: Song, marks: Landmarks, drama: Drama) -> list[Row]:
    """Another order for the same song; the hook is heard in full at least once."""
    if song.bars < SHORT_BARS:
        half = max(1, marks.full // 2)
        again = min(marks.start, song.bars - 1)
        return [("intro", 0, half), ("verse", half, marks.full), ("chorus", again, song.bars)]
    return {"song": _hook_first, "club": _for_djs, "drift": _returning}[drama](song, marks)


def _hook_first(song: Song, marks: Landmarks) -> list[Row]:
    phrase, long = marks.phrase, marks.long
    build = lead_in(marks)
    verse = max(marks.start, marks.hook - long)
    if marks.hook - verse < phrase:
        verse, stop = marks.verse, min(marks.full, marks.verse + long)
    else:
        stop = marks.hook
    return [
        ("intro", marks.hook, marks.hook + phrase // 2),
        ("verse", verse, stop - build),
        ("build", stop - build, stop),
        ("chorus", marks.hook, marks.hook_stop),
        ("breakdown", marks.quiet, marks.quiet + phrase),
        *_build(marks),
        ("chorus", marks.last_hook, marks.last_hook_stop),
        ("outro", max(marks.start, song.bars - phrase // 2), song.bars),
    ]


def _for_djs(song: Song, marks: Landmarks) -> list[Row]:
    phrase, long = marks.phrase, marks.long
    half = phrase // 2
    verse = max(marks.start, marks.hook - long)
    verse = verse if marks.hook - verse >= phrase else marks.verse
    opening = (marks.start, marks.start + half)
    return [
        ("intro", *opening),
        ("intro", *opening),
        ("verse", verse, min(marks.full, verse + long)),
        *_build(marks),
        ("chorus", marks.hook, marks.hook_stop),
        ("breakdown", marks.quiet, marks.quiet + phrase),
        *_build(marks, 3 if phrase >= 8 else 1),
        ("chorus", marks.last_hook, marks.last_hook_stop),
        ("outro", *opening),
        ("outro", max(marks.start, song.bars - half), song.bars),
    ]


def _returning(song: Song, marks: Landmarks) -> list[Row]:
    phrase, long = marks.phrase, marks.long
    return [
        ("intro", 0, marks.start + phrase),
        ("intro", marks.start, marks.start + phrase),
        ("verse", marks.verse, min(marks.full, marks.verse + long)),
        ("chorus", marks.hook, marks.hook_stop),
        ("breakdown", marks.quiet, marks.quiet + phrase),
        ("chorus", marks.last_hook, marks.last_hook_stop),
        ("outro", marks.start, marks.start + phrase),
    ]


def lead_in(marks: Landmarks) -> int:
    """How many bars lead into a chorus."""
    return 2 if marks.phrase >= 4 else 1


def _build(marks: Landmarks, times: int = 1) -> list[Row]:
    """Loops of what leads into the hook, at last half as long."""
    length = lead_in(marks)
    stop = marks.hook if marks.hook - length >= marks.start else marks.hook + length
    return [("build", stop - length, stop)] * times + [("build", stop - 1, stop)] * length
