"""The styles this engine plays, each with two bands so that two versions never sound alike."""

from remixes.engine.music.catalogue.club import DNB, HOUSE, SYNTHWAVE, TECHNO, TRAP
from remixes.engine.music.catalogue.quiet import ACOUSTIC, AMBIENT, JAZZ, LOFI, ORCHESTRAL
from remixes.engine.music.catalogue.stage import FUNK, LATIN, POP, REGGAE, ROCK
from remixes.engine.music.styles import Style

STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        LOFI,
        HOUSE,
        TECHNO,
        AMBIENT,
        ORCHESTRAL,
        ACOUSTIC,
        TRAP,
        SYNTHWAVE,
        REGGAE,
        ROCK,
        POP,
        JAZZ,
        DNB,
        FUNK,
        LATIN,
    )
}
