"""What the engine tells the orderer it is going to do, before it has done it."""

from remixes.engine.music.analysis.song import Song
from remixes.engine.music.arrange.band import Score
from remixes.engine.music.prompt import Wish
from remixes.engine.music.tempo import Pace


def plan(
    song: Song, wish: Wish, paces: tuple[Pace, Pace], names: tuple[str, str], scores: list[Score]
) -> dict[str, object]:
    """JSON-ready facts of a whole-song remix."""
    instruments = list(dict.fromkeys(name for s in scores for name in s.instruments))
    return {
        **heard_in(song, wish),
        "bpm": round(paces[0].bpm, 1),
        "instruments": instruments,
        "versions": [
            {
                "title": name,
                "bpm": round(pace.bpm, 1),
                "difference": _difference(number, pace, score),
            }
            for number, (name, pace, score) in enumerate(zip(names, paces, scores, strict=True), 1)
        ],
        "summary": summary(wish, paces[0].bpm, scores[0].instruments),
    }


def heard_in(song: Song, wish: Wish) -> dict[str, object]:
    """What was found in the song and understood from the prompt."""
    return {
        "style": wish.style.label,
        "source_bpm": round(song.bpm, 1),
        "key": str(song.key),
        "meter": song.meter,
        "heard": list(wish.heard),
    }


def summary(wish: Wish, bpm: float, instruments: tuple[str, ...]) -> str:
    """One line for people, e.g. "lo-fi, 84 BPM, swing, electric piano; heard: chill, no drums"."""
    words = [wish.style.label, f"{bpm:.0f} BPM"]
    if wish.style.swing > 0.55:
        words.append("swing")
    words += [name for name in instruments if name != "drums"][:3]
    heard = ", ".join(wish.heard) if wish.heard else "nothing that names a style"
    return f"{', '.join(words)}; heard: {heard}"


def _difference(number: int, pace: Pace, score: Score) -> str:
    change = f"{abs(pace.rate - 1):.0%} {'faster' if pace.rate > 1 else 'slower'} than the song"
    tempo = "the song's own tempo" if abs(pace.rate - 1) < 0.01 else change
    form = ("the band enters early, break late", "long opening, break early, other patterns")
    return f"{tempo}; {form[number - 1]}; {', '.join(score.instruments)}"
