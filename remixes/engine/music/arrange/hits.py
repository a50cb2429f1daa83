"""How loud and where in the picture each drum stands; which of them are kicks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from remixes.engine.music.instruments.notes import Note

_GAINS = {
    "kick": 0.9, "snare": 0.7, "clap": 0.62, "rim": 0.4, "brush": 0.5, "brush slap": 0.5,
    "brush swirl": 0.3, "hat": 0.3, "soft hat": 0.34, "open hat": 0.26, "pedal hat": 0.26,
    "ride": 0.22, "ride bell": 0.2, "crash": 0.4, "china": 0.3, "splash": 0.3, "cymbals": 0.4,
    "shaker": 0.22, "cabasa": 0.2, "tambourine": 0.2, "guiro": 0.2, "triangle": 0.14,
    "conga": 0.34, "high conga": 0.3, "bongo": 0.3, "timbale": 0.34, "agogo": 0.2, "cowbell": 0.24,
    "claves": 0.26, "woodblock": 0.24, "castanets": 0.2, "surdo": 0.6, "low tom": 0.6,
    "mid tom": 0.55, "high tom": 0.5, "timpani": 0.85, "riser": 0.3, "impact": 0.5, "boom": 0.5,
    "reverse cymbal": 0.3, "sticks": 0.3, "bell tree": 0.2, "sleigh bells": 0.16,
    "taiko": 0.7, "sub drop": 0.5, "snap": 0.4, "sidestick": 0.4, "scratch pull": 0.25,
    "scratch push": 0.25, "orchestral kick": 0.8, "downlifter": 0.3, "hand clap": 0.5,
}  # fmt: skip
_PANS = {
    "hat": 0.22, "soft hat": 0.2, "open hat": 0.25, "ride": -0.3, "shaker": -0.35, "crash": -0.2,
    "conga": 0.4, "high conga": 0.5, "rim": -0.15, "low tom": 0.3, "high tom": -0.3,
    "cowbell": 0.3, "claves": -0.3, "tambourine": 0.35, "bongo": -0.4, "cabasa": -0.35,
    "timbale": 0.45, "agogo": 0.4, "triangle": -0.5, "woodblock": -0.4,
}  # fmt: skip
_OTHER_GAIN = 0.6
_GAINS_OF, _PANS_OF = tuple(_GAINS.items()), tuple(_PANS.items())


def is_kick(note: Note) -> bool:
    """True for what the mix pumps to."""
    return note.instrument.endswith("kick") or note.instrument == "timpani"


def hit(drum: str, start_s: float, strength: float) -> Note:
    """A drum at its place in the kit."""
    gain = _of(drum, _GAINS_OF, _OTHER_GAIN) * strength
    pan = _of(drum, _PANS_OF, 0.0)
    return Note(start_s, 0.2, drum, 0, gain, pan, velocity=min(1.0, max(0.05, strength)))


def taking_turns(notes: Iterable[Note]) -> list[Note]:
    """The hits in order, no two of a drum in a row alike."""
    seen: Counter[str] = Counter()
    out = []
    for note in sorted(notes, key=lambda note: note.start_s):
        out.append(replace(note, variant=seen[note.instrument]))
        seen[note.instrument] += 1
    return out


@lru_cache(256)
def _of(drum: str, table: tuple[tuple[str, float], ...], other: float) -> float:
    """The entry of the longest name that a drum's name ends with: "808 open hat" is an open hat."""
    fits = [(len(name), value) for name, value in table if drum.endswith(name)]
    return max(fits)[1] if fits else other
