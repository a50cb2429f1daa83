"""How the bands of the made songs play: patterns in steps of a quarter of a beat, as plain data.

`X` accent, `x` normal, `o` ghost, `.` rest; a row is one bar long (or two).
"""

from dataclasses import dataclass

STRENGTH = {"X": 1.0, "x": 0.75, "o": 0.4}


@dataclass(frozen=True)
class Feel:
    """`drums` play everywhere but in sections C, `more` only in B; `bass` rows name the chord tone.

    In a bass row `r` is the root, `f` the fifth, `o` the octave. `comp` rows play the triad, or
    single tones of it one after the other when `is_broken`. `swing` is where the off-beat falls
    in a beat (0.5 straight). `jitter_ms` is how exactly the band plays together.
    """

    drums: tuple[tuple[str, str], ...]
    bass: tuple[str, str]
    comp: tuple[str, str]
    pad: str = "warm pad"
    more: tuple[tuple[str, str], ...] = ()
    meter: int = 4
    swing: float = 0.5
    is_broken: bool = False
    ring: float = 0.9
    jitter_ms: float = 4.0


FEELS = {
    "pop": Feel(
        drums=(
            ("kick", "X.......X......."),
            ("snare", "....X.......X..."),
            ("hat", "x.o.x.o.x.o.x.o."),
        ),
        more=(("kick", "..........x....."), ("shaker", "oxooxxooxxooxxoo")),
        bass=("finger bass", "r...r...r...f..."),
        comp=("piano", "X.....x.X.....x."),
        pad="strings",
    ),
    "rock": Feel(
        drums=(
            ("kick", "X.......X.x....."),
            ("snare", "....X.......X..."),
            ("hat", "x.x.x.x.x.x.x.x."),
        ),
        more=(("kick", "......x......x.."), ("ride", "x...x...x...x...")),
        bass=("finger bass", "r.r.r.r.r.r.r.f."),
        comp=("distorted guitar", "X..xx.x.X..xx.x."),
        pad="organ",
        ring=0.5,
    ),
    "ballad": Feel(
        drums=(),
        bass=("upright bass", "r.......f......."),
        comp=("piano", "X.x.x.x.X.x.x.x."),
        pad="slow strings",
        is_broken=True,
        ring=1.6,
    ),
    "house": Feel(
        drums=(
            ("deep kick", "X...X...X...X..."),
            ("open hat", "..x...x...x...x."),
            ("clap", "....X.......X..."),
        ),
        more=(("shaker", "ooxoooxoooxoooxo"),),
        bass=("synth bass", "..r...r...r..ro."),
        comp=("synth stab", "..X..x....X..x.."),
        pad="warm pad",
        ring=0.4,
        jitter_ms=0.5,
    ),
    "waltz": Feel(
        meter=3,
        drums=(
            ("kick", "X..........."),
            ("brush", "....x...x..."),
            ("soft hat", "x...x...x.x."),
        ),
        bass=("upright bass", "r.......f..."),
        comp=("steel guitar", "X...x...x.x."),
        pad="strings",
        is_broken=True,
        ring=1.2,
    ),
    "shuffle": Feel(
        swing=2 / 3,
        drums=(
            ("kick", "X.......X.x....."),
            ("snare", "....X.......X..."),
            ("ride", "x.x.x.x.x.x.x.x."),
        ),
        more=(("kick", "......x........."),),
        bass=("upright bass", "r...f...o...f..."),
        comp=("organ", "x...x.x.....x.x."),
        pad="clarinet",
        ring=0.7,
    ),
    "folk": Feel(
        drums=(("soft kick", "X.......x......."), ("shaker", "x.o.x.o.x.o.x.o.")),
        more=(("snare", "....o.......o..."),),
        bass=("upright bass", "r.......r...f..."),
        comp=("steel guitar", "X.x.x.x.X.x.x.x."),
        pad="strings",
        is_broken=True,
        ring=1.4,
    ),
    "trap": Feel(
        drums=(
            ("hard kick", "X.....x.........X.....x...x....."),
            ("snare", "........X...............X......."),
            ("hat", "x.o.x.o.x.o.x.oox.o.x.o.x.ooxooo"),
        ),
        bass=("808 bass", "r.......r......."),
        comp=("bells", "X...x...x..x...."),
        pad="warm pad",
        is_broken=True,
        jitter_ms=0.5,
    ),
    "latin": Feel(
        drums=(
            ("kick", "X.....x.....X..."),
            ("conga", "..x.o..xx.o...x."),
            ("rim", "X..X..X...X.X..."),
            ("shaker", "xooxxooxxooxxoox"),
        ),
        more=(("high conga", "....x......x...."),),
        bass=("finger bass", "r.....f.....o..."),
        comp=("piano", "X..x..x.x..x..x."),
        pad="brass",
        ring=0.5,
    ),
    "soul": Feel(
        drums=(
            ("kick", "X..x..x...x..x.."),
            ("snare", "....X..o.o..X..o"),
            ("hat", "xxoxxxoxxxoxxxox"),
        ),
        bass=("finger bass", "r..r..f...r..o.."),
        comp=("electric piano", "X..x..x...x....."),
        pad="strings",
        ring=0.8,
    ),
    "breaks": Feel(
        drums=(
            ("kick", "X...........x...X.........x....."),
            ("snare", "....X..o.o..X.......X..o.o....X."),
            ("hat", "x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x."),
        ),
        bass=("reese bass", "r.......r..f...."),
        comp=("electric piano", "X.......x......."),
        pad="glass pad",
        ring=1.6,
        jitter_ms=2.0,
    ),
    "sixeight": Feel(
        meter=3,
        drums=(
            ("kick", "X......................."),
            ("snare", "............X..........."),
            ("hat", "X...x...x...X...x...x..."),
        ),
        bass=("finger bass", "r.......f..."),
        comp=("clean guitar", "X...x...x..."),
        pad="organ",
        is_broken=True,
        ring=1.6,
    ),
}
