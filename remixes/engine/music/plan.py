"""What the engine tells the orderer it is going to do, before it has done it."""

from collections.abc import Sequence
from itertools import groupby

from remixes.analysis.song import Song
from remixes.engine.music.arrange.band import Score
from remixes.engine.music.arrange.casting import style_for
from remixes.engine.music.draft import Draft
from remixes.engine.music.lead import Lead
from remixes.engine.music.prompt import Wish
from remixes.engine.music.titles import style_words

Plan = dict[str, object]

SUNG = "The lyrics are sung by the built-in voice."
_TOO_SHORT = "There is no room for the lyrics here: not even their first line fits."
_WORDLESS = "There are no words to sing in these lyrics."

_SWINGS = 0.55
_NAMED_PLAYERS = 3


def remix_plan(song: Song, wish: Wish, drafts: Sequence[Draft]) -> Plan:
    """JSON-ready facts of a whole-song remix."""
    versions = [
        {
            "title": draft.title,
            "bpm": round(draft.pace.bpm, 1),
            "difference": _difference(draft),
            "instruments": list(draft.score.instruments),
        }
        for draft in drafts
    ]
    leads = [draft.lead for draft in drafts]
    plan = _plan(song, wish, drafts[0].pace.bpm, [draft.score for draft in drafts], versions)
    return plan | lead_words(leads) | {"form": [_form(draft) for draft in drafts]}


def part_plan(
    song: Song, wish: Wish, scores: Sequence[Score], names: tuple[str, str], what: tuple[str, str]
) -> Plan:
    """JSON-ready facts of a job that keeps the song's own tempo."""
    versions = [
        {
            "title": name,
            "bpm": round(song.bpm, 1),
            "difference": difference,
            "instruments": list(score.instruments),
        }
        for name, difference, score in zip(names, what, scores, strict=True)
    ]
    return _plan(song, wish, song.bpm, scores, versions)


def lead_words(leads: Sequence[Lead]) -> Plan:
    """What must be said about lyrics; empty without any."""
    left_out = max(lead.left_out for lead in leads)
    if not left_out and not any(lead.marks for lead in leads):
        return {}
    voice: Plan = {"voice": "sings"} if any(lead.sung for lead in leads) else {}
    if any(lead.has_words for lead in leads):
        return voice | {"lyrics": f"{SUNG}{_missing(left_out)}"}
    return voice | {"lyrics": _TOO_SHORT if left_out else _WORDLESS}


def _missing(lines: int) -> str:
    return f" The last {f'{lines} lines' if lines > 1 else 'line'} did not fit." if lines else ""


def _plan(
    song: Song,
    wish: Wish,
    bpm: float,
    scores: Sequence[Score],
    versions: Sequence[dict[str, object]],
) -> Plan:
    return {
        "style": style_words(wish),
        "bpm": round(bpm, 1),
        "source_bpm": round(song.bpm, 1) if song.has_pulse else None,
        "key": str(song.key),
        "meter": song.meter,
        "heard": list(wish.heard),
        "moods": sorted(wish.moods),
        "instruments": list(dict.fromkeys(name for s in scores for name in s.instruments)),
        "versions": list(versions),
        "summary": _summary(wish, bpm, scores[0].instruments),
    }


def _summary(wish: Wish, bpm: float, instruments: Sequence[str]) -> str:
    """One line for people, e.g. "lo-fi, 84 BPM, swing, electric piano; heard: chill, no drums"."""
    words = [style_words(wish), f"{bpm:.0f} BPM"]
    if style_for(wish).swing > _SWINGS:
        words.append("swing")
    words += [name for name in instruments if name != "drums"][:_NAMED_PLAYERS]
    heard = ", ".join(wish.heard) or "nothing we know"
    return f"{', '.join(words)}; heard: {heard}{_reason(wish)}"


def _reason(wish: Wish) -> str:
    """Why this style, where no word named it."""
    if wish.named_style:
        return ""
    if wish.is_likeness:
        return f"; no style was named, {wish.style.label} is the nearest in meaning"
    return "; no style was named, so this one is our choice"


def _difference(draft: Draft) -> str:
    rate = draft.pace.rate
    change = f"{abs(rate - 1):.0%} {'faster' if rate > 1 else 'slower'} than the song"
    tempo = "the song's own tempo" if abs(rate - 1) < 0.01 else change
    return f"{tempo}; {draft.form.words}; {', '.join(draft.score.instruments)}"


def _form(draft: Draft) -> list[dict[str, object]]:
    """Parts in the order they sound; bars as the band counts, seconds of the version."""
    parts: list[dict[str, object]] = []
    bar = 0
    for part, passages in groupby(draft.form.passages, lambda passage: passage.part):
        bars = sum(passage.bars for passage in passages)
        start, end = (_second(draft.song, at) for at in (bar, bar + bars))
        parts.append({"part": part, "bars": bars, "start": start, "end": end})
        bar += bars
    return parts


def _second(song: Song, bar: int) -> float:
    """Where a bar begins; the song's beginning and end belong to its first and last part."""
    if bar == 0:
        return 0.0
    at = song.duration_s if bar >= song.bars else song.bar_at(bar)
    return round(float(at), 3)
