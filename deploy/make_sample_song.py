"""Compose "Paper Lanterns", the sample song: 104 BPM, A major, intro, verse, chorus, outro.

Run from the project's root: `python -m deploy.make_sample_song`. The same code gives the same file.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from remixes.audio import Mp3Writer
from remixes.engine.music.instruments.notes import Note, echoes
from remixes.engine.music.master import master
from remixes.engine.music.mixer import Desk, fade_out, mix
from remixes.engine.music.sound import RATE
from remixes.engine.music.treatment import Treated, Treatment
from remixes.engine.music.watch import no_watch

TITLE, ARTIST = "Paper Lanterns", "Remixdesk"
BPM = 104
BEAT = 60 / BPM
BARS = 17
KBITS = 128
TARGET = Path("static/sample/paper-lanterns.mp3")

# A major: A, F#m7, D, E; the chorus turns them round. Pitches from low to high.
VERSE = ((57, 61, 64, 69), (54, 61, 64, 69), (50, 57, 66, 69), (52, 59, 64, 68))
CHORUS = ((50, 62, 66, 69), (52, 64, 68, 71), (54, 61, 66, 69), (57, 61, 64, 69))
INTRO_BARS, VERSE_BARS, CHORUS_BARS = range(2), range(2, 8), range(8, 16)
FILL_BARS = (VERSE_BARS[-1], CHORUS_BARS[3], CHORUS_BARS[-1])

# (beat in the phrase of eight, beats, pitch); a call and its answer.
VERSE_TUNE = (
    (0.5, 0.5, 73), (1, 1, 76), (2, 0.5, 73), (2.5, 1, 71), (4, 0.5, 69), (4.5, 0.5, 71),
    (5, 1, 73), (6.5, 1, 69),
)  # fmt: skip
ANSWER_TUNE = (
    (0.5, 0.5, 74), (1, 1, 78), (2, 0.5, 76), (2.5, 1, 74), (4, 0.5, 71), (4.5, 0.5, 73),
    (5, 0.5, 76), (5.5, 2, 76),
)  # fmt: skip
CHORUS_TUNE = (
    (0, 1.5, 81), (1.5, 0.5, 78), (2, 1, 76), (3, 1, 78), (4, 1.5, 80), (5.5, 0.5, 76),
    (6, 1.5, 71), (8, 1.5, 78), (9.5, 0.5, 76), (10, 1, 73), (11, 1, 76), (12, 1, 76),
    (13, 0.5, 73), (13.5, 2, 69),
)  # fmt: skip


class Hands:
    """Turns bars and beats into slightly uneven seconds."""

    def __init__(self) -> None:
        self._rng = np.random.default_rng(104)

    def at(self, bar: int, beat: float, loose_s: float = 0.005) -> float:
        """Seconds of a beat; off-beat sixteenths swing a little."""
        swing = 0.03 if beat * 4 % 2 == 1 else 0.0
        slip = float(np.clip(self._rng.normal(0, loose_s), -0.012, 0.012))
        return max(0.0, (bar * 4 + beat + swing) * BEAT + slip)

    def touch(self, strength: float) -> float:
        """A strength that is never twice the same."""
        return strength * float(self._rng.uniform(0.9, 1.08))


def chord_of(bar: int) -> tuple[int, ...]:
    """The harmony of a bar; the last one comes home."""
    if bar == BARS - 1:
        return VERSE[0]
    return CHORUS[bar % 4] if bar in CHORUS_BARS else VERSE[(bar - 2) % 4]


def hit(hands: Hands, drum: str, bar: int, beat: float, gain: float, pan: float = 0.0) -> Note:
    """One drum."""
    return Note(hands.at(bar, beat, 0.003), 0.2, drum, 0, hands.touch(gain), pan)


def hats(hands: Hands) -> Iterator[Note]:
    """From the second bar on, opening at the end of each chorus bar; crashes and shakers."""
    for bar in range(1, BARS - 1):
        for eighth in range(8):
            drum = "open hat" if bar in CHORUS_BARS and eighth == 7 else "soft hat"
            yield hit(hands, drum, bar, eighth / 2, 0.2 if eighth % 2 else 0.3, 0.22)
    for bar in CHORUS_BARS:
        yield from (hit(hands, "shaker", bar, step / 4, 0.16, -0.4) for step in range(16))
    for bar in (CHORUS_BARS[0], CHORUS_BARS[4], BARS - 1):
        yield hit(hands, "crash", bar, 0, 0.34, -0.2)


def drums(hands: Hands) -> Iterator[Note]:
    """Kick and snare from the verse on; tom fills lead into and through the chorus."""
    for bar in (*VERSE_BARS, *CHORUS_BARS):
        yield from (hit(hands, "kick", bar, beat, 0.95) for beat in (0, 2.5))
        yield hit(hands, "kick", bar, 1.75, 0.45)
        yield hit(hands, "snare", bar, 1, 0.6)
        if bar not in FILL_BARS:
            yield hit(hands, "snare", bar, 3, 0.6)
            continue
        for k, drum in enumerate(("high tom", "high tom", "mid tom", "low tom")):
            yield hit(hands, drum, bar, 3 + k / 4, 0.4 + 0.08 * k, -0.3 + 0.2 * k)


def bass(hands: Hands) -> Iterator[Note]:
    """Roots with a step up to the next bar; long notes at the end."""
    for bar in range(2, BARS):
        root = chord_of(bar)[0] - 12
        root = root - 12 if root > 44 else root
        if bar == BARS - 1:
            yield Note(hands.at(bar, 0), 3 * BEAT, "finger bass", root, 0.9)
            continue
        following = chord_of(bar + 1)[0] - 12
        following = following - 12 if following > 44 else following
        for beat, length, pitch in (
            (0, 1.4, root), (1.75, 0.6, root), (2.5, 0.9, root + 7 if root < 40 else root - 5),
            (3.5, 0.45, following - 2 if following > root else following + 2),
        ):  # fmt: skip
            yield Note(hands.at(bar, beat), length * BEAT, "finger bass", pitch, hands.touch(0.9))


def keys(hands: Hands) -> Iterator[Note]:
    """Electric piano: broken in intro and verse, pushed chords in the chorus."""
    for bar in range(BARS):
        chord = chord_of(bar)
        if bar in CHORUS_BARS:
            for beat, length in ((0, 1.3), (1.5, 0.9), (2.5, 1.4)):
                for k, pitch in enumerate(chord[1:]):
                    start = hands.at(bar, beat) + 0.006 * k
                    yield Note(
                        start,
                        length * BEAT,
                        "electric piano",
                        pitch,
                        hands.touch(0.8),
                        0.2 * k - 0.2,
                    )
        else:
            order = (0, 1, 2, 3, 2, 1, 2, 3) if bar < BARS - 1 else (0, 1, 2, 3)
            for k, which in enumerate(order):
                yield Note(
                    hands.at(bar, k / 2), 1.8 * BEAT, "electric piano", chord[which],
                    hands.touch(0.8), -0.25 + 0.16 * which,
                )  # fmt: skip


def pad() -> Iterator[Note]:
    """Strings behind the chorus and the last chord."""
    for bar in (*VERSE_BARS[-2:], *CHORUS_BARS, BARS - 1):
        for k, pitch in enumerate(chord_of(bar)[1:]):
            yield Note(bar * 4 * BEAT, 4 * BEAT, "slow strings", pitch, 0.8, -0.5 + 0.5 * k)


def tune(hands: Hands) -> Iterator[Note]:
    """A flute sings the verse, a voice-like lead the chorus with the flute a third below."""

    def phrase(bar: int, notes: tuple[tuple[float, float, int], ...], who: str) -> Iterator[Note]:
        for beat, length, pitch in notes:
            start = hands.at(bar, beat, 0.006)
            yield Note(start, 0.95 * length * BEAT, who, pitch, hands.touch(0.95))

    for bar, notes in ((2, VERSE_TUNE), (4, ANSWER_TUNE), (6, VERSE_TUNE)):
        yield from phrase(bar, notes, "flute")
    for bar in (8, 12):
        yield from phrase(bar, CHORUS_TUNE, "voice ah")
    below = tuple((beat, length, pitch - 12) for beat, length, pitch in CHORUS_TUNE)
    yield from (
        Note(n.start_s, n.length_s, n.instrument, n.pitch, 0.4 * n.gain, 0.4)
        for n in phrase(12, below, "flute")
    )


def sparkle(hands: Hands) -> Iterator[Note]:
    """A vibraphone that answers in the gaps."""
    for bar in (1, 3, 5, 7, 9, 11, 13, 15, 16):
        for k, which in enumerate((1, 2, 3)):
            start = hands.at(bar, 2.5 + k / 2)
            pitch = chord_of(bar)[which] + 12
            yield Note(start, BEAT, "vibraphone", pitch, hands.touch(0.7), 0.5 - 0.4 * k)


def compose() -> np.ndarray:
    """The mix: (frames, 2) float32 at 44.1 kHz."""
    hands = Hands()
    lead = list(tune(hands))
    stems = {
        "drums": [*hats(hands), *drums(hands)],
        "bass": list(bass(hands)),
        "chords": list(keys(hands)),
        "pad": list(pad()),
        "arp": list(sparkle(hands)),
        "lead": lead + echoes(lead, 0.75 * BEAT, 2, 0.2),
    }
    kicks = [note.start_s for note in stems["drums"] if note.instrument == "kick"]
    balance = {"drums": 0, "bass": -2.5, "chords": -4, "pad": -11, "arp": -11, "lead": -2.5}
    desk = Desk(balance, 1.5, 0.17, 0.18, kicks, (), 17)
    out = np.zeros((int((BARS * 4 * BEAT + 1.2) * RATE), 2), np.float32)
    nothing = np.zeros((RATE, 2), np.float32)
    mix(nothing, Treated(Treatment(), nothing), stems, desk, out, no_watch)
    fade_out(out, 2.2)
    return out


def main() -> None:
    """Write the song."""
    record = master(compose(), no_watch)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with Mp3Writer(TARGET, RATE, 2, KBITS, title=TITLE, artist=ARTIST) as mp3:
        for block in record.blocks(no_watch):
            mp3.write(block)


if __name__ == "__main__":
    main()
