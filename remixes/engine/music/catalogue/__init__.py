"""The styles this engine plays, each with two bands so that two versions never sound alike."""

from remixes.engine.music.catalogue.bass_music import CHIPTUNE, DNB, DUBSTEP, SYNTHWAVE, TRAP
from remixes.engine.music.catalogue.club import DISCO, GARAGE, HOUSE, TECHNO, TRANCE
from remixes.engine.music.catalogue.quiet import ACOUSTIC, AMBIENT, JAZZ, ORCHESTRAL, PIANO
from remixes.engine.music.catalogue.roots import BLUES, BOSSANOVA, COUNTRY, LATIN, REGGAE
from remixes.engine.music.catalogue.stage import FUNK, METAL, POP, PUNK, ROCK
from remixes.engine.music.catalogue.street import AFROBEATS, HIPHOP, LOFI, REGGAETON, RNB
from remixes.engine.music.styles import Style

_QUIET = (LOFI, AMBIENT, ORCHESTRAL, ACOUSTIC, JAZZ, PIANO)
_CLUB = (HOUSE, TECHNO, TRANCE, DISCO, GARAGE, TRAP, SYNTHWAVE, DNB, DUBSTEP, CHIPTUNE)
_STAGE = (ROCK, POP, FUNK, METAL, PUNK, HIPHOP, RNB)
_ROOTS = (REGGAE, LATIN, COUNTRY, BLUES, BOSSANOVA, REGGAETON, AFROBEATS)

STYLES: dict[str, Style] = {style.name: style for style in (*_QUIET, *_CLUB, *_STAGE, *_ROOTS)}
