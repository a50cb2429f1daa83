"""Names of versions: the song's own title and what makes this version different."""

from remixes.engine.music.prompt import Wish
from remixes.engine.music.tempo import Pace

_LONGEST = 90


def titles(song_title: str, wish: Wish, paces: tuple[Pace, Pace]) -> tuple[str, str]:
    """One title per version, e.g. "Night Bus - slow lo-fi version"."""
    name = " ".join(song_title.split()) or "Untitled"
    if len(name) > _LONGEST:
        name = name[: _LONGEST - 1].rstrip() + "…"
    label = wish.style.label
    first, second = paces
    if second.bpm < first.bpm * 0.98:
        other = f"slower {label}"
    elif second.bpm > first.bpm * 1.02:
        other = f"faster {label}"
    else:
        other = f"extended {label}"
    return f"{name} - {label} version", f"{name} - {other} version"


def inpaint_titles(song_title: str, wish: Wish, bands: tuple[str, str]) -> tuple[str, str]:
    """Titles of the two fillings of a range."""
    name = " ".join(song_title.split())[:_LONGEST] or "Untitled"
    return (
        f"{name} - {wish.style.label} part with {bands[0]}",
        f"{name} - {wish.style.label} part with {bands[1]}",
    )
