"""Who shall play and who shall not: parts to be silent, instruments by the engine's names."""

from collections.abc import Iterable
from dataclasses import dataclass

from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.prompt.choice import Choice
from remixes.engine.music.prompt.mentions import Mention
from remixes.engine.music.prompt.negation import Refusal

_NEAREST = {"harpsichord": "clavinet", "pedal steel": "steel guitar"}
"""What plays for instruments that the engine has not got."""
_RHYTHM = {"drums", "bass"}
_GROUPS = {
    "synth": {"supersaw", "synth stab", "synth lead", "synth pluck", "warm pad", "pluck"},
    "strings": {"slow strings", "synth strings", "tremolo strings", "pizzicato"},
    "violin": {"strings", "slow strings"},
    "piano": {"electric piano", "fm piano"},
    "choir": {"voice ah", "voice oo"},
    "pad": {"warm pad", "glass pad", "dark pad", "slow strings"},
    "horn": {"trumpet", "trombone", "french horn", "saxophone"},
    "brass": {"trumpet", "trombone", "french horn", "synth brass"},
}


@dataclass(frozen=True)
class Players:
    """Engine instruments by the place they take, and what stays silent."""

    chords: str
    arp: str
    others: tuple[str, ...]
    absent: frozenset[str]
    unwanted: frozenset[str]


def players(
    wanted: list[Mention], refusals: list[Refusal], alone: list[Mention], choice: Choice
) -> Players:
    """Sort the players of a prompt; the first of a kind takes the place, the rest join."""
    chords = [value for one in wanted for value in one.values("chords")]
    arps = [value for one in wanted for value in one.values("arp")]
    others = [value for one in wanted for value in one.values("lead", "bassist")]
    chords = [playable(name) for name in dict.fromkeys(chords)]
    arps = [playable(name) for name in dict.fromkeys(arps)]
    rest = chords[1:] + arps[1:] + [playable(name) for name in others]
    taken = set(chords[:1] + arps[:1])
    return Players(
        next(iter(chords), ""),
        next(iter(arps), ""),
        tuple(name for name in dict.fromkeys(rest) if name not in taken),
        _absent(wanted, refusals, alone),
        _unwanted(refusals),
    )


def playable(name: str) -> str:
    """The engine's instrument of that name, else its nearest."""
    return name if name in PITCHED else _NEAREST.get(name, name)


def _absent(wanted: list[Mention], refusals: list[Refusal], alone: list[Mention]) -> frozenset[str]:
    gone = {
        value
        for refusal in refusals
        if not refusal.is_partial
        for value in refusal.mention.values("part", "absent")
    }
    if any(one.has("sung") for one in wanted):
        gone.add("vocals")
    if alone:
        named = {value for one in alone for value in one.values("part")}
        gone |= _RHYTHM - named
    return frozenset(gone)


def _unwanted(refusals: Iterable[Refusal]) -> frozenset[str]:
    """The instruments of refused mentions with their kin: no guitar of any sort."""
    names: set[str] = set()
    for refusal in refusals:
        own = {playable(v) for v in refusal.mention.values("chords", "arp", "lead", "bassist")}
        if own and not refusal.mention.has("part"):
            names |= own
            word = refusal.mention.said
            names |= {n for group, kin in _GROUPS.items() if group in word for n in kin}
            names |= {n for n in PITCHED if word.removesuffix("s") in n}
    return frozenset(names)
