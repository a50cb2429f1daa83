"""The bass line: the root where a chord begins, the style's way on, a step into the next chord."""

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest

from remixes.analysis.harmony import Chord, Key
from remixes.analysis.song import Song
from remixes.engine.music.arrange.meters import STEPS
from remixes.engine.music.arrange.rhythm import Stroke, strokes_of
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.arrange.voicing import near
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.instruments.sampled_names import SAMPLED
from remixes.engine.music.styles import Bass, Moves

LOWEST, HIGHEST = 28, 57
_CENTRE = 37
_GLIDERS = ("808 bass", "sub bass", "fretless bass")
_GLIDE_SHARE, _JOINED_S, _LONG_S, _NEVER = 0.35, 0.06, 0.28, 9.0


def bass_notes(song: Song, bars: tuple[Bar, ...], bass: Bass, clock: Clock) -> list[Note]:
    """The bass of a version; silent where the song stands alone and before a build ends."""
    line = _Line(song, bass, clock)
    notes: list[Note] = []
    for i, bar in enumerate(bars):
        if bar.level == 0 or (bar.part == "build" and bar.length > 1 and bar.share >= 0.5):
            continue
        steps = bass.steps if bar.level >= 2 or len(bars) < 8 else _calm(bass.steps)
        for stroke in strokes_of(song, steps, i, bar.place, follows=bass.moves != "tumbao"):
            start = clock.human(i, stroke.step, 0.002)
            length = bass.ring * (clock.exact(i, stroke.step + stroke.length) - start)
            pitch = line(i, stroke)
            gain = stroke.strength(clock)
            notes.append(Note(start, max(0.08, length), bass.instrument, pitch, gain))
    lowest = SAMPLED[bass.instrument].low if bass.instrument in SAMPLED else LOWEST
    notes = [replace(note, pitch=note.pitch + 12 * (note.pitch < lowest)) for note in notes]
    return _gliding(notes, clock) if bass.instrument in _GLIDERS else notes


def _gliding(notes: list[Note], clock: Clock) -> list[Note]:
    """Now and then a long note slides into the one that follows at once."""
    out = []
    for note, following in zip_longest(notes, notes[1:]):
        gap = following.start_s - note.start_s - note.length_s if following else _NEVER
        moves = following is not None and following.pitch != note.pitch
        if moves and gap < _JOINED_S and note.length_s > _LONG_S and clock.chance(_GLIDE_SHARE):
            note = replace(note, glide_to=following.pitch)
        out.append(note)
    return out


def _calm(steps: str) -> str:
    """The first note of each half bar only, where there is one."""
    kept = "".join(sign if k % 8 == 0 else "." for k, sign in enumerate(steps))
    return kept if kept.strip(".") else steps


def root_of(chord: Chord) -> int:
    """Where a root lies on the bass."""
    pitch = near(chord.root, _CENTRE)
    return pitch if pitch >= LOWEST else pitch + 12


class _Line:
    """One bass player: knows what was played last."""

    def __init__(self, song: Song, bass: Bass, clock: Clock) -> None:
        self._song, self._bass, self._clock = song, bass, clock
        self._chord: Chord | None = None
        self._count = 0

    def __call__(self, i: int, stroke: Stroke) -> int:
        """The pitch of a stroke in bar `i`."""
        song = self._song
        beat = i * song.meter + stroke.step / STEPS
        chord = song.chord_at(beat)
        is_new = chord != self._chord or stroke.step == 0
        self._count = 0 if is_new else self._count + 1
        self._chord = chord
        if self._bass.moves == "walk":
            return _walked(song, int(beat), root_of(chord))
        if self._bass.moves == "tumbao":
            return self._anticipated(beat, stroke, chord)
        following = song.chord_at(beat + stroke.length / STEPS)
        if not is_new and following != chord and self._clock.chance(self._bass.approach):
            return approach(root_of(chord), root_of(following), song.key)
        if is_new:
            return root_of(chord)
        return _within(_MOVES[self._bass.moves](chord, stroke.step, self._count, self._clock))

    def _anticipated(self, beat: float, stroke: Stroke, chord: Chord) -> int:
        """Fifth on the second off-beat, then the next bar's root already on the last beat."""
        last = self._song.meter * STEPS - STEPS
        if stroke.step >= last:
            return root_of(self._song.chord_at(beat + self._song.meter - stroke.step / STEPS))
        return _within(root_of(chord) + 7)


def approach(here: int, target: int, key: Key) -> int:
    """A step away from the target on the side we come from: the key's own, else a half step."""
    side = -1 if here <= target else 1
    for step in (2, 1):
        if (target + side * step) % 12 in key.scale:
            return _within(target + side * step)
    return _within(target + side)


def _within(pitch: int) -> int:
    while pitch > HIGHEST:
        pitch -= 12
    while pitch < LOWEST:
        pitch += 12
    return pitch


def _third(chord: Chord) -> int:
    return (chord.tones[1] - chord.root) % 12


def _octave(chord: Chord, step: int, _count: int, clock: Clock) -> int:
    return root_of(chord) + (12 if step % 4 == 2 and clock.chance(0.55) else 0)


def _octaves(chord: Chord, _step: int, count: int, _clock: Clock) -> int:
    return root_of(chord) + 12 * (count % 2)


def _fifth(chord: Chord, step: int, _count: int, clock: Clock) -> int:
    root = root_of(chord)
    if step < 8 or (step % 8 and not clock.chance(0.6)):
        return root
    return root + 7 if root + 7 <= _CENTRE + 8 else root - 5


def _bounce(chord: Chord, _step: int, count: int, _clock: Clock) -> int:
    """Root and the fifth below in turn, as the two-beat of country and polka has it."""
    root = root_of(chord)
    return root if count % 2 == 0 else root - 5 if root - 5 >= LOWEST else root + 7


def _boogie(chord: Chord, _step: int, count: int, _clock: Clock) -> int:
    """Up to the octave and back, roots on one and three; over minor the seventh for the sixth."""
    top = 10 if chord.is_minor else 9
    ladder = (0, _third(chord), 7, top, 12, top, 7, _third(chord))
    return root_of(chord) + ladder[count % len(ladder)]


def _arpeggio(chord: Chord, _step: int, count: int, _clock: Clock) -> int:
    return root_of(chord) + (0, _third(chord), 7, 12, 7, _third(chord))[count % 6]


def _riff(chord: Chord, step: int, count: int, _clock: Clock) -> int:
    """A figure that leaves the root for its octave and flat neighbour off the beat."""
    return root_of(chord) + (0, 0, 12, 0, 7, 12)[count % 6] if step % 4 else root_of(chord)


_MOVES: dict[Moves, Callable[[Chord, int, int, Clock], int]] = {
    "root": lambda chord, _step, _count, _clock: root_of(chord),
    "octave": _octave,
    "octaves": _octaves,
    "fifth": _fifth,
    "bounce": _bounce,
    "boogie": _boogie,
    "arpeggio": _arpeggio,
    "riff": _riff,
}


def _walked(song: Song, beat: int, root: int) -> int:
    """Root, third, fifth, then a half step away from where the next chord stands."""
    place = beat % song.meter
    chord = song.chord_at(beat)
    if song.chord_at(beat - 1) != chord or place == 0:
        return root
    following = song.chord_at(beat + 1)
    if place == song.meter - 1 or following != chord:
        target = root_of(following)
        if target == root:
            return _within(root + 7) if place % 2 else _within(root + _third(chord))
        return _within(target - 1 if target > root else target + 1)
    return _within(root + (_third(chord) if place % 2 else 7))
