"""What the engine tells the orderer it is going to do, before it has done it."""

from collections.abc import Sequence
from dataclasses import dataclass

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score
from remixes.engine.music.lead import Lead
from remixes.engine.music.prompt import Wish
from remixes.engine.music.tempo import Pace

Plan = dict[str, object]

SUNG = "The lyrics are sung by the built-in voice."


@dataclass(frozen=True)
class Side:
    """What is decided about one version."""

    title: str
    pace: Pace
    is_recut: bool
    score: Score
    lead: Lead


def remix_plan(song: Song, wish: Wish, sides: Sequence[Side]) -> Plan:
    """JSON-ready facts of a whole-song remix."""
    versions = [
        {"title": side.title, "bpm": round(side.pace.bpm, 1), "difference": _difference(k, side)}
        for k, side in enumerate(sides)
    ]
    first = sides[0]
    return _plan(song, wish, first.pace.bpm, [s.score for s in sides], versions) | lead_words(
        [side.lead for side in sides]
    )


def part_plan(
    song: Song, wish: Wish, scores: Sequence[Score], names: tuple[str, str], what: tuple[str, str]
) -> Plan:
    """JSON-ready facts of a job that keeps the song's own tempo."""
    versions = [
        {"title": name, "bpm": round(song.bpm, 1), "difference": difference}
        for name, difference in zip(names, what, strict=True)
    ]
    return _plan(song, wish, song.bpm, scores, versions)


def lead_words(leads: Sequence[Lead]) -> Plan:
    """What must be said about lyrics; empty without any."""
    if not any(lead.marks for lead in leads):
        return {}
    words = SUNG if any(lead.sung for lead in leads) else ""
    left_out = max(lead.left_out for lead in leads)
    if left_out:
        words += f" The last {left_out} {'line' if left_out == 1 else 'lines'} did not fit."
    return {"lyrics": words.strip()} if words else {}


def _plan(
    song: Song,
    wish: Wish,
    bpm: float,
    scores: Sequence[Score],
    versions: Sequence[dict[str, object]],
) -> Plan:
    return {
        "style": wish.style.label,
        "bpm": round(bpm, 1),
        "source_bpm": round(song.bpm, 1) if song.has_pulse else None,
        "key": str(song.key),
        "meter": song.meter,
        "heard": list(wish.heard),
        "instruments": list(dict.fromkeys(name for s in scores for name in s.instruments)),
        "versions": list(versions),
        "summary": _summary(wish, bpm, scores[0].instruments),
    }


def _summary(wish: Wish, bpm: float, instruments: Sequence[str]) -> str:
    """One line for people, e.g. "lo-fi, 84 BPM, swing, electric piano; heard: chill, no drums"."""
    words = [wish.style.label, f"{bpm:.0f} BPM"]
    if wish.style.swing > 0.55:
        words.append("swing")
    words += [name for name in instruments if name != "drums"][:3]
    heard = ", ".join(wish.heard) or "nothing we know"
    if not wish.named_style:
        heard += "; no style was named, so this one is our choice"
    return f"{', '.join(words)}; heard: {heard}"


def _difference(k: int, side: Side) -> str:
    rate = side.pace.rate
    change = f"{abs(rate - 1):.0%} {'faster' if rate > 1 else 'slower'} than the song"
    tempo = "the song's own tempo" if abs(rate - 1) < 0.01 else change
    form = ("the band comes in early and breaks late", "a long opening and an early break")[k]
    if side.is_recut:
        form += ", bars repeated"
    return f"{tempo}; {form}; {', '.join(side.score.instruments)}"
