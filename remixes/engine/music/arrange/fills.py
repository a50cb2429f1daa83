"""What drummers do between parts: fills of many kinds, rolls, lifts and landings."""

from remixes.engine.music.arrange.hits import hit
from remixes.engine.music.arrange.meters import STEPS
from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.timing import Clock
from remixes.engine.music.instruments.drums import DRUMS
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import STRENGTH, Drums, Fill, Hits

_HALF_BAR = 2 * STEPS
_TOMS = {"H": "high tom", "M": "mid tom", "L": "low tom"}
_FILLS: dict[Fill, tuple[tuple[Hits, ...], ...]] = {
    "snare": (
        (("S", "x..xx.xX"),),
        (("S", "o.x.xxxX"),),
        (("S", "..xxo.xX"), ("K", "x....x..")),
        (("S", "....xoxX"), ("K", "x.x.....")),
        (("S", "x.xx.xxX"),),
    ),
    "toms": (
        (("H", "xx......"), ("M", "..xx...."), ("L", "....xxX.")),
        (("H", "x.x....."), ("M", "....xx.."), ("L", "......xX")),
        (("S", "x.xx...."), ("H", "....x..."), ("M", ".....xx."), ("L", ".......X")),
        (("L", "..x...x."), ("M", "x...x..."), ("S", ".......X")),
        (("S", "x..x..x."), ("L", ".xx.xx.X")),
    ),
    "claps": (
        (("S", "x..x..xx"),),
        (("S", "....x.xX"),),
        (("S", "x...x.r."),),
        (("S", "..x..x.X"), ("L", "x..x....")),
    ),
    "rolls": (
        (("S", "xxxxrrrr"),),
        (("S", "x.x.xxrr"),),
        (("T", "rrrrrrrr"), ("S", "x.....xX")),
        (("S", "x..x..t."), ("T", "xrxrxrxr")),
    ),
    "breaks": (
        (("K", "x.x....x"), ("S", "..o.x.oX")),
        (("S", "x..x..x."), ("K", "..x..x.x")),
        (("S", "r.x.x.xX"), ("K", "..x..x..")),
        (("K", "X......."), ("S", "...x.oxX"), ("T", "..x.x...")),
    ),
    "stops": (
        (("K", "X......."), ("S", "......xX")),
        (("S", "X......."), ("T", "....t.r.")),
        (("K", "X..x...."),),
    ),
}
_MACHINES = ("kick", "deep kick", "hard kick", "808 kick", "electronic kick", "chip kick")
_RISER_S = 1.9
_EMPTY: tuple[Fill, ...] = ("breaks", "stops")
"""Fills that the groove makes room for altogether."""


class Drummer:
    """Plays fills and never the same one twice in a row."""

    def __init__(self, drums: Drums, clock: Clock) -> None:
        self._drums, self._clock = drums, clock
        self._last = -1

    def makes_room(self, bar: Bar, drum: str, step: int) -> bool:
        """Whether the groove leaves a step to the fill."""
        kind = self._drums.fill
        if bar.fill < 1.0 or bar.level < 2 or kind == "none" or self._rolling(bar):
            return False
        if step < self._clock.meter * STEPS - _HALF_BAR:
            return False
        is_snare = self._drums.snare is not None and drum == self._drums.snare[0]
        return is_snare or kind in _EMPTY

    def fill(self, i: int, bar: Bar) -> list[Note]:
        """Half a bar at the end of a phrase, its last beat alone where `fill` is small."""
        kind = self._drums.fill
        if kind == "none" or not bar.fill or bar.level < 2 or self._rolling(bar):
            return []
        choices = _FILLS[kind]
        which = self._clock.pick(len(choices))
        which = (which + 1) % len(choices) if which == self._last else which
        self._last = which
        start = self._clock.meter * STEPS - _HALF_BAR
        notes = []
        for role, steps in choices[which]:
            drum = self._drum(role)
            for k, sign in enumerate(steps):
                late_enough = bar.fill >= 1.0 or (k >= STEPS and self._clock.chance(0.5))
                if drum and sign != "." and late_enough:
                    strength = STRENGTH[sign] * (0.6 + 0.35 * k / _HALF_BAR)
                    strength *= 1.0 if bar.fill >= 1.0 else 0.45
                    notes += strokes(drum, i, start + k, sign, strength, self._clock)
        return notes

    def build(self, i: int, bar: Bar) -> list[Note]:
        """A snare roll that doubles its pace, ever louder; bands use the low tom."""
        if not rolls(self._drums) or self._drums.snare is None:
            return []
        drum = (
            self._tom("low tom") if self._drums.fill in ("toms", "snare") else self._drums.snare[0]
        )
        total = self._clock.meter * STEPS
        notes = []
        for step in range(total):
            share = (bar.place + step / total) / max(1, bar.length)
            every = 4 if share < 0.5 else 2 if share < 0.8 or drum.endswith("low tom") else 1
            if step % every == 0:
                strength = (0.25 + 0.5 * share) * self._clock.life()
                notes.append(hit(drum, self._clock.human(i, step, 0.002), strength))
        return notes

    def _rolling(self, bar: Bar) -> bool:
        return bar.part == "build" and rolls(self._drums)

    def _drum(self, role: str) -> str:
        roles = {"S": self._drums.snare, "K": self._drums.kick, "T": self._drums.hat}
        if role in _TOMS:
            return self._tom(_TOMS[role])
        played = roles[role]
        return played[0] if played else self._tom("mid tom") if role == "S" else ""

    def _tom(self, name: str) -> str:
        """The tom of the kit that the kick belongs to, where the kit has toms."""
        kick = self._drums.kick[0] if self._drums.kick else ""
        own = f"{kick.removesuffix('kick').strip()} {name}"
        return own if own in DRUMS else name


def rolls(drums: Drums) -> bool:
    """Whether builds are played as rolls; small and quiet bands just play on."""
    return drums.has_crash and drums.snare is not None and drums.fill != "none"


def strokes(
    drum: str, i: int, step: float, sign: str, strength: float, clock: Clock, late_s: float = 0.0
) -> list[Note]:
    """One hit, two quick ones (`r`) or a triplet over two steps (`t`)."""
    count, width = {"r": (2, 0.5), "t": (3, 2 / 3)}.get(sign, (1, 1.0))
    loose = 0.0012 if "kick" in drum else 0.004
    return [
        hit(drum, clock.human(i, step + k * width, loose, late_s), strength * (1 - 0.12 * k))
        for k in range(count)
    ]


def landing(bar: Bar, at_s: float, drums: Drums, before_s: float) -> list[Note]:
    """What falls on the first beat of a part and what rises into it, not before `before_s`."""
    if not drums.has_crash or bar.level < 2:
        return []
    notes = [hit("crash", at_s, 0.9 if bar.lands else 0.6)] if bar.is_first else []
    if bar.lands and is_machine(drums):
        notes.append(hit("impact", at_s, 0.8))
        notes += [hit("riser", at_s - _RISER_S, 1.0)] * (at_s - before_s >= _RISER_S)
    if bar.lands:
        notes.append(hit("reverse cymbal", max(before_s, at_s - 1.5), 0.7))
    return [note for note in notes if note.start_s >= 0]


def is_machine(drums: Drums) -> bool:
    """Whether the kit comes from a machine, so that risers and booms belong to it."""
    return drums.kick is not None and drums.kick[0] in _MACHINES
