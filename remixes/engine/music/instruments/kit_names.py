"""Which drums the bank holds: General MIDI kit, key, length and character.

The table is read twice: when the bank is built, and when a drum is hit.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """One drum of the bank: a kit's program, a key in it, and how long it may ring."""

    program: int
    key: int
    seconds: float
    character: str


_STUDIO, _ROCK, _ELECTRIC, _TR808, _JAZZ, _BRUSH, _STAGE = 0, 16, 24, 25, 32, 40, 48


def _kit(program: int, name: str, character: str) -> dict[str, Hit]:
    """What every kit has, e.g. "rock snare"."""
    return {
        f"{name} kick": Hit(program, 36, 0.6, character),
        f"{name} snare": Hit(program, 38, 0.7, character),
        f"{name} low tom": Hit(program, 43, 1.0, character),
        f"{name} mid tom": Hit(program, 47, 0.9, character),
        f"{name} high tom": Hit(program, 50, 0.8, character),
    }


def _metal(program: int, name: str, character: str) -> dict[str, Hit]:
    """Hats and cymbals, where a kit has its own."""
    return {
        f"{name} hat": Hit(program, 42, 0.3, character),
        f"{name} pedal hat": Hit(program, 44, 0.3, character),
        f"{name} open hat": Hit(program, 46, 0.9, character),
    }


HITS: dict[str, Hit] = {
    **_kit(_STUDIO, "studio", "dry, natural"),
    **_metal(_STUDIO, "studio", "natural"),
    **_kit(_ROCK, "rock", "big room, hard"),
    **_kit(_ELECTRIC, "electronic", "drum machine of the 80s"),
    **_metal(_ELECTRIC, "electronic", "drum machine of the 80s"),
    **_kit(_TR808, "808", "analogue machine"),
    **_metal(_TR808, "808", "analogue machine"),
    "jazz kick": Hit(_JAZZ, 36, 0.7, "small and open, soft beater"),
    "jazz snare": Hit(_JAZZ, 38, 0.7, "ringing, loose"),
    "brush": Hit(_BRUSH, 38, 0.6, "tap with brushes"),
    "brush slap": Hit(_BRUSH, 39, 0.6, "slap with brushes"),
    "brush swirl": Hit(_BRUSH, 40, 0.9, "stirred brushes"),
    "orchestral kick": Hit(_STAGE, 36, 1.6, "concert bass drum"),
    "orchestral snare": Hit(_STAGE, 38, 0.8, "concert snare"),
    "orchestral cymbals": Hit(_STAGE, 59, 2.4, "a pair, crashed"),
    # cymbals
    "crash": Hit(_STUDIO, 49, 2.4, "bright crash"),
    "dark crash": Hit(_STUDIO, 57, 2.4, "second crash, darker"),
    "china": Hit(_STUDIO, 52, 2.0, "trashy"),
    "splash": Hit(_STUDIO, 55, 1.2, "short crash"),
    "ride": Hit(_STUDIO, 51, 1.6, "stick on bow"),
    "ride bell": Hit(_STUDIO, 53, 1.6, "stick on bell"),
    # percussion
    "rim": Hit(_STUDIO, 37, 0.3, "sidestick"),
    "808 clap": Hit(_TR808, 39, 0.5, "machine clap"),
    "hand clap": Hit(_STUDIO, 39, 0.5, "people clapping"),
    "sticks": Hit(_STUDIO, 31, 0.3, "count-in"),
    "tambourine": Hit(_STUDIO, 54, 0.5, "jingles"),
    "cowbell": Hit(_STUDIO, 56, 0.4, "dry"),
    "808 cowbell": Hit(_TR808, 56, 0.6, "machine"),
    "vibraslap": Hit(_STUDIO, 58, 1.4, "rattle"),
    "high bongo": Hit(_STUDIO, 60, 0.4, "skin"),
    "low bongo": Hit(_STUDIO, 61, 0.5, "skin"),
    "muted conga": Hit(_STUDIO, 62, 0.3, "slap"),
    "high conga": Hit(_STUDIO, 63, 0.5, "open"),
    "conga": Hit(_STUDIO, 64, 0.6, "open, low"),
    "high timbale": Hit(_STUDIO, 65, 0.7, "metal shell"),
    "low timbale": Hit(_STUDIO, 66, 0.8, "metal shell"),
    "high agogo": Hit(_STUDIO, 67, 0.5, "bell"),
    "low agogo": Hit(_STUDIO, 68, 0.5, "bell"),
    "cabasa": Hit(_STUDIO, 69, 0.3, "beads"),
    "shaker": Hit(_STUDIO, 70, 0.25, "maracas"),
    "guiro": Hit(_STUDIO, 73, 0.4, "scraped gourd"),
    "claves": Hit(_STUDIO, 75, 0.3, "wood"),
    "high woodblock": Hit(_STUDIO, 76, 0.3, "wood"),
    "low woodblock": Hit(_STUDIO, 77, 0.3, "wood"),
    "muted triangle": Hit(_STUDIO, 80, 0.4, "damped"),
    "triangle": Hit(_STUDIO, 81, 1.6, "ringing"),
    "low surdo": Hit(_STUDIO, 87, 1.0, "samba bass drum"),
    "muted surdo": Hit(_STUDIO, 86, 0.5, "samba bass drum, damped"),
    "castanets": Hit(_STUDIO, 85, 0.3, "wood"),
    "sleigh bells": Hit(_STUDIO, 83, 0.6, "jingles"),
    "bell tree": Hit(_STUDIO, 84, 2.4, "falling chimes"),
    "scratch push": Hit(_STUDIO, 29, 0.3, "turntable"),
    "scratch pull": Hit(_STUDIO, 30, 0.3, "turntable"),
}
