"""Whether the voice sings: in tune, in time with the timeline, and so that words are understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.drafts import decided
from remixes.engine.evaluate.figure import Figure, Figures, at_least, at_most
from remixes.engine.evaluate.judges import onset, pitch
from remixes.engine.evaluate.judges.words import Listener
from remixes.engine.evaluate.renders import order
from remixes.engine.music.lead import Lead
from remixes.engine.music.sound import RATE
from remixes.engine.music.voice.line import Phrase
from remixes.engine.music.voice.net import FPS
from remixes.engine.music.voice.sung import Sung

CLOSED_SET: tuple[str, ...] = (
    "Walking through the green forest",
    "I can hear the river sing",
    "Every leaf is slowly turning",
    "In the morning light of spring",
    "Carry me over the mountain",
    "Where the wild flowers grow",
    "Follow the path to the ocean",
    "Nobody ever will know",
    "Hold on to the summer rain",
    "Let it wash away the pain",
    "Dancing under silver skies",
    "We will never say goodbye",
    "Take me back to where we started",
    "With the sun upon my face",
    "Through the fields and down the valley",
    "We will find a better place",
)
"""What the target was set with; lines of different lengths, as songs have them."""
EVEN_SET: tuple[str, ...] = (
    "The winter sun is on the wall",
    "I hear the river far below",
    "Nobody told me you would call",
    "We never had a place to go",
    "Open the window to the sea",
    "Dancing alone in summer rain",
    "Tomorrow you will think of me",
    "Waiting beside the morning train",
    "Give me a reason to believe",
    "Silver and gold are in your eyes",
    "Every long story has to leave",
    "Somewhere a little baby cries",
    "Hold on to what you have today",
    "Under the bridge the water turns",
    "Children are running down the bay",
    "Deep in the night a candle burns",
)
"""A harder exam: eight syllables each (once nine), so that length gives nothing away."""
_SONGS = ("rock97", "soul78", "waltz140", "drift92")
_NEAR_CENTS = 50.0
_HEAD, _TAIL_S = 0.3, 0.02
"""Of a note, what may still glide into its pitch, and its very end."""
_LONGEST_MS = 1e6
_LEAD_IN_S = 1.0

Mono = NDArray[np.float32]


@dataclass(frozen=True)
class Sample:
    """A line sung alone: its score, its start by the timeline and what sounds, from 0 s on."""

    phrase: Phrase
    start_s: float
    sound: Mono


@dataclass(frozen=True)
class Take:
    """What one version sings of a set of lines."""

    name: str
    texts: tuple[str, ...]
    lines: tuple[Sample, ...]


def alone(phrase: Phrase, start_s: float) -> Sample:
    """A line by the first voice alone, before any room, moved to begin after a second.

    It is moved by whole frames of the voice, so that nothing else about it changes.
    """
    moved = np.floor((phrase.tones[0].start_s - _LEAD_IN_S) * FPS) / FPS
    tones = tuple(replace(tone, start_s=tone.start_s - moved) for tone in phrase.tones)
    single = replace(phrase, tones=tones, seats=(), is_backing=())
    frames = round((tones[-1].start_s + tones[-1].length_s + 1) * RATE)
    sound = np.asarray(Sung([single]).block(frames).mean(1), np.float32)
    return Sample(single, start_s - moved, sound)


def takes(bench: Bench) -> Iterator[Take]:
    """Both sets sung over a few songs, both versions."""
    for name in _SONGS[: 1 if bench.is_quick else None]:
        song = bench.song(name)
        for texts in (CLOSED_SET, EVEN_SET):
            wanted = order(song.path, "pop", lyrics="\n".join(texts))
            for number, draft in enumerate(decided(wanted).drafts, 1):
                yield _take(f"{song.name}/{number}", texts, draft.lead)


def _take(name: str, texts: tuple[str, ...], lead: Lead) -> Take:
    if lead.sung is None:
        raise ValueError(f"Nothing is sung in {name}.")
    starts = [int(e["start"]) / 1000 for e in lead.timeline if not str(e["text"]).startswith("[")]
    pairs = zip(lead.sung.phrases, starts, strict=True)
    return Take(name, texts, tuple(alone(phrase, start) for phrase, start in pairs))


def cents(line: Sample) -> list[float]:
    """How far every note is off, cents; nan for notes without any pitch."""
    hz = pitch.track(line.sound, RATE)
    return [
        pitch.cents_off(
            hz,
            tone.start_s + _HEAD * tone.length_s,
            tone.start_s + tone.length_s - _TAIL_S,
            tone.pitch,
        )
        for tone in line.phrase.tones
    ]


def onset_error_ms(line: Sample) -> float:
    """How far a line's first sound is from its start in the timeline, ms; nan if silent."""
    return abs(onset.onset_s(line.sound, RATE) - line.start_s) * 1000


def understood(take: Take, listener: Listener) -> int:
    """How many of the lines the recogniser tells from the others."""
    return sum(listener.heard(line.sound, RATE) == number for number, line in enumerate(take.lines))


def figures(bench: Bench) -> Figures:
    """Pitch, onsets, words."""
    sung = list(takes(bench))
    lines = [line for take in sung for line in take.lines]
    off = np.array([each for line in lines for each in cents(line)])
    near = np.abs(off) <= _NEAR_CENTS
    yield at_least(
        "voice: notes within 50 cents",
        100 * float(near.mean()),
        95,
        " %",
        note=f"{len(off)} notes; median {np.nanmedian(np.abs(off)):.0f} cents; without any pitch "
        f"{int(np.isnan(off).sum())}",
    )
    late = np.nan_to_num(np.array([onset_error_ms(line) for line in lines]), nan=_LONGEST_MS)
    note = f"{len(late)} lines"
    yield at_most(
        "voice: line onsets against the timeline, median", float(np.median(late)), 30, " ms", note
    )
    yield at_most("voice: line onsets, 95 of 100", float(np.percentile(late, 95)), 120, " ms", note)
    yield _words(sung)


def _words(sung: Sequence[Take]) -> Figure:
    """Lines left out count as not understood."""
    listeners = {texts: Listener(texts) for texts in (CLOSED_SET, EVEN_SET)}
    scores = [(take, understood(take, listeners[take.texts])) for take in sung]
    easy, hard = (
        {take.name: score for take, score in scores if take.texts == texts}
        for texts in (CLOSED_SET, EVEN_SET)
    )
    return at_least(
        "voice: lines understood of 16, mean of the takes",
        float(np.mean(list(easy.values()))),
        11,
        note=", ".join(f"{name} {score}" for name, score in easy.items())
        + f"; of 16 lines of one length {np.mean(list(hard.values())):.1f}",
    )
