"""Styles that live off breaks, half time and low end."""

from remixes.engine.music.catalogue.steps import FOUR, HALF_TIME, HELD, SIXTEENTHS
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

DNB = Style(
    "dnb",
    "drum & bass",
    (166, 178),
    (
        Band(
            Drums(
                ("hard kick", "X.x.......x.....X.x.......x.x..."),
                ("tight snare", "....X..o.o..X..o....X..o.o....X."),
                ("hat", "x.x.x.x.x.x.x.xxx.x.x.x.x.x.x.x."),
                (("ride", "x...x...x...x..."),),
                "breaks",
            ),
            Bass("reese bass", "X.....x...x.....X..x......x..x..", "octave", 0.0, 0.95),
            Comp("electric piano", "X.....x.........", "ninth", 1.0),
            Arp("pluck", 2, 0.6),
            "warm pad",
            "voice ah",
            "flute",
        ),
        Band(
            Drums(
                ("kick", "X.........x.....X.....x...x....."),
                ("snare", "....X.......X.......X..o.o..X.oo"),
                ("shaker", SIXTEENTHS),
                (("open hat", "..x...x...x...x."), ("conga", "...x..x.x..x..x.")),
                "rolls",
            ),
            Bass("sub bass", "X..x..x...x.x...X.......x.x..x..", "fifth", 0.0, 0.95),
            Comp("slow strings", HELD, "ninth", 1.0),
            Arp("bells", 4, 0.5),
            "glass pad",
            "voice oo",
            "synth lead",
        ),
    ),
    looseness=0.3,
    drama="club",
    layer=Layer(0.97, 180),
    room=(1.3, 0.17),
    pump=0.45,
    balance={"drums": 2, "bass": 0, "chords": -6, "arp": -9, "pad": -9, "counter": -10},
    leans=1,
)


DUBSTEP = Style(
    "dubstep",
    "dubstep",
    (136, 144),
    (
        Band(
            Drums(
                ("hard kick", "X.........x.....X.....x........."),
                ("tight snare", HALF_TIME),
                ("hat", "x.x.x.t.x.x.x.xx"),
                (("rim", "......x.......x."), ("clap", HALF_TIME)),
                "rolls",
            ),
            Bass("wobble bass", "X.x.x.x...x.xxx.X..x..x.X.x.X.xx", "riff", 0.0, 0.75),
            Comp("synth stab", "X.........x.....", "power", 0.7, 60),
            Arp("pluck", 2, 0.5, (0, 2, 1, 3)),
            "dark pad",
            "synth lead",
        ),
        Band(
            Drums(
                ("deep kick", "X.....x.....x..."),
                ("snare", HALF_TIME),
                ("shaker", SIXTEENTHS),
                (("rim", "...x..x.....x..x"), ("open hat", "......x.......x.")),
                "breaks",
            ),
            Bass("sub bass", "X.......x.x.....X.....x....x.x..", "octave", 0.0, 0.95),
            Comp("supersaw", "X.......x.......", "open", 0.9, 63),
            Arp("bells", 4, 0.6),
            "dark pad",
            "voice oo",
            "bells",
        ),
    ),
    looseness=0.15,
    drama="club",
    layer=Layer(0.97, 170),
    room=(1.8, 0.2),
    pump=0.5,
    balance={"drums": 2.5, "bass": 1, "chords": -6, "arp": -9, "pad": -9, "counter": -10},
)


TRAP = Style(
    "trap",
    "trap",
    (130, 150),
    (
        Band(
            Drums(
                ("808 kick", "X.....x....x....X..x..x....x...."),
                ("808 clap", HALF_TIME),
                ("808 hat", "x.x.x.xrx.x.t.x.x.x.rrx.x.x.x.tr"),
                (("rim", "...x......x....."), ("808 open hat", "......x.........")),
                "rolls",
            ),
            Bass("808 bass", "X.....x....x....X.....x....x.x..", "octave", 0.0, 0.98),
            Comp("bells", "X.....x...x.....", "triad", 0.9, 70, breathes=0.2),
            Arp("music box", 4, 0.5),
            "warm pad",
            "voice ah",
            "flute",
        ),
        Band(
            Drums(
                ("hard kick", "X..x......x.....X.........x..x.."),
                ("808 snare", HALF_TIME),
                ("808 hat", "xxxrx.xxx.xxr.x.xxt.x.xxxrxxx.rr"),
                (("shaker", SIXTEENTHS), ("rim", "......x..x....x.")),
                "stops",
            ),
            Bass("808 bass", "X..x......x.....X.........x..x..", "fifth", 0.0, 0.98),
            Comp("strings", "X.......X.......", "triad", 0.9, 60),
            Arp("kalimba", 4, 0.6, (0, 2, 3, 1)),
            "",
            "flute",
            "bells",
        ),
    ),
    looseness=0.15,
    drama="club",
    layer=Layer(0.96, 150, 7000),
    room=(1.4, 0.18),
    pump=0.35,
    balance={"drums": 1, "bass": 1, "chords": -6, "arp": -10, "pad": -10, "counter": -10},
)


SYNTHWAVE = Style(
    "synthwave",
    "synthwave",
    (84, 116),
    (
        Band(
            Drums(
                ("kick", FOUR),
                ("gated snare", "....X.......X..."),
                ("electronic hat", "x.o.x.o.x.o.x.o."),
                (("electronic mid tom", "..............x.............x.x."),),
                "toms",
            ),
            Bass("synth bass", "x.x.x.x.x.x.x.x.", "octaves", 0.0, 0.7),
            Comp("supersaw", HELD, "triad", 1.0),
            Arp("pluck", 1, 0.85, (0, 1, 2, 3, 2, 1, 3, 2)),
            "warm pad",
            "synth lead",
            "bells",
        ),
        Band(
            Drums(
                ("deep kick", "X.....x.X......."),
                ("gated snare", "....X.......X..."),
                ("electronic hat", SIXTEENTHS),
                (("clap", "....X.......X..."),),
                "toms",
            ),
            Bass("reese bass", "X..X..X..X..X.X.", "root", 0.0, 0.8),
            Comp("synth brass", "X..x..x..x..x.x.", "open", 0.7, pushes=True),
            Arp("bells", 2, 0.7, (0, 2, 1, 3), 79),
            "synth strings",
            "voice ah",
            "synth lead",
        ),
    ),
    looseness=0.1,
    layer=Layer(0.95, 150),
    room=(1.9, 0.24),
    pump=0.45,
    balance={"drums": 1.5, "bass": -1.5, "chords": -5, "arp": -7, "pad": -10, "counter": -8},
)


CHIPTUNE = Style(
    "chiptune",
    "chiptune",
    (116, 156),
    (
        Band(
            Drums(
                ("chip kick", "X.....x.X.......X.....x.X..x...."),
                ("chip snare", "....X.......X..."),
                ("chip hat", "xxoxxxoxxxoxxxox"),
                (("chip snare", "..............xx"),),
                "rolls",
                has_crash=False,
            ),
            Bass("chip bass", "x.x.x.x.x.x.x.x.", "octaves", 0.0, 0.6),
            Comp("chip pulse", "X..X..X.X..X..X.", "triad", 0.4, 67),
            Arp("chip pulse", 1, 1.0, (0, 1, 2, 0, 1, 2, 3, 2), 79),
            lead="chip lead",
            counter="chip pulse",
        ),
        Band(
            Drums(
                ("chip kick", FOUR),
                ("chip snare", "....X.......X..."),
                ("chip hat", "x.xxx.xxx.xxx.xx"),
                (("chip hat", "...x..x....x..x."),),
                "snare",
                has_crash=False,
            ),
            Bass("chip bass", "X.xxX.xxX.xxX.xx", "arpeggio", 0.0, 0.5),
            Comp("chip pulse", "..X...X...X...X.", "triad", 0.3, 69),
            Arp("chip lead", 1, 1.0, (3, 2, 1, 0, 2, 1), 84),
            lead="chip lead",
            counter="chip lead",
        ),
    ),
    looseness=0.0,
    layer=Layer(0.95, 170, 7500),
    room=(0.4, 0.05),
    balance={"drums": 1, "bass": -2, "chords": -7, "arp": -5.5, "pad": -12, "counter": -6},
)
