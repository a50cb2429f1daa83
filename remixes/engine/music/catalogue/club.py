"""Styles of clubs and machines."""

from remixes.engine.music.catalogue.steps import BACK, EIGHTHS, FOUR, HELD, OFF, SIXTEENTHS
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
                (("shaker", SIXTEENTHS), ("conga", "...x..x....x..x.")),
                "claps",
            ),
            Bass("synth bass", "..x...x...x..xx.", "octave"),
            Comp("synth stab", "X..x..x...x..x..", "seventh", 0.5),
            Arp("pluck", 2, 0.8),
            "warm pad",
            "synth lead",
        ),
        Band(
            Drums(
                ("kick", FOUR),
                ("clap", BACK),
                ("hat", "x.Xox.Xox.Xox.Xo"),
                (("rim", "...x......x..x.."), ("ride", "..x...x...x...x.")),
                "claps",
            ),
            Bass("finger bass", "x..x..x.x..x.xx.", "octave"),
            Comp("piano", "X..X..X..X..X.X.", "triad", 0.6),
            Arp("bells", 4, 0.5, centre=76),
            "strings",
            "voice ah",
        ),
    ),
    "house deep-house tech-house edm garage big-room electro-house progressive-house",
    "club dance dancefloor festival party electronic electro four-on-the-floor energetic banger",
    layer=Layer(0.96, 170),
    room=(1.2, 0.12),
    pump=0.7,
    balance={"drums": 2, "bass": -1.5, "chords": -5, "arp": -9, "pad": -9},
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
                ("clap", "............X..."),
                ("hat", "..X...X...X...X."),
                (("ride", "x.x.x.x.x.x.x.x."), ("low tom", "...x......x...x.")),
                "toms",
            ),
            Bass("acid bass", ".xxx.xXx.xxx.xxX", "octave"),
            Comp("synth stab", "...x......x.....", "power", 0.4),
            Arp("pluck", 1, 0.45, (0, 2, 1, 3, 0, 1)),
            "warm pad",
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
            Bass("sub bass", "..xx..xx..xx..xx"),
            Comp("supersaw", "x.......x.....x.", "power", 0.6),
            Arp("marimba", 2, 0.7, (0, 3, 1, 2)),
            "glass pad",
            "voice oo",
        ),
    ),
    "techno rave acid trance hardstyle minimal-techno",
    "industrial warehouse hypnotic driving dark minimal underground relentless",
    layer=Layer(0.97, 180, 6500, -2),
    room=(2.0, 0.2),
    pump=0.8,
    balance={"drums": 3, "bass": -1.5, "chords": -6, "arp": -9, "pad": -11},
    leans=1,
)


TRAP = Style(
    "trap",
    "trap",
    (130, 150),
    (
        Band(
            Drums(
                ("deep kick", "X.....x....x...."),
                ("clap", "........X......."),
                ("hat", "x.x.x.xxx.x.xxxx"),
                (
                    ("rim", "...x......x....."),
                    ("open hat", "......x........."),
                ),
                "claps",
            ),
            Bass("808 bass", "X.....x....x...."),
            Comp("bells", "X.....x...x.....", "triad", 0.9, 70),
            Arp("music box", 4, 0.5),
            "warm pad",
            "voice ah",
        ),
        Band(
            Drums(
                ("hard kick", "X..x......x....."),
                ("clap", "........X......."),
                ("hat", "xxx.x.xxx.xxx.x."),
                (("shaker", SIXTEENTHS), ("rim", "......x..x....x.")),
                "snare",
            ),
            Bass("808 bass", "X..x......x.....", "octave"),
            Comp("strings", "X.......x.......", "triad", 0.9, 60),
            Arp("pluck", 4, 0.6, (0, 2, 3, 1)),
            lead="flute",
        ),
    ),
    "trap drill rap hip-hop hiphop phonk boom-bap",
    "808 808s hard gangster street hustle bars swagger",
    layer=Layer(0.96, 150, 7000),
    room=(1.4, 0.18),
    pump=0.35,
    balance={"drums": 1, "bass": 1, "chords": -5, "arp": -10, "pad": -11},
)


SYNTHWAVE = Style(
    "synthwave",
    "synthwave",
    (84, 116),
    (
        Band(
            Drums(
                ("kick", FOUR),
                ("gated snare", BACK),
                ("hat", EIGHTHS),
                (("mid tom", "..............x."),),
                "toms",
            ),
            Bass("synth bass", "x.x.x.x.x.x.x.x.", "octave"),
            Comp("supersaw", HELD, "triad", 1.0),
            Arp("pluck", 1, 0.85, (0, 1, 2, 3, 2, 1, 3, 2)),
            "warm pad",
            "synth lead",
        ),
        Band(
            Drums(
                ("deep kick", "X.....x.X......."),
                ("gated snare", BACK),
                ("hat", SIXTEENTHS),
                (("clap", BACK),),
                "toms",
            ),
            Bass("reese bass", "X..X..X..X..X.X."),
            Comp("synth stab", "X..x..x..x..x.x.", "triad", 0.7),
            Arp("bells", 2, 0.7, (0, 2, 1, 3), 79),
            "slow strings",
            "voice ah",
        ),
    ),
    "synthwave retrowave 80s eighties 1980s outrun vaporwave new-wave synth-pop synthpop chiptune",
    "neon retro analog miami nostalgic arcade night-drive vhs",
    layer=Layer(0.95, 150),
    room=(1.9, 0.24),
    pump=0.45,
    balance={"drums": 1.5, "bass": -1.5, "chords": -5, "arp": -7, "pad": -10},
)


DNB = Style(
    "dnb",
    "drum & bass",
    (168, 176),
    (
        Band(
            Drums(
                ("hard kick", "X.........x....."),
                ("tight snare", "....X..o.o..X..o"),
                ("hat", "x.x.x.x.x.x.x.xx"),
                (("ride", "x...x...x...x..."),),
                "snare",
            ),
            Bass("reese bass", "X.....x...x.....", "octave"),
            Comp("electric piano", "X.....x.........", "seventh", 1.0),
            Arp("pluck", 2, 0.6),
            "warm pad",
            "voice ah",
        ),
        Band(
            Drums(
                ("kick", "X.....x...x..x.."),
                ("snare", "....X..oo...X.o."),
                ("shaker", SIXTEENTHS),
                (("open hat", "..x...x...x...x."), ("conga", "...x..x.x..x..x.")),
                "toms",
            ),
            Bass("sub bass", "X..x..x...x.x...", "fifth"),
            Comp("slow strings", HELD, "seventh", 1.0),
            Arp("bells", 4, 0.5),
            "glass pad",
            "voice oo",
        ),
    ),
    "dnb drum-and-bass drum-n-bass drum-&-bass drum&bass jungle breakbeat breakcore neurofunk",
    "liquid breakbeats frantic breaks amen",
    layer=Layer(0.97, 180),
    room=(1.3, 0.17),
    pump=0.45,
    balance={"drums": 2, "bass": 0, "chords": -6, "arp": -9, "pad": -10},
    leans=1,
)
