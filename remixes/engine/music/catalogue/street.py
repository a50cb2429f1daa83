"""Styles of the street and the bedroom: hip-hop, soul and their slow cousins."""

from remixes.engine.music.catalogue.steps import BACK, DEMBOW, FOUR, SIXTEENTHS
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

LOFI = Style(
    "lofi",
    "lo-fi",
    (64, 92),
    (
        Band(
            Drums(
                ("soft kick", "X.....x...x.....X..x......x..x.."),
                ("dusty snare", "....X.......X..o"),
                ("soft hat", "x.o.x.o.x.oox.o."),
                (("shaker", "..o...o...o...o."),),
                has_crash=False,
            ),
            Bass("upright bass", "X.....x.X.......X.....x.X....x..", "fifth", 0.5),
            Comp("electric piano", "X.........x.....X.....x.........", "ninth", breathes=0.2),
            Arp("vibraphone", 4, 0.4),
            lead="flute",
            counter="vibraphone",
        ),
        Band(
            Drums(
                ("deep kick", "X..x......x.....X.........xx...."),
                ("rim", "....X.......X..."),
                ("soft hat", "x...x.o.x...x.oo"),
                (("shaker", "o.o.o.o.o.o.o.o."),),
                has_crash=False,
            ),
            Bass("sub bass", "X.......x.x.....", "root", 0.4),
            Comp("jazz guitar", "X..x..x...x..x..", "seventh", 0.9, 60, 0.014, 0.2),
            Arp("music box", 4, 0.35, centre=79),
            "warm pad",
            "clarinet",
            "muted trumpet",
        ),
    ),
    swing=0.58,
    lay_back_s=0.016,
    looseness=1.2,
    layer=Layer(0.95, 120, 4200),
    room=(0.9, 0.12),
    pump=0.2,
    balance={"drums": -1.5, "bass": -2, "chords": -4, "arp": -9, "pad": -10, "counter": -9},
    leans=-1,
    has_crackle=True,
)


HIPHOP = Style(
    "hiphop",
    "hip-hop",
    (82, 98),
    (
        Band(
            Drums(
                ("kick", "X.....ox..x.....X..x....x.x....o"),
                ("snare", "....X..o....X......oX.......X..o"),
                ("hat", "x.x.x.x.x.x.x.xox.x.x.xox.x.x.x."),
                (
                    ("open hat", "..............x."),
                    ("scratch pull", "..............x........x.....x.."),
                ),
                "stops",
                has_crash=False,
            ),
            Bass("upright bass", "X......x..x.....X..x......x..x..", "fifth", 0.5),
            Comp("piano", "X.........x.....X......x........", "seventh", 0.7, 60, breathes=0.1),
            Arp("muted trumpet", 8, 0.5, (2, 1, 0, 1), 64),
            lead="flute",
            counter="vibraphone",
        ),
        Band(
            Drums(
                ("deep kick", "X..x......xx....X......x..x....."),
                ("clap", BACK),
                ("soft hat", "xox.xox.xox.xoxx"),
                (("rim", ".......x.......x"), ("conga", "..x..x....x...x.")),
                "snare",
                has_crash=False,
            ),
            Bass("sub bass", "X..x......x.....X......x..x..x..", "octave", 0.3),
            Comp("electric piano", "X..x......X.....", "ninth", 0.8, 62, breathes=0.15),
            Arp("pizzicato", 4, 0.6, (0, 2, 1, 2), 70),
            "",
            "voice oo",
            "strings",
        ),
    ),
    swing=0.59,
    lay_back_s=0.014,
    looseness=1.0,
    layer=Layer(0.96, 140, 8000),
    room=(0.7, 0.1),
    pump=0.2,
    balance={"drums": 2, "bass": 0.5, "chords": -5, "arp": -9, "pad": -12, "counter": -9},
    has_crackle=True,
)


RNB = Style(
    "rnb",
    "R&B",
    (62, 98),
    (
        Band(
            Drums(
                ("deep kick", "X......x..x.....X..x......x....."),
                ("finger snap", BACK),
                ("hat", "x.x.xox.x.x.xtx.x.x.x.xxx.x.xox."),
                (("clap", BACK), ("shaker", "..x...x...x...x.")),
                "rolls",
                has_crash=False,
            ),
            Bass("sub bass", "X......x..x.....X.........x..x..", "octave", 0.5, 0.95),
            Comp(
                "electric piano", "X......x......x.X.....x.........", "ninth", 0.95, 61, 0.01, 0.15
            ),
            Arp("clean guitar", 2, 0.45, (0, 2, 1, 3), 70),
            "warm pad",
            "voice oo",
            "voice ah",
        ),
        Band(
            Drums(
                ("kick", "X..x......x..x..X..x....x.x....."),
                ("snare", "....X.......X..o"),
                ("soft hat", "x.xxx.xox.xxx.xo"),
                (("conga", "..x..x....x..x.x"), ("rim", "......x........x")),
                "snare",
            ),
            Bass("finger bass", "X..x...x..x..x..X..x..x...x.x.x.", "fifth", 0.7),
            Comp("clean guitar", "X.....x..x....x.", "ninth", 0.6, 64, 0.01, 0.2),
            Arp("vibraphone", 4, 0.5),
            "strings",
            "voice ah",
            "saxophone",
        ),
    ),
    swing=0.56,
    lay_back_s=0.012,
    layer=Layer(0.94, 140),
    room=(1.3, 0.17),
    pump=0.2,
    balance={"drums": 0.5, "bass": 0, "chords": -4, "arp": -10, "pad": -10, "counter": -10},
)


REGGAETON = Style(
    "reggaeton",
    "reggaeton",
    (86, 100),
    (
        Band(
            Drums(
                ("deep kick", FOUR),
                ("tight snare", DEMBOW),
                ("hat", "x.x.x.x.x.x.x.x."),
                (("rim", "..x..x....x..x.."), ("shaker", SIXTEENTHS)),
                "rolls",
            ),
            Bass("808 bass", "X..x..x.X..x..x.", "fifth", 0.0, 0.9),
            Comp("pluck", "X..x..x.X..x..x.", "triad", 0.5, 67),
            Arp("marimba", 2, 0.5, (0, 2, 3, 1)),
            "warm pad",
            "voice ah",
            "flute",
        ),
        Band(
            Drums(
                ("hard kick", "X...X...X...X.x."),
                ("clap", DEMBOW),
                ("shaker", SIXTEENTHS),
                (("conga", "..x...xx..x...xx"), ("open hat", "..............x.")),
                "stops",
            ),
            Bass("sub bass", "X.....x.X..x....", "octave", 0.0, 0.9),
            Comp("nylon guitar", "X..x..x...x.x...", "triad", 0.7, 62, 0.01, pushes=True),
            Arp("bells", 4, 0.6),
            "glass pad",
            "synth lead",
            "muted trumpet",
        ),
    ),
    looseness=0.2,
    layer=Layer(0.96, 150),
    room=(1.0, 0.13),
    pump=0.35,
    balance={"drums": 2, "bass": 0, "chords": -6, "arp": -9, "pad": -10, "counter": -9},
)


AFROBEATS = Style(
    "afrobeats",
    "afrobeats",
    (98, 116),
    (
        Band(
            Drums(
                ("kick", "X.....x.X..x....X.....x.X....x.."),
                ("rim", "...x..x......x.....x..x...x..x.."),
                ("shaker", "xoXoxoXoxoXoxoXo"),
                (("conga", "x..x..xx..x..x..x..x..xx..x.xx.."), ("hat", "..x...x...x...x.")),
                "toms",
            ),
            Bass("finger bass", "X..x..x....x..x.X..x..x...x.x...", "fifth", 0.5),
            Comp("muted guitar", "..x..x.x..x..x..", "triad", 0.4, 67),
            Arp("marimba", 2, 0.7, (0, 2, 1, 3, 2, 1)),
            "",
            "voice ah",
            "saxophone",
        ),
        Band(
            Drums(
                ("deep kick", "X..x....X..x...."),
                ("tight snare", "......x.....x...............x..x"),
                ("shaker", SIXTEENTHS),
                (("high agogo", "..x..x.x..x..x.x"), ("low tom", "......x.....x.x.")),
                "rolls",
            ),
            Bass("sub bass", "X.....x...x..x..X.....x..x..x...", "octave", 0.3),
            Comp("electric piano", "X..x..x...x..x..", "seventh", 0.6, 63, breathes=0.2),
            Arp("kalimba", 2, 0.6, (0, 3, 2, 1)),
            "warm pad",
            "flute",
            "marimba",
        ),
    ),
    swing=0.54,
    looseness=0.6,
    layer=Layer(0.94, 150),
    room=(1.0, 0.13),
    pump=0.25,
    balance={"drums": 1, "bass": 0, "chords": -6, "arp": -8, "pad": -11, "counter": -9},
)
