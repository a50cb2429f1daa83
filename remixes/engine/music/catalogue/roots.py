"""Styles of the porch, the island and the dance hall."""

from remixes.engine.music.catalogue.steps import (
    BACK,
    BOSSA_CLAVE,
    FOUR,
    SIXTEENTHS,
    SON_CLAVE,
    TRAIN,
)
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

COUNTRY = Style(
    "country",
    "country",
    (84, 132),
    (
        Band(
            Drums(
                ("kick", "X.......X......."),
                ("brush", TRAIN),
                None,
                (("rim", BACK),),
                "snare",
                has_crash=False,
            ),
            Bass("upright bass", "X.......X.......", "bounce", 0.7),
            Comp("steel guitar", "..x.X.x...x.X.xx", "triad", 0.6, 60, 0.014),
            Arp("banjo", 2, 0.6, (0, 2, 1, 3, 1, 2), 67),
            lead="voice ah",
            counter="fiddle",
        ),
        Band(
            Drums(
                ("soft kick", "X.....x.X......."),
                ("studio snare", BACK),
                ("studio hat", "x.x.x.x.x.x.x.x."),
                (("shaker", SIXTEENTHS),),
                "toms",
            ),
            Bass("finger bass", "X.......X...x...", "bounce", 0.7),
            Comp("clean guitar", "X..xx.xx..x.x.xx", "triad", 0.6, 62, 0.01),
            Arp("nylon guitar", 1, 0.55, (0, 1, 2, 0, 1, 2, 3, 2), 67),
            "organ",
            "clarinet",
            "harmonica",
        ),
    ),
    looseness=1.0,
    layer=Layer(0.82, 130),
    room=(0.8, 0.12),
    balance={"drums": -3, "bass": -2.5, "chords": -3.5, "arp": -7, "pad": -13, "counter": -8},
)


BLUES = Style(
    "blues",
    "blues",
    (66, 124),
    (
        Band(
            Drums(
                ("studio kick", "X.....o.X.....x."),
                ("studio snare", "....X.......X.o."),
                ("ride", "x.x.x.x.x.x.x.x."),
                (("hat", BACK),),
                "toms",
            ),
            Bass("finger bass", "X.x.x.x.x.x.x.x.", "boogie", 0.5),
            Comp("clean guitar", "....X.....x.X...", "dominant", 0.5, 62, 0.008),
            Arp("rock organ", 4, 0.5, (0, 1, 2, 1), 66),
            lead="synth lead",
            counter="harmonica",
        ),
        Band(
            Drums(
                ("jazz kick", "X.......X.....o."),
                ("brush", BACK),
                ("soft hat", "x.o.x.o.x.o.x.o."),
                (("ride", "x...x...x...x..."),),
                "snare",
                has_crash=False,
            ),
            Bass("upright bass", FOUR, "walk"),
            Comp("piano", "X.....x...x.....", "dominant", 0.6, 60, breathes=0.2),
            Arp("jazz guitar", 2, 0.45, (3, 2, 1, 0), 69),
            "organ",
            "clarinet",
            "tenor saxophone",
        ),
    ),
    swing=0.65,
    swings_eighths=True,
    lay_back_s=0.01,
    layer=Layer(0.88, 140),
    room=(0.9, 0.13),
    balance={"drums": -1, "bass": -1.5, "chords": -4, "arp": -8, "pad": -12, "counter": -8},
)


REGGAE = Style(
    "reggae",
    "reggae",
    (64, 92),
    (
        Band(
            Drums(
                ("kick", "........X......."),
                ("sidestick", "........X..............o........"),
                ("soft hat", "x.o.x.o.x.o.x.oo"),
                (("conga", "......x...x...x."),),
                "toms",
            ),
            Bass("finger bass", "....x.x.X...x.x.X..x..x...x.X...", "arpeggio", 0.3),
            Comp("clean guitar", "....X.......X...", "triad", 0.3, 64),
            Arp("organ", 2, 0.8, (0, 1, 2, 1), 66),
            lead="clarinet",
            counter="trombone",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("snare", "........X..o...."),
                ("hat", "x.x.x.x.x.x.x.x."),
                (("high conga", "...x..x....x..x."),),
                "toms",
            ),
            Bass("sub bass", "X.....x.X..x....X..x..x.........", "fifth", 0.3),
            Comp("organ", "..x...x...x...x.", "triad", 0.35, 64),
            Arp("steel drum", 4, 0.6),
            lead="flute",
            counter="muted trumpet",
        ),
    ),
    swing=0.56,
    lay_back_s=0.01,
    looseness=0.9,
    layer=Layer(0.95, 150),
    room=(1.5, 0.2),
    balance={"drums": 0.5, "bass": 1, "chords": -4, "arp": -10, "pad": -12, "counter": -9},
    leans=-1,
)


LATIN = Style(
    "latin",
    "latin",
    (88, 124),
    (
        Band(
            Drums(
                ("kick", "......x.......x."),
                ("claves", SON_CLAVE),
                ("shaker", "x.xxx.xxx.xxx.xx"),
                (
                    ("conga", "..x...xx..x...xx"),
                    ("high conga", "x......x.....x.."),
                    ("cowbell", "x...x...x...x..."),
                ),
                "toms",
            ),
            Bass("upright bass", "......X.....x.........X.....x...", "tumbao"),
            Comp("piano", "X.x..x.xx.x..x.xX..x.x.xx.x..x.x", "triad", 0.5, 66, pushes=True),
            Arp("brass", 8, 0.6, (0, 2, 3, 2), 66),
            lead="flute",
            counter="trumpet",
        ),
        Band(
            Drums(
                ("deep kick", "X.....x.X.....x."),
                ("high timbale", "x..x..x...x.x..."),
                ("shaker", SIXTEENTHS),
                (("conga", "....x.xx....x.xx"), ("cowbell", "x.x...x.x.x...x.")),
                "snare",
            ),
            Bass("finger bass", "X.....x.X.....x.", "fifth", 0.4),
            Comp("nylon guitar", "X..x..x..x.x..x.", "triad", 0.6, 62, 0.01),
            Arp("marimba", 2, 0.6),
            "warm pad",
            "clarinet",
            "flute",
        ),
    ),
    looseness=0.7,
    layer=Layer(0.94, 150),
    room=(0.9, 0.12),
    pump=0.15,
    balance={"drums": 1, "bass": -0.5, "chords": -6, "arp": -8, "pad": -12, "counter": -9},
)


BOSSANOVA = Style(
    "bossanova",
    "bossa nova",
    (108, 148),
    (
        Band(
            Drums(
                ("soft kick", "X.....x.X.....x."),
                ("sidestick", BOSSA_CLAVE),
                ("soft hat", "x.x.x.x.x.x.x.x."),
                (("shaker", "xoxoxoxoxoxoxoxo"),),
                "none",
                has_crash=False,
            ),
            Bass("upright bass", "X.....x.X.....x.", "fifth", 0.3),
            Comp("nylon guitar", "X.....X.....X.......X.....X.....", "ninth", 0.7, 60, 0.008),
            Arp("vibraphone", 4, 0.3),
            lead="flute",
            counter="vibraphone",
        ),
        Band(
            Drums(
                ("soft kick", "X.....x.X.....x."),
                ("brush", "x.x.X.x.x.x.X.x."),
                ("shaker", SIXTEENTHS),
                (("claves", BOSSA_CLAVE),),
                "none",
                has_crash=False,
            ),
            Bass("fretless bass", "X.....x.X.....x.", "fifth", 0.5),
            Comp(
                "electric piano", "X.....x.....x.......x.....x...x.", "ninth", 0.6, 62, pushes=True
            ),
            Arp("flute", 8, 0.4, (0, 2, 1, 3)),
            "slow strings",
            "clarinet",
            "flute",
        ),
    ),
    looseness=0.9,
    layer=Layer(0.9, 140, 8500),
    room=(1.1, 0.15),
    balance={"drums": -4, "bass": -2, "chords": -3.5, "arp": -10, "pad": -12, "counter": -9},
)
