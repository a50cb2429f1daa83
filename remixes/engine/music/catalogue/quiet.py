"""Styles for listening."""

from remixes.engine.music.catalogue.steps import BACK, FOUR, HELD, SIXTEENTHS
from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

LOFI = Style(
    "lofi",
    "lo-fi",
    (70, 92),
    (
        Band(
            Drums(
                ("soft kick", "X.....x...x....."),
                ("dusty snare", "....X.......X..o"),
                ("soft hat", "x.o.x.o.x.oox.o."),
                (("shaker", "..o...o...o...o."),),
                has_crash=False,
            ),
            Bass("upright bass", "X.....x.X.......", "fifth"),
            Comp("electric piano", "X.........x.....", "seventh"),
            Arp("vibraphone", 4, 0.4),
            lead="flute",
        ),
        Band(
            Drums(
                ("deep kick", "X..x......x....."),
                ("rim", "....X.......X..."),
                ("soft hat", "x...x.o.x...x.oo"),
                (("shaker", "o.o.o.o.o.o.o.o."),),
                has_crash=False,
            ),
            Bass("sub bass", "X.......x.x....."),
            Comp("nylon guitar", "X..x..x...x..x..", "seventh", 0.9, 60, 0.014),
            Arp("music box", 4, 0.35, centre=79),
            "warm pad",
            "clarinet",
        ),
    ),
    "lofi lo-fi chillhop lo-fi-hip-hop",
    "chill beats study dusty vinyl tape mellow relaxed cozy lazy slowed sleepy rainy coffee",
    0.58,
    layer=Layer(0.95, 120, 4200),
    room=(0.9, 0.12),
    pump=0.2,
    balance={"drums": -1.5, "bass": -2, "chords": -4, "arp": -9, "pad": -10},
    leans=-1,
    has_crackle=True,
)


AMBIENT = Style(
    "ambient",
    "ambient",
    (60, 92),
    (
        Band(
            Drums(fill="none", has_crash=False),
            Bass("sub bass", HELD),
            Comp("slow strings", HELD, "seventh", 1.0),
            Arp("bells", 4, 0.4, (0, 2, 1, 3), 77),
            "glass pad",
            "flute",
        ),
        Band(
            Drums(
                ("soft kick", "X.......x......."),
                None,
                ("shaker", "o...o...o...o..."),
                fill="none",
                has_crash=False,
            ),
            Bass("sub bass", "X.......x......."),
            Comp("electric piano", "X.......x.......", "seventh", 1.0),
            Arp("harp", 2, 0.5, (0, 1, 2, 3, 3, 2), 72),
            "warm pad",
            "voice oo",
        ),
    ),
    "ambient soundscape meditation drone",
    "calm sleep spa atmospheric ethereal soothing relaxing peaceful spacious dreamy floating yoga "
    "nature weightless",
    layer=Layer(0.95, 90, 3400),
    room=(4.2, 0.6),
    balance={"drums": -12, "bass": -7, "chords": -5, "arp": -9, "pad": -5},
    leans=-1,
)


ORCHESTRAL = Style(
    "orchestral",
    "orchestral",
    (66, 132),
    (
        Band(
            Drums(
                ("timpani", "X.......x......."),
                None,
                None,
                (("low tom", "X...x..xX...x.x."),),
                "toms",
            ),
            Bass("strings", "X...x...X...x...", "fifth"),
            Comp("brass", "X.......X.......", "triad", 0.9, 58),
            Arp("strings", 2, 1.0, (0, 1, 2, 1), 67),
            "slow strings",
            "flute",
        ),
        Band(
            Drums(
                ("timpani", "X..........x...."),
                ("mid tom", "............x.xx"),
                None,
                (("low tom", "X..x..x.X..x..x."),),
                "toms",
            ),
            Bass("slow strings", "X.......X......."),
            Comp("slow strings", HELD, "triad", 1.0, 64),
            Arp("harp", 2, 0.9, (0, 1, 2, 3, 2, 1), 72),
            "voice oo",
            "clarinet",
        ),
    ),
    "orchestral orchestra cinematic symphony symphonic film-score classical baroque soundtrack "
    "string-quartet",
    "epic strings violin trailer choir movie heroic hollywood majestic grand timpani",
    layer=Layer(0.85, 130),
    room=(2.4, 0.32),
    balance={"drums": -3, "bass": -4, "chords": -3, "arp": -7, "pad": -6},
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
            Bass("upright bass", "X.......x.......", "fifth"),
            Comp("steel guitar", "X..xx.xx..x.xxx.", "triad", 0.9, 60, 0.016),
            Arp("nylon guitar", 2, 0.5, (0, 2, 1, 3), 69),
            lead="flute",
        ),
        Band(
            Drums(
                ("soft kick", "X.........x....."),
                ("rim", "............X..."),
                ("shaker", "o.o.x.o.o.o.x.o."),
                (("conga", "....x..x....x.x."),),
                has_crash=False,
            ),
            Bass("finger bass", "X.....x.x......."),
            Comp("nylon guitar", "X.x.x.x.X.x.x.x.", "triad", 0.9, 62, 0.01),
            Arp("harp", 4, 0.5),
            "slow strings",
            "clarinet",
        ),
    ),
    "acoustic folk unplugged country singer-songwriter campfire bluegrass americana",
    "guitar ballad intimate fingerpicked ukulele banjo wooden organic stripped",
    0.53,
    layer=Layer(0.8, 130),
    room=(0.9, 0.14),
    balance={"drums": -6, "bass": -4, "chords": -2, "arp": -7, "pad": -11},
    leans=-1,
)


JAZZ = Style(
    "jazz",
    "jazz",
    (84, 150),
    (
        Band(
            Drums(
                ("soft kick", "X.......o......."),
                ("brush", "....x.......x..."),
                ("ride", "X...X..xX...X..x"),
                fill="snare",
                has_crash=False,
            ),
            Bass("upright bass", FOUR, "walk"),
            Comp("piano", "..x...x...x...x.", "seventh", 0.5),
            Arp("vibraphone", 4, 0.3),
            lead="clarinet",
        ),
        Band(
            Drums(
                ("soft kick", "X..x..x...x..x.."),
                ("rim", "X..x..x...x.x..."),
                ("shaker", SIXTEENTHS),
                fill="none",
                has_crash=False,
            ),
            Bass("upright bass", "X.....x.X.....x.", "fifth"),
            Comp("nylon guitar", "X..x..x...x..x..", "seventh", 0.6, 62, 0.01),
            Arp("flute", 8, 0.5, (0, 2, 1, 3)),
            lead="flute",
        ),
    ),
    "jazz swing bebop bossa-nova big-band lounge bossa",
    "saxophone blues smoky trio speakeasy cocktail noir",
    0.64,
    swings_eighths=True,
    layer=Layer(0.92, 150, 7500, -1),
    room=(1.1, 0.16),
    balance={"drums": -4, "bass": -2, "chords": -3.5, "arp": -9, "pad": -12},
)
