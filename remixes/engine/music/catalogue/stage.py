"""Styles of bands on a stage."""

from remixes.engine.music.catalogue.steps import BACK, D_BEAT, FOUR, OFF, SIXTEENTHS
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

ROCK = Style(
    "rock",
    "rock",
    (96, 168),
    (
        Band(
            Drums(
                ("rock kick", "X.....x.X.x.....X.....x.X.x...x."),
                ("rock snare", BACK),
                ("studio hat", "X.x.X.x.X.x.X.x."),
                (("ride", "X.x.X.x.X.x.X.x."),),
                "toms",
            ),
            Bass("picked bass", "x.x.x.x.x.x.x.x.", "root", 0.7),
            Comp("distorted guitar", "X.x.X.xxX.x.X.xx", "power", 0.9, 50),
            None,
            "",
            "synth lead",
            "distorted guitar",
        ),
        Band(
            Drums(
                ("rock kick", "X..x..x.X.......X..x..x.X..x...."),
                ("rock snare", BACK),
                ("studio open hat", "X...X...X...X..."),
                (("tambourine", "..x...x...x...x."), ("crash", "X...............................")),
                "snare",
            ),
            Bass("picked bass", "X..x..x.X..x..xx", "fifth", 0.7),
            Comp("overdriven guitar", "X.......X..X....", "power", 1.0, 50, pushes=True),
            Arp("clean guitar", 2, 0.8, (0, 2, 1, 3), 67),
            "rock organ",
            "voice ah",
            "rock organ",
        ),
    ),
    looseness=0.9,
    layer=Layer(0.88, 120),
    room=(0.8, 0.1),
    balance={"drums": 2, "bass": -2, "chords": -3.5, "arp": -8, "pad": -12, "counter": -9},
)


METAL = Style(
    "metal",
    "metal",
    (100, 180),
    (
        Band(
            Drums(
                ("hard kick", "X.xxX.xxX.xxX.xx"),
                ("rock snare", BACK),
                ("ride", "X.x.X.x.X.x.X.x."),
                (("hard kick", ".x...x...x...x.."), ("crash", "X...............")),
                "rolls",
            ),
            Bass("picked bass", "X.xxX.xxX.xxX.xx", "root", 0.4, 0.7),
            Comp("distorted guitar", "X.xxX.xxX.xxX.xx", "power", 0.55, 46),
            None,
            "",
            "synth lead",
            "distorted guitar",
        ),
        Band(
            Drums(
                ("rock kick", "X..X..X.X..X..X."),
                ("rock snare", "........X......."),
                ("china", FOUR),
                (("rock low tom", "..............xx"), ("crash", "X.......X.......")),
                "toms",
            ),
            Bass("picked bass", "X..X..X.X..X..X.", "root", 0.4),
            Comp("distorted guitar", "X..X..X.X..X..X.", "power", 0.8, 46),
            Arp("clean guitar", 2, 0.6, (0, 2, 1, 3), 67),
            "choir",
            "voice ah",
            "choir",
        ),
    ),
    looseness=0.5,
    layer=Layer(0.9, 130),
    room=(0.9, 0.1),
    balance={"drums": 3, "bass": -2.5, "chords": -5, "arp": -9, "pad": -11, "counter": -9},
)


PUNK = Style(
    "punk",
    "punk",
    (150, 200),
    (
        Band(
            Drums(
                ("rock kick", D_BEAT),
                ("rock snare", BACK),
                ("studio open hat", "X.x.X.x.X.x.X.x."),
                (("crash", "X..............................."),),
                "snare",
            ),
            Bass("picked bass", "x.x.x.x.x.x.x.x.", "root", 0.6, 0.85),
            Comp("distorted guitar", "x.x.x.x.x.x.x.x.", "power", 0.9, 52),
            lead="synth lead",
            counter="distorted guitar",
        ),
        Band(
            Drums(
                ("rock kick", "X.......X......."),
                ("rock snare", BACK),
                ("ride", "X.x.X.x.X.x.X.x."),
                (("rock low tom", "..x...x...x...x."),),
                "toms",
            ),
            Bass("picked bass", "X.x.x.x.X.x.x.x.", "fifth", 0.6),
            Comp("overdriven guitar", "X...X.x.X...X.xx", "power", 0.8, 52),
            Arp("clean guitar", 2, 0.7, (0, 1, 2, 1), 67),
            lead="voice ah",
            counter="rock organ",
        ),
    ),
    looseness=1.2,
    layer=Layer(0.88, 130),
    room=(0.5, 0.07),
    balance={"drums": 2, "bass": -2, "chords": -4.5, "arp": -9, "pad": -12, "counter": -10},
    leans=1,
)


POP = Style(
    "pop",
    "pop",
    (96, 126),
    (
        Band(
            Drums(
                ("kick", "X..x..x.X..x....X..x..x.X.....x."),
                ("clap", BACK),
                ("hat", "x.x.x.x.x.x.x.xx"),
                (("shaker", SIXTEENTHS),),
                "snare",
            ),
            Bass("synth bass", "X..x..x.X..x..x.", "fifth", 0.5),
            Comp("piano", "X..x..x.....x...", "triad", 0.9, breathes=0.1),
            Arp("pluck", 2, 0.8),
            "warm pad",
            "voice ah",
            "glockenspiel",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("studio snare", BACK),
                ("shaker", SIXTEENTHS),
                (("tambourine", OFF), ("clap", BACK)),
                "toms",
            ),
            Bass("finger bass", "X.x.x.x.X.x.x.x.", "octave", 0.6),
            Comp("clean guitar", "X..X..X...X..X..", "triad", 0.6, 64, 0.008, pushes=True),
            Arp("marimba", 2, 0.7, (0, 2, 1, 3)),
            "strings",
            "synth lead",
            "strings",
        ),
    ),
    looseness=0.5,
    layer=Layer(0.92, 140),
    room=(1.0, 0.13),
    pump=0.35,
    balance={"drums": 1, "bass": -2, "chords": -4, "arp": -8, "pad": -11, "counter": -8},
)


FUNK = Style(
    "funk",
    "funk",
    (96, 116),
    (
        Band(
            Drums(
                ("studio kick", "X..x......x..x..X.x....x..x....."),
                ("studio snare", "....X..o.o..X..o"),
                ("studio hat", "xxoxxxoxxxoxxxXo"),
                (("conga", "..x..x....x..x.x"),),
                "breaks",
            ),
            Bass("slap bass", "X..x..xx..x.x.x.X.x...xx..xx..x.", "octave", 0.7, 0.7),
            Comp("clavinet", "x...x..x..x.x...o.x.x..xo.x.x..x", "ninth", 0.3, 64),
            Arp("brass", 8, 0.6, (3, 2, 1, 2), 66),
            lead="synth lead",
            counter="brass",
        ),
        Band(
            Drums(
                ("deep kick", "X.....x...x.....X..x......x..x.."),
                ("tight snare", "....X..o....X.o."),
                ("open hat", OFF),
                (("cowbell", "x...x...x...x.x."), ("high conga", "...x..x...x..x.x")),
                "toms",
            ),
            Bass("finger bass", "X..xx...x.x..xx.X..x..x.x.xx.x..", "octave", 0.7, 0.75),
            Comp("electric piano", "..x..x....x..x..", "ninth", 0.5, breathes=0.15),
            Arp("muted guitar", 2, 0.7, (0, 2, 3, 2), 76),
            "organ",
            "saxophone",
            "brass",
        ),
    ),
    swing=0.54,
    lay_back_s=0.006,
    looseness=0.8,
    layer=Layer(0.94, 150),
    room=(0.8, 0.11),
    pump=0.15,
    balance={"drums": 1.5, "bass": 0, "chords": -5, "arp": -8, "pad": -12, "counter": -8},
)
