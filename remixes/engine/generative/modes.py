"""The three modes through ACE-Step: REMIX covers, INPAINT repaints, OVER_INSTRUMENTAL adds a voice.

What comes out of the model is treated like any other sound: mastered, levelled, laid into place.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from remixes.analysis.song import Song
from remixes.engine.generative.conditions import (
    VOCALISE,
    Conditions,
    conditions,
    voiced,
    with_sections,
    without_words,
)
from remixes.engine.generative.model import Model, Task
from remixes.engine.generative.stem import Stem
from remixes.engine.music.master import master
from remixes.engine.music.on_top import publish_on_top
from remixes.engine.music.order import Version
from remixes.engine.music.ranges import choose_range
from remixes.engine.music.recut import Cut
from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.splice import as_loud_as, place_in, publish_spliced
from remixes.engine.music.stops import Unrenderable
from remixes.engine.music.titles import titles_of
from remixes.engine.music.work import Work, seeds

NAME = "ACE-Step, generative"
LONGEST_S = 600.0
"""Of sound that the model hears and makes at once; its makers trained it up to this."""
_TOO_LONG = (
    f"The generative model makes at most {LONGEST_S / 60:.0f} minutes; choose a shorter range."
)
_CLOSE, _FAR = 0.9, 0.6
_AROUND_S = 45.0
"""What the model hears of the song on either side of a range."""
_SHARE = 0.36
_NO_TIMES = "Sung by the model, which does not say when each line comes."

Mode = Callable[[Work, Path], Iterator[Version]]


def cover(work: Work, folder: Path) -> Iterator[Version]:
    """The whole song anew along its own structure. Raises Unrenderable, Cancelled."""
    sound, song = work.read_song()
    what = ("close to the song", "free with the song")
    names = titles_of(work.order.title, (f"generated, {what[0]}", f"generated, {what[1]}"))
    work.on_plan(_plan(work, song, "a cover of the whole song", names, what))
    model = _loaded(work, folder)
    told = _told(work, song)
    for number, strength in ((1, _CLOSE), (2, _FAR)):
        task = Task("cover", told, seeds(work)[number - 1], strength)
        made, low = _made(work, model, sound, task, number)
        step = work.watch.step(low, low + 0.04, f"mastering version {number}")
        record = master(made, step)
        yield work.publish(number, names[number - 1], record, (), (low + 0.04, low + 0.1))


def repaint(work: Work, folder: Path) -> Iterator[Version]:
    """The seconds of a range anew; the rest stays, sample for sample. Raises as `cover`."""
    sound, song = work.read_song()
    order = work.order
    chosen = choose_range(song, order.replace_start_at, order.replace_end_at, order.prompt)
    place = place_in(work, sound, chosen.start_s, chosen.stop_s)
    what = ("one new part", "another new part")
    names = titles_of(order.title, ("generated part", "another generated part"))
    plan = _plan(work, song, chosen.words, names, what)
    work.on_plan(plan | {"range": [round(chosen.start_s, 3), round(chosen.stop_s, 3)]})
    around_s = min(_AROUND_S, (LONGEST_S - chosen.stop_s + chosen.start_s) / 2)
    if around_s < 0:
        raise Unrenderable(_TOO_LONG)
    model = _loaded(work, folder)
    start, stop = round(chosen.start_s * RATE), round(chosen.stop_s * RATE)
    low = max(0, start - round(around_s * RATE))
    around = np.asarray(sound[low : stop + round(around_s * RATE)])
    span_s = ((start - low) / RATE, (stop - low) / RATE)
    for number in (1, 2):
        task = Task("repaint", _told(work, song), seeds(work)[number - 1], span_s=span_s)
        made, at = _made(work, model, around, task, number)
        piece = made[start - low : stop - low]
        piece = as_loud_as(piece, np.asarray(sound[start:stop]), sound)
        yield publish_spliced(work, place, piece, number, names[number - 1], (), (at, at + 0.1))


def lego(work: Work, folder: Path) -> Iterator[Version]:
    """A voice on top of the instrumental, which keeps its sound. Raises as `cover`."""
    sound, song = work.read_song()
    what = ("one voice", "another voice")
    names = titles_of(work.order.title, ("generated vocals", "other generated vocals"))
    work.on_plan(_plan(work, song, "vocals over the instrumental", names, what))
    model = _loaded(work, folder)
    told = _told(work, song, words=VOCALISE)
    for number in (1, 2):
        task = Task("lego", told, seeds(work)[number - 1])
        made, low = _made(work, model, sound, task, number)
        stem, whole_song = Stem(made), Cut(sound, ((0, len(sound)),))
        share = (low, low + 0.1)
        yield publish_on_top(
            work, whole_song, {"voice": stem}, stem, number, names[number - 1], share
        )


def _loaded(work: Work, folder: Path) -> Model:
    work.watch.step(0.25, 0.25, "loading the model")
    return Model(folder)


def _made(work: Work, model: Model, sound: Frames, task: Task, number: int) -> tuple[Frames, float]:
    """What the model makes, and the progress at which it is made."""
    low = 0.26 + (number - 1) * _SHARE
    step = work.watch.step(low, low + 0.26, f"generating version {number}")
    return model.run(np.asarray(sound), task, step), low + 0.26


def _told(work: Work, song: Song, words: str = "") -> Conditions:
    """The order in the model's terms; without lyrics, `words` for a voice or an instrumental."""
    order, labels = work.order, song.labels
    caption = voiced(order.prompt.strip() or work.wish.style.label, order.gender)
    lyrics = with_sections(order.lyrics, labels) or without_words(labels, words)
    return conditions(song, caption, lyrics)


def _plan(
    work: Work, song: Song, what: str, names: Sequence[str], differences: Sequence[str]
) -> dict[str, object]:
    """JSON-ready facts; what the model makes of them is not known before."""
    versions = [
        {"title": name, "difference": difference}
        for name, difference in zip(names, differences, strict=True)
    ]
    facts: dict[str, object] = {
        "made_by": NAME,
        "source_bpm": round(song.bpm, 1) if song.has_pulse else None,
        "key": str(song.key),
        "meter": song.meter,
        "versions": versions,
        "summary": f"{NAME}: {what}",
    }
    return facts | ({"lyrics": _NO_TIMES} if work.order.lyrics.strip() else {})
