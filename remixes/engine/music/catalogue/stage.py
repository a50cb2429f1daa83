"""Styles of bands on a stage."""

from remixes.engine.music.catalogue.steps import BACK, FOUR, HELD, OFF, SIXTEENTHS
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

ROCK = Style(
    "rock",
    "rock",
    (96, 168),
    (
        Band(
            Drums(
                ("kick", "X.....x.X.x....."),
                ("snare", BACK),
                ("hat", "X.x.X.x.X.x.X.x."),
                (("ride", "X.x.X.x.X.x.X.x."),),
                "toms",
            ),
            Bass("finger bass", "x.x.x.x.x.x.x.x."),
            Comp("distorted guitar", "X.x.X.xxX.x.X.xx", "power", 0.9, 50),
            None,
            "",
            "synth lead",
        ),
        Band(
            Drums(
                ("hard kick", "X..x..x.X......."),
                ("tight snare", BACK),
                ("open hat", "X...X...X...X..."),
                (("crash", HELD),),
                "snare",
            ),
            Bass("slap bass", "X..x..x.X..x..xx", "fifth"),
            Comp("distorted guitar", "X.......X..X....", "power", 1.0, 50),
            Arp("clean guitar", 2, 0.8, (0, 2, 1, 3), 67),
            "organ",
            "voice ah",
        ),
    ),
    "rock metal punk grunge heavy-metal hard-rock indie-rock stadium-rock alternative",
    "guitars distorted heavy loud stadium band raw headbang indie garage-rock",
    layer=Layer(0.88, 120),
    room=(0.8, 0.1),
    balance={"drums": 2, "bass": -2, "chords": -2.5, "arp": -8, "pad": -12},
)


POP = Style(
    "pop",
    "pop",
    (96, 126),
    (
        Band(
            Drums(
                ("kick", "X..x..x.X..x...."),
                ("clap", BACK),
                ("hat", "x.x.x.x.x.x.x.xx"),
                (("shaker", SIXTEENTHS),),
                "snare",
            ),
            Bass("synth bass", "X..x..x.X..x..x.", "fifth"),
            Comp("piano", "X..x..x.....x...", "triad", 0.9),
            Arp("pluck", 2, 0.8),
            "warm pad",
            "voice ah",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("snare", BACK),
                ("shaker", SIXTEENTHS),
                (("open hat", OFF), ("clap", BACK)),
                "toms",
            ),
            Bass("finger bass", "X.x.x.x.X.x.x.x.", "octave"),
            Comp("clean guitar", "X..X..X...X..X..", "triad", 0.6, 64, 0.008),
            Arp("marimba", 2, 0.7, (0, 2, 1, 3)),
            "strings",
            "synth lead",
        ),
    ),
    "pop radio mainstream dance-pop k-pop",
    "upbeat catchy cheerful happy bright summer uplifting feel-good commercial fun hit sunny",
    layer=Layer(0.92, 140),
    room=(1.0, 0.13),
    pump=0.35,
    balance={"drums": 1, "bass": -2, "chords": -4, "arp": -8, "pad": -11},
)


FUNK = Style(
    "funk",
    "funk",
    (98, 116),
    (
        Band(
            Drums(
                ("kick", "X..x......x..x.."),
                ("snare", "....X..o.o..X..o"),
                ("hat", "xxoxxxoxxxoxxxXo"),
                (("conga", "..x..x....x..x.x"),),
                "snare",
            ),
            Bass("slap bass", "X..x..xx..x.x.x.", "octave"),
            Comp("clean guitar", "x...x..x..x.x...", "seventh", 0.3, 64),
            Arp("brass", 8, 0.6, (3, 2, 1, 2), 66),
            lead="synth lead",
        ),
        Band(
            Drums(
                ("deep kick", FOUR),
                ("clap", BACK),
                ("open hat", OFF),
                (("shaker", SIXTEENTHS), ("high conga", "...x..x...x..x.x")),
                "toms",
            ),
            Bass("finger bass", "x.x.x.x.x.x.x.x.", "octave"),
            Comp("electric piano", "..x..x....x..x..", "seventh", 0.5),
            Arp("strings", 4, 0.7, (0, 2, 3, 2), 76),
            "strings",
            "flute",
        ),
    ),
    "funk disco soul motown nu-disco boogie r&b rnb",
    "groove funky 70s seventies slap groovy gospel",
    0.53,
    layer=Layer(0.94, 150),
    room=(0.8, 0.11),
    pump=0.15,
    balance={"drums": 1.5, "bass": -0.5, "chords": -4.5, "arp": -8, "pad": -12},
)


REGGAE = Style(
    "reggae",
    "reggae",
    (68, 92),
    (
        Band(
            Drums(
                ("kick", "........X......."),
                ("rim", "........X......."),
                ("soft hat", "x.o.x.o.x.o.x.oo"),
                (("conga", "......x...x...x."),),
                "toms",
            ),
            Bass("finger bass", "X..x..x...x.X...", "fifth"),
            Comp("clean guitar", "....X.......X...", "triad", 0.3),
            Arp("organ", 2, 0.8, (0, 1, 2, 1), 66),
            lead="clarinet",
        ),
        Band(
            Drums(
                ("deep kick", "X.......X......."),
                ("snare", "........X..o...."),
                ("hat", "x.x.x.x.x.x.x.x."),
                (("high conga", "...x..x....x..x."),),
                "toms",
            ),
            Bass("sub bass", "X.....x.X..x....", "octave"),
            Comp("organ", "..x...x...x...x.", "triad", 0.35),
            Arp("marimba", 4, 0.6),
            lead="flute",
        ),
    ),
    "reggae dub ska dancehall rocksteady",
    "jamaica jamaican caribbean island rasta skank beach laid-back",
    0.56,
    layer=Layer(0.95, 150),
    room=(1.5, 0.2),
    balance={"drums": 0.5, "bass": 1, "chords": -4, "arp": -10, "pad": -12},
    leans=-1,
)


LATIN = Style(
    "latin",
    "latin",
    (90, 112),
    (
        Band(
            Drums(
                ("kick", FOUR),
                ("tight snare", "...x..x....x..x."),
                ("shaker", "x.xxx.xxx.xxx.xx"),
                (("conga", "..x...xx..x...xx"), ("high conga", "x......x.....x..")),
                "toms",
            ),
            Bass("sub bass", "X.....x.X.....x.", "fifth"),
            Comp("pluck", "X..x..x..x.x..x.", "triad", 0.6),
            Arp("marimba", 2, 0.6),
            "warm pad",
            "flute",
        ),
        Band(
            Drums(
                ("deep kick", "X..x..x.X..x..x."),
                ("rim", "X..X..X...X.X..."),
                ("shaker", SIXTEENTHS),
                (("conga", "....x.xx....x.xx"), ("clap", BACK)),
                "toms",
            ),
            Bass("upright bass", "...x..x....x..x.", "fifth"),
            Comp("piano", "X.x..x.xx.x..x.x", "triad", 0.5, 66),
            Arp("brass", 8, 0.6, (0, 2, 3, 2), 66),
            lead="clarinet",
        ),
    ),
    "latin reggaeton salsa samba cumbia bachata afrobeat moombahton tango dembow amapiano",
    "tropical afro carnival spanish percussion bongo mariachi",
    layer=Layer(0.94, 150),
    room=(0.9, 0.12),
    pump=0.2,
    balance={"drums": 1, "bass": -0.5, "chords": -5, "arp": -8, "pad": -12},
)
