"""Styles of the dance floor: four on the floor, filters, builds and drops."""

from remixes.engine.music.catalogue.steps import BACK, FOUR, HELD, OFF, SIXTEENTHS
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

HOUSE = Style(
    "house",
    "house",
    (120, 128),
    (
        Band(
            Drums(
                ("deep kick", FOUR),
                ("clap", BACK),
                ("open hat", OFF),
                (("shaker", SIXTEENTHS), ("conga", "...x..x....x..x...x...x....x.xx.")),
                "claps",
            ),
            Bass("synth bass", "..x...x...x..xx...x..xx...x..xx.", "octave", 0.3, 0.7),
            Comp("synth stab", "X..x..x...x..x..", "ninth", 0.5, 63, breathes=0.15),
            Arp("pluck", 2, 0.8, (0, 2, 1, 3, 2, 1)),
            "warm pad",
            "synth lead",
            "bells",
        ),
        Band(
            Drums(
                ("kick", FOUR),
                ("clap", BACK),
                ("hat", "x.Xox.Xox.Xox.Xo"),
                (("rim", "...x......x..x.."), ("ride", "..x...x...x...x.")),
                "rolls",
            ),
            Bass("finger bass", "x..x..x.x..x.xx.", "octave", 0.5),
            Comp("piano", "X..X..X..X..X.X.", "triad", 0.6, 65, pushes=True),
            Arp("bells", 4, 0.5, centre=76),
            "synth strings",
            "voice ah",
            "strings",
        ),
    ),
    swing=0.53,
    looseness=0.35,
    drama="club",
    layer=Layer(0.96, 170),
    room=(1.2, 0.12),
    pump=0.7,
    balance={"drums": 2, "bass": -1.5, "chords": -5, "arp": -9, "pad": -9, "counter": -9},
    leans=1,
)


TECHNO = Style(
    "techno",
    "techno",
    (126, 140),
    (
        Band(
            Drums(
                ("hard kick", FOUR),
                ("clap", "............X..............x..X."),
                ("hat", "..X...X...X...X."),
                (("ride", "x.x.x.x.x.x.x.x."), ("low tom", "...x......x...x....x..x......x..")),
                "toms",
            ),
            Bass("acid bass", ".xxx.xXx.xxx.xxX.xxX.xxx.Xxx.xXx", "octave", 0.0, 0.6),
            Comp("synth stab", "...x......x........x......x..x..", "open", 0.4),
            Arp("pluck", 1, 0.45, (0, 2, 1, 3, 0, 1)),
            "dark pad",
            "synth lead",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("rim", "..x..x....x..x.."),
                ("open hat", OFF),
                (("shaker", SIXTEENTHS), ("clap", BACK)),
                "claps",
            ),
            Bass("fm bass", "..xx..xx..xx..xx", "root", 0.0, 0.6),
            Comp("supersaw", "x.......x.....x.", "open", 0.6),
            Arp("marimba", 2, 0.7, (0, 3, 1, 2, 0, 2, 3)),
            "dark pad",
            "voice oo",
            "bells",
        ),
    ),
    looseness=0.1,
    drama="club",
    layer=Layer(0.97, 180, 6500, -1.5),
    room=(2.0, 0.2),
    pump=0.8,
    balance={"drums": 3, "bass": -2, "chords": -6, "arp": -9, "pad": -10, "counter": -11},
    leans=1,
)


TRANCE = Style(
    "trance",
    "trance",
    (130, 140),
    (
        Band(
            Drums(
                ("hard kick", FOUR),
                ("clap", BACK),
                ("open hat", OFF),
                (("hat", SIXTEENTHS), ("ride", "x...x...x...x...")),
                "rolls",
            ),
            Bass("synth bass", ".xxX.xxX.xxX.xxX", "root", 0.0, 0.7),
            Comp("supersaw", "X..x..x.x..x..x.", "triad", 0.8, 66),
            Arp("pluck", 1, 0.95, (0, 2, 1, 3, 2, 1, 3, 2)),
            "warm pad",
            "synth lead",
            "synth lead",
        ),
        Band(
            Drums(
                ("kick", FOUR),
                ("clap", BACK),
                ("hat", "xoXoxoXoxoXoxoXo"),
                (("open hat", OFF), ("shaker", SIXTEENTHS)),
                "claps",
            ),
            Bass("reese bass", "..x...x...x...x.", "root", 0.0, 0.8),
            Comp("supersaw", HELD, "open", 1.0, 66),
            Arp("bells", 2, 0.9, (0, 1, 2, 3, 2, 1), 78),
            "synth strings",
            "voice ah",
            "voice oo",
        ),
    ),
    looseness=0.05,
    drama="club",
    layer=Layer(0.97, 180),
    room=(2.6, 0.26),
    pump=0.75,
    balance={"drums": 2, "bass": -2, "chords": -5, "arp": -6.5, "pad": -8, "counter": -8},
    leans=1,
)


DISCO = Style(
    "disco",
    "disco",
    (110, 124),
    (
        Band(
            Drums(
                ("studio kick", FOUR),
                ("studio snare", BACK),
                ("studio open hat", OFF),
                (("studio hat", SIXTEENTHS), ("conga", "..x..xx...x..xx.")),
                "toms",
            ),
            Bass("finger bass", "x.x.x.x.x.x.x.x.", "octaves", 0.6, 0.8),
            Comp("clean guitar", "x.xxo.xxx.xxo.xx", "seventh", 0.35, 66),
            Arp("strings", 4, 0.7, (0, 1, 2, 3), 74),
            "strings",
            "voice ah",
            "strings",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("clap", BACK),
                ("hat", "x.Xxx.Xxx.Xxx.Xx"),
                (("tambourine", SIXTEENTHS), ("high conga", "x..x..x.x..x..xx")),
                "claps",
            ),
            Bass("synth bass", "x.xxx.xxx.xxx.xx", "octaves", 0.4, 0.7),
            Comp("electric piano", "..X..x..x.X..x..", "ninth", 0.6, 64, breathes=0.15),
            Arp("brass", 8, 0.7, (3, 2, 1, 2), 66),
            "slow strings",
            "flute",
            "brass",
        ),
    ),
    looseness=0.6,
    layer=Layer(0.94, 150),
    room=(1.0, 0.13),
    pump=0.3,
    balance={"drums": 1.5, "bass": -0.5, "chords": -6, "arp": -8, "pad": -9, "counter": -8},
    leans=1,
)


GARAGE = Style(
    "garage",
    "UK garage",
    (128, 136),
    (
        Band(
            Drums(
                ("kick", "X.........x.....X..x......x....."),
                ("tight snare", BACK),
                ("hat", "..xo..xx..xo.xx."),
                (("rim", ".......x.x.....x.......x.x...x.."), ("shaker", SIXTEENTHS)),
                "breaks",
            ),
            Bass("reese bass", "X.....x...x..x..X..x......x..xx.", "octave", 0.3, 0.8),
            Comp("organ", "..x..x....x..x....x..x..x....x..", "ninth", 0.35, 65),
            Arp("pluck", 4, 0.6, (0, 2, 3, 1)),
            "warm pad",
            "voice ah",
            "bells",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("clap", BACK),
                ("open hat", OFF),
                (("hat", "xo.oxo.oxo.oxo.o"), ("rim", "...x..x....x...x")),
                "claps",
            ),
            Bass("sub bass", "..x...x...x..x....x..xx...x...x.", "octave", 0.3, 0.7),
            Comp("electric piano", "X..x......x..x..", "ninth", 0.5, 64, breathes=0.2),
            Arp("vibraphone", 4, 0.5),
            "strings",
            "voice oo",
        ),
    ),
    swing=0.6,
    looseness=0.4,
    drama="club",
    layer=Layer(0.96, 170),
    room=(1.1, 0.13),
    pump=0.4,
    balance={"drums": 2, "bass": 0, "chords": -6, "arp": -9, "pad": -10, "counter": -10},
    leans=1,
)
