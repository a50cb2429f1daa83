"""The bass line: roots on the pattern, with octaves, fifths or a walk to the next chord."""

from remixes.analysis.harmony import Chord
from remixes.analysis.song import Song
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import STEPS, Clock, length_of
from remixes.engine.music.arrange.voicing import near
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import Bass

_CENTRE = 38
_LOWEST = 28


def bass_notes(song: Song, bars: tuple[Bar, ...], bass: Bass, clock: Clock) -> list[Note]:
    """The bass of a version; silent where the song stands alone."""
    notes = []
    total = song.meter * STEPS
    for i, bar in enumerate(bars):
        if bar.level == 0:
            continue
        steps = bass.steps if bar.level >= 2 or len(bars) < 8 else _calm(bass.steps)
        for step in range(total):
            strength = clock.touch(steps, step)
            if strength:
                start = clock.human(i, step, 0.002)
                length = clock.exact(i, step + length_of(steps, step, total)) - start
                pitch = _pitch(song, i, step, bass.moves, clock)
                notes.append(
                    Note(start, max(0.08, 0.92 * length), bass.instrument, pitch, strength)
                )
    return notes


def _calm(steps: str) -> str:
    """The first note of each half bar only."""
    return "".join(s if k % 8 == 0 else "." for k, s in enumerate(steps)) or steps


def _root(chord: Chord) -> int:
    pitch = near(chord.root, _CENTRE)
    return pitch if pitch >= _LOWEST else pitch + 12


def _pitch(song: Song, bar: int, step: int, moves: str, clock: Clock) -> int:
    beat = bar * song.meter + step / STEPS
    chord = song.chord_at(beat)
    root = _root(chord)
    if moves == "walk":
        return _walk(song, int(beat), root)
    if moves == "octave" and step % 4 == 2 and clock.chance(0.55):
        return root + 12
    if moves == "fifth" and step >= 8 and step % 8 != 0 and clock.chance(0.6):
        return root + 7 if root + 7 <= _CENTRE + 8 else root - 5
    return root


def _walk(song: Song, beat: int, root: int) -> int:
    """Root, third, fifth, then a half step away from where the next chord stands."""
    place = beat % song.meter
    chord = song.chord_at(beat)
    if song.chord_at(beat - 1) != chord or place == 0:
        return root
    following = song.chord_at(beat + 1)
    if place == song.meter - 1 or following != chord:
        target = _root(following)
        return target - 1 if target > root else target + 1
    return root + ((chord.tones[1] - chord.root) % 12 if place == 1 else 7)
