"""What all figures share: the folder, the songs, how thorough to be, and renders made once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from remixes.engine.evaluate.renders import Rendered, render_to
from remixes.engine.evaluate.songs.library import MadeSong, library
from remixes.engine.music.order import Order

_QUICK = ("pop120", "house126", "waltz140", "soul78")
SOUNDS = (".wav", ".mp3", ".flac", ".ogg", ".m4a", ".aac", ".opus", ".aif", ".aiff")


@dataclass
class Bench:
    """One evaluation; `own_songs` are real ones, of which nothing is known."""

    folder: Path
    is_quick: bool = False
    own_songs: Path | None = None
    _renders: dict[str, Rendered] = field(default_factory=dict)

    @cached_property
    def songs(self) -> Sequence[MadeSong]:
        """The made songs, a few of them when quick."""
        made = tuple(library(self.folder / "songs"))
        return [song for song in made if not self.is_quick or song.name in _QUICK]

    @cached_property
    def real(self) -> Sequence[Path]:
        """The songs of the given folder."""
        if self.own_songs is None:
            return ()
        return sorted(p for p in self.own_songs.iterdir() if p.suffix.lower() in SOUNDS)

    def song(self, name: str) -> MadeSong:
        """A made song by its name; the shortest when quick and it is not among the few."""
        named = [song for song in self.songs if song.name == name]
        return named[0] if named else min(self.songs, key=lambda song: song.truth.seconds)

    def room(self, name: str) -> Path:
        """A folder for one purpose."""
        path = self.folder / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def rendered(self, name: str, order: Order) -> Rendered:
        """The order rendered in a folder of that name, once per evaluation."""
        if name not in self._renders:
            self._renders[name] = render_to(order, self.room(f"renders/{name}"))
        return self._renders[name]

    @property
    def renders(self) -> dict[str, Rendered]:
        """Everything rendered so far, by name."""
        return self._renders
