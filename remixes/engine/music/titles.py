"""Names of versions: the song's own title and what makes this version different."""

from remixes.engine.music.prompt import Wish
from remixes.engine.music.tempo import Pace

_LONGEST = 90


def _song_name(title: str) -> str:
    name = " ".join(title.split()) or "Untitled"
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "\u2026"


def remix_titles(song_title: str, wish: Wish, paces: tuple[Pace, Pace]) -> tuple[str, str]:
    """One title per version, e.g. "Night Bus - slower lo-fi version"."""
    first, second = paces
    if second.bpm < first.bpm * 0.98:
        other = "slower "
    elif second.bpm > first.bpm * 1.02:
        other = "faster "
    else:
        other = "extended "
    name, label = _song_name(song_title), wish.style.label
    pace = {-1: "slow ", 0: "", 1: "fast "}[wish.pace]
    return f"{name} - {pace}{label} version", f"{name} - {other}{label} version"


def titles_with(song_title: str, what: str, instruments: tuple[str, str]) -> tuple[str, str]:
    """Titles of two versions that differ by who plays, e.g. "Night Bus - new part with organ"."""
    name = _song_name(song_title)
    first, second = instruments
    return f"{name} - {what} with {first}", f"{name} - {what} with {second}"
