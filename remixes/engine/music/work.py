"""One render at work: the order, its scratch disk and watch, and the steps all modes share."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from remixes.analysis.hearing import Hearing
from remixes.analysis.onsets import RATE as ANALYSIS_RATE
from remixes.analysis.song import Song, understood
from remixes.audio.id3 import Tags
from remixes.engine.music.encode import write_both
from remixes.engine.music.master import Mastered
from remixes.engine.music.order import OnPlan, Order, Version
from remixes.engine.music.prompt import Wish
from remixes.engine.music.sound import RATE, Frames, Scratch, load_stereo, mono_blocks
from remixes.engine.music.source import claimed_length_s
from remixes.engine.music.watch import Watch

Timeline = tuple[dict[str, int | str], ...]


@dataclass(frozen=True)
class Work:
    """Everything a mode needs to do its job."""

    order: Order
    wish: Wish
    folder: Path
    scratch: Scratch
    watch: Watch
    on_plan: OnPlan
    processes: int = 1
    """How many the versions may be made in at the same time."""

    def read_song(self) -> tuple[Frames, Song]:
        """The source at 44.1 kHz stereo and what it is made of. Raises Unrenderable."""
        sound = self.read_sound()
        return sound, self.analysed(sound)

    def read_sound(self) -> Frames:
        """The source at 44.1 kHz stereo. Raises Unrenderable."""
        expected = claimed_length_s(self.order.source)
        step = self.watch.step(0.0, 0.05, "reading")
        return load_stereo(self.order.source, self.scratch, expected, step)

    def analysed(self, sound: Frames) -> Song:
        """What the source is made of."""
        hearing = Hearing()
        for block in mono_blocks(sound, ANALYSIS_RATE, self.watch.step(0.05, 0.15, "analysing")):
            hearing.add(block)
        return understood(hearing.heard(), self.watch.step(0.15, 0.17, "analysing"))

    def files(self, number: int) -> tuple[Path, Path]:
        """(wav, mp3) of a version."""
        return self.folder / f"version-{number}.wav", self.folder / f"version-{number}.mp3"

    def tags(self, title: str, timeline: Timeline = (), frames: int = 0) -> Tags:
        """What the mp3 of a version says about itself."""
        lines = tuple((int(entry["start"]), str(entry["text"])) for entry in timeline)
        made = f"Remixed with Remixdesk: {self.order.prompt.strip()}".rstrip(": ")
        lyrics, length_ms = self.order.lyrics.strip(), round(1000 * frames / RATE)
        return Tags(title, lyrics=lyrics, lines=lines, comment=made, length_ms=length_ms)

    def publish(
        self,
        number: int,
        title: str,
        record: Mastered,
        timeline: Timeline,
        share: tuple[float, float],
    ) -> Version:
        """Write both files of a mastered version."""
        wav, mp3 = self.files(number)
        step = self.watch.step(*share, f"encoding version {number}")
        frames = write_both(
            record.blocks(step), wav, mp3, self.tags(title, timeline, len(record.mix))
        )
        lyrics = self.order.lyrics.strip()
        return Version(number, mp3, wav, title, frames / RATE, lyrics, timeline)


def seeds(work: Work) -> tuple[int, int]:
    """One seed per version; the same order always gets the same."""
    drawn = np.random.default_rng(work.order.seed & 0xFFFFFFFF).integers(1 << 31, size=2)
    return int(drawn[0]), int(drawn[1])
