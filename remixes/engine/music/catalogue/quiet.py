"""Styles for listening."""

from remixes.engine.music.catalogue.steps import BACK, FOUR, HELD, SWING_RIDE
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

AMBIENT = Style(
    "ambient",
    "ambient",
    (60, 92),
    (
        Band(
            Drums(fill="none", has_crash=False),
            Bass("sub bass", HELD, ring=1.0),
            Comp("slow strings", HELD, "ninth", 1.0),
            Arp("bells", 4, 0.4, (0, 2, 1, 3), 77),
            "glass pad",
            "flute",
            "cello",
        ),
        Band(
            Drums(
                ("soft kick", "X.......x......."),
                None,
                ("shaker", "o...o...o...o..."),
                fill="none",
                has_crash=False,
            ),
            Bass("sub bass", "X.......x.......", ring=1.0),
            Comp("electric piano", "X.......x.......", "ninth", 1.0, breathes=0.2),
            Arp("kalimba", 2, 0.5, (0, 1, 2, 3, 3, 2), 72),
            "warm pad",
            "voice oo",
            "pan flute",
        ),
    ),
    drama="drift",
    layer=Layer(0.95, 90, 3400),
    room=(4.2, 0.6),
    balance={"drums": -12, "bass": -7, "chords": -5, "arp": -9, "pad": -5, "counter": -9},
    leans=-1,
)


ORCHESTRAL = Style(
    "orchestral",
    "orchestral",
    (66, 132),
    (
        Band(
            Drums(
                ("timpani", "X.......x.......X.........x.x.x."),
                None,
                None,
                (
                    ("taiko", "X...x..xX...x.x."),
                    ("orchestral cymbals", "X..............................."),
                ),
                "toms",
            ),
            Bass("cello", "X...x...X...x...", "fifth", 0.3),
            Comp("french horn", "X.......X.......", "triad", 0.9, 58),
            Arp("strings", 2, 1.0, (0, 1, 2, 1), 67),
            "slow strings",
            "flute",
            "violin",
        ),
        Band(
            Drums(
                ("timpani", "X..........x...."),
                ("orchestral snare", "............x.xx"),
                None,
                (("taiko", "X..x..x.X..x..x."),),
                "toms",
            ),
            Bass("cello", "X.......X.......", "root", 0.2),
            Comp("slow strings", HELD, "triad", 1.0, 64),
            Arp("harp", 2, 0.9, (0, 1, 2, 3, 2, 1), 72),
            "choir",
            "clarinet",
            "oboe",
        ),
    ),
    layer=Layer(0.85, 130),
    room=(2.4, 0.32),
    balance={"drums": -3, "bass": -4, "chords": -3, "arp": -7, "pad": -6, "counter": -6},
)


PIANO = Style(
    "piano",
    "piano",
    (56, 124),
    (
        Band(
            Drums(fill="none", has_crash=False),
            Bass("piano", "X.......x.......", "octave", 0.3, 1.0),
            Comp("piano", "....X..x....x.x.", "triad", 1.0, 62, 0.008, 0.15),
            Arp("piano", 2, 0.85, (0, 1, 2, 3, 2, 1), 70),
            lead="piano",
            counter="piano",
        ),
        Band(
            Drums(
                extra=(("soft kick", "X.......x......."), ("brush", "....x.......x...")),
                fill="none",
                has_crash=False,
            ),
            Bass("piano", HELD, "root", 0.0, 1.0),
            Comp("piano", "X...x...X...x...", "ninth", 1.0, 60, 0.012, 0.1),
            Arp("piano", 4, 0.6, (3, 2, 1, 2), 76),
            "slow strings",
            "piano",
            "cello",
        ),
    ),
    looseness=1.1,
    drama="drift",
    layer=Layer(0.95, 130, 5200, -2),
    room=(1.8, 0.24),
    balance={"drums": -8, "bass": -4, "chords": -1, "arp": -3, "pad": -11, "counter": -5},
    leans=-1,
)


ACOUSTIC = Style(
    "acoustic",
    "acoustic",
    (72, 120),
    (
        Band(
            Drums(
                ("soft kick", "X.......x......."),
                ("brush", BACK),
                ("shaker", "x.o.x.o.x.o.x.o."),
                has_crash=False,
            ),
            Bass("upright bass", "X.......x.......", "fifth", 0.5),
            Comp("steel guitar", "X..xx.xx..x.xxx.", "triad", 0.9, 60, 0.016),
            Arp("nylon guitar", 2, 0.5, (0, 2, 1, 3), 69),
            lead="flute",
            counter="clarinet",
        ),
        Band(
            Drums(
                ("soft kick", "X.........x....."),
                ("rim", "............X..."),
                ("shaker", "o.o.x.o.o.o.x.o."),
                (("conga", "....x..x....x.x."),),
                has_crash=False,
            ),
            Bass("finger bass", "X.....x.x.......", "root", 0.5),
            Comp("nylon guitar", "X.x.x.x.X.x.x.x.", "triad", 0.9, 62, 0.01),
            Arp("harp", 4, 0.5),
            "slow strings",
            "clarinet",
            "cello",
        ),
    ),
    swing=0.53,
    looseness=1.1,
    layer=Layer(0.8, 130),
    room=(0.9, 0.14),
    balance={"drums": -6, "bass": -4, "chords": -2, "arp": -7, "pad": -11, "counter": -8},
    leans=-1,
)


JAZZ = Style(
    "jazz",
    "jazz",
    (84, 168),
    (
        Band(
            Drums(
                ("jazz kick", "X.......o......."),
                ("brush", "....x.......x..."),
                ("ride", SWING_RIDE),
                (("hat", BACK), ("jazz snare", "......................x.....o...")),
                fill="snare",
                has_crash=False,
            ),
            Bass("upright bass", FOUR, "walk"),
            Comp(
                "piano",
                "X.....x.........x.........x.....",
                "shell",
                0.5,
                62,
                breathes=0.2,
                pushes=True,
            ),
            Arp("vibraphone", 4, 0.3),
            lead="clarinet",
            counter="muted trumpet",
        ),
        Band(
            Drums(
                ("jazz kick", "o...o...o...o..."),
                ("brush", "x.o.x.o.x.o.x.o."),
                ("soft hat", BACK),
                (("ride", SWING_RIDE),),
                fill="toms",
                has_crash=False,
            ),
            Bass("upright bass", "X.......X.....o.", "fifth", 0.8),
            Comp("jazz guitar", FOUR, "shell", 0.55, 60, 0.006),
            Arp("flute", 8, 0.4, (0, 2, 1, 3)),
            lead="flute",
            counter="tenor saxophone",
        ),
    ),
    swing=0.64,
    swings_eighths=True,
    lay_back_s=0.008,
    layer=Layer(0.92, 150, 7500, -1),
    room=(1.1, 0.16),
    balance={"drums": -4, "bass": -2, "chords": -3.5, "arp": -9, "pad": -12, "counter": -8},
)
