"""What to tell people that was understood: only what changes something, in the prompt's order."""

from remixes.engine.music.prompt.choice import Choice
from remixes.engine.music.prompt.mentions import PLAYER_KINDS, STYLE_KINDS, Mention
from remixes.engine.music.prompt.negation import Refusal
from remixes.engine.music.prompt.players import Players
from remixes.engine.music.prompt.tempo_words import TempoSaid

_TRAITS = ("pace", "energy", "mood", "era", "swing", "texture", "colour", "sung")
_PLAYERS = tuple(kind for kind in PLAYER_KINDS if kind != "part")


def heard(
    tempo: TempoSaid,
    wanted: list[Mention],
    refusals: list[Refusal],
    band: Players,
    choice: Choice,
) -> tuple[str, ...]:
    """Each phrase once: wanted ones as said, refused ones with "no", the tempo last."""
    used = {mention.first for mention in choice.used}
    said = {m.first: m.said for m in wanted if m.has(*_TRAITS, *_PLAYERS) or m.first in used}
    for refusal in refusals:
        words = _refused(refusal)
        if words:
            said[refusal.mention.first] = words
    phrases = [said[first] for first in sorted(said)]
    missing = [f"no {part}" for part in sorted(band.absent) if not _told(part, refusals, wanted)]
    return tuple(dict.fromkeys([*phrases, *missing, *_tempo(tempo)]))


def _refused(refusal: Refusal) -> str:
    mention = refusal.mention
    if mention.has("absent"):
        return mention.said
    if mention.has("part"):
        return f"{'less' if refusal.is_partial else 'no'} {mention.said}"
    if mention.has(*STYLE_KINDS[:3], *_TRAITS):
        return f"not {mention.said}"
    return f"no {mention.said}" if mention.has(*_PLAYERS) else ""


def _told(part: str, refusals: list[Refusal], wanted: list[Mention]) -> bool:
    """Whether a phrase already says that the part is silent."""
    return any(part in refusal.mention.values("part", "absent") for refusal in refusals) or (
        part == "vocals" and any(one.has("sung") for one in wanted)
    )


def _tempo(tempo: TempoSaid) -> list[str]:
    if tempo.bpm:
        return [f"{tempo.bpm:g} bpm"]
    return [{1: "faster", -1: "slower"}[tempo.pace]] if tempo.pace else []
