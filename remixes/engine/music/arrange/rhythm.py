"""When a part strikes: its pattern on a bar, cut and struck anew where the song's chord changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.arrange.meters import STEPS, sign_at
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.styles import STRENGTH


@dataclass(frozen=True)
class Stroke:
    """A struck step of a bar, how long until the next or the chord's end (steps), and its sign."""

    step: int
    length: int
    sign: str

    def strength(self, clock: Clock) -> float:
        """How hard, with a little life in it."""
        return STRENGTH[self.sign] * clock.life()


def strokes_of(song: Song, steps: str, i: int, place: int, *, follows: bool) -> Iterator[Stroke]:
    """The strokes of bar `i`; `follows` strikes once more where the chord changes in between."""
    total = song.meter * STEPS
    signs = [sign_at(steps, song.meter, place, step) for step in range(total)]
    turns = changes_in(song, i)
    if follows:
        signs = ["x" if s == "." and k in turns else s for k, s in enumerate(signs)]
    for step, sign in enumerate(signs):
        if sign == ".":
            continue
        ends = [k for k in range(step + 1, total) if signs[k] != "." or k in turns]
        yield Stroke(step, (ends[0] if ends else total) - step, sign)


def changes_in(song: Song, i: int) -> frozenset[int]:
    """Steps of bar `i` on which another chord begins."""
    first = i * song.meter
    return frozenset(
        STEPS * beat
        for beat in range(song.meter)
        if first + beat < song.beats
        and (first + beat == 0 or song.chords[first + beat] != song.chords[first + beat - 1])
    )


def accents(steps: str) -> str:
    """The accents of a pattern alone; its first stroke where it has none."""
    kept = "".join(sign if sign == "X" else "." for sign in steps)
    if "X" in kept:
        return kept
    first = next((k for k, sign in enumerate(steps) if sign != "."), 0)
    return "." * first + "X" + "." * (len(steps) - first - 1)
