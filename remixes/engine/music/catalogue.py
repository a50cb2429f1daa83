"""The styles this engine plays, each with two bands so that two versions never sound alike."""

from remixes.engine.music.styles import Arp, Band, Bass, Comp, Drums, Layer, Style

_FOUR = "X...X...X...X..."
_BACK = "....X.......X..."
_EIGHTHS = "x.o.x.o.x.o.x.o."
_SIXTEENTHS = "xoxoxoxoxoxoxoxo"
_OFF = "..X...X...X...X."
_HELD = "X..............."

_LOFI = Style(
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

_HOUSE = Style(
    "house",
    "house",
    (120, 128),
    (
        Band(
            Drums(
                ("deep kick", _FOUR),
                ("clap", _BACK),
                ("open hat", _OFF),
                (("shaker", _SIXTEENTHS), ("conga", "...x..x....x..x.")),
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
                ("kick", _FOUR),
                ("clap", _BACK),
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

_TECHNO = Style(
    "techno",
    "techno",
    (126, 140),
    (
        Band(
            Drums(
                ("hard kick", _FOUR),
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
                ("deep kick", _FOUR),
                ("rim", "..x..x....x..x.."),
                ("open hat", _OFF),
                (("shaker", _SIXTEENTHS), ("clap", _BACK)),
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

_AMBIENT = Style(
    "ambient",
    "ambient",
    (60, 92),
    (
        Band(
            Drums(fill="none", has_crash=False),
            Bass("sub bass", _HELD),
            Comp("slow strings", _HELD, "seventh", 1.0),
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

_ORCHESTRAL = Style(
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
            Comp("slow strings", _HELD, "triad", 1.0, 64),
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

_ACOUSTIC = Style(
    "acoustic",
    "acoustic",
    (72, 120),
    (
        Band(
            Drums(
                ("soft kick", "X.......x......."),
                ("brush", _BACK),
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

_TRAP = Style(
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
                (("shaker", _SIXTEENTHS), ("rim", "......x..x....x.")),
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

_SYNTHWAVE = Style(
    "synthwave",
    "synthwave",
    (84, 116),
    (
        Band(
            Drums(
                ("kick", _FOUR),
                ("gated snare", _BACK),
                ("hat", _EIGHTHS),
                (("mid tom", "..............x."),),
                "toms",
            ),
            Bass("synth bass", "x.x.x.x.x.x.x.x.", "octave"),
            Comp("supersaw", _HELD, "triad", 1.0),
            Arp("pluck", 1, 0.85, (0, 1, 2, 3, 2, 1, 3, 2)),
            "warm pad",
            "synth lead",
        ),
        Band(
            Drums(
                ("deep kick", "X.....x.X......."),
                ("gated snare", _BACK),
                ("hat", _SIXTEENTHS),
                (("clap", _BACK),),
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

_REGGAE = Style(
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

_ROCK = Style(
    "rock",
    "rock",
    (96, 168),
    (
        Band(
            Drums(
                ("kick", "X.....x.X.x....."),
                ("snare", _BACK),
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
                ("tight snare", _BACK),
                ("open hat", "X...X...X...X..."),
                (("crash", _HELD),),
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

_POP = Style(
    "pop",
    "pop",
    (96, 126),
    (
        Band(
            Drums(
                ("kick", "X..x..x.X..x...."),
                ("clap", _BACK),
                ("hat", "x.x.x.x.x.x.x.xx"),
                (("shaker", _SIXTEENTHS),),
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
                ("deep kick", _FOUR),
                ("snare", _BACK),
                ("shaker", _SIXTEENTHS),
                (("open hat", _OFF), ("clap", _BACK)),
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

_JAZZ = Style(
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
            Bass("upright bass", _FOUR, "walk"),
            Comp("piano", "..x...x...x...x.", "seventh", 0.5),
            Arp("vibraphone", 4, 0.3),
            lead="clarinet",
        ),
        Band(
            Drums(
                ("soft kick", "X..x..x...x..x.."),
                ("rim", "X..x..x...x.x..."),
                ("shaker", _SIXTEENTHS),
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

_DNB = Style(
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
                ("shaker", _SIXTEENTHS),
                (("open hat", "..x...x...x...x."), ("conga", "...x..x.x..x..x.")),
                "toms",
            ),
            Bass("sub bass", "X..x..x...x.x...", "fifth"),
            Comp("slow strings", _HELD, "seventh", 1.0),
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

_FUNK = Style(
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
                ("deep kick", _FOUR),
                ("clap", _BACK),
                ("open hat", _OFF),
                (("shaker", _SIXTEENTHS), ("high conga", "...x..x...x..x.x")),
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

_LATIN = Style(
    "latin",
    "latin",
    (90, 112),
    (
        Band(
            Drums(
                ("kick", _FOUR),
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
                ("shaker", _SIXTEENTHS),
                (("conga", "....x.xx....x.xx"), ("clap", _BACK)),
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

STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        _LOFI,
        _HOUSE,
        _TECHNO,
        _AMBIENT,
        _ORCHESTRAL,
        _ACOUSTIC,
        _TRAP,
        _SYNTHWAVE,
        _REGGAE,
        _ROCK,
        _POP,
        _JAZZ,
        _DNB,
        _FUNK,
        _LATIN,
    )
}
