"""How prompts are understood: 150 held-out ones, style and every stated trait right.

The expectations in `held_out_prompts.txt` were written before the reader of prompts was measured
and are not read by it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figures, at_least
from remixes.engine.music.prompt import Wish, read

_FILE = Path(__file__).parent.parent / "held_out_prompts.txt"
_SAME_BPM = 1.0

FAMILIES = {
    "epiano": ("electric piano", "rhodes", "wurlitzer"),
    "piano": ("piano",),
    "guitar": ("guitar",),
    "strings": ("strings", "violin", "cello"),
    "brass": ("brass", "trumpet", "horn", "trombone"),
    "sax": ("sax",),
    "choir": ("choir", "voice"),
    "flute": ("flute",),
}
"""What a prompt calls an instrument, and what the engine's instruments are called."""


@dataclass(frozen=True)
class Expected:
    """A prompt; `styles` empty accepts any; `traits` are (kind, alternatives), all needed."""

    prompt: str
    styles: frozenset[str]
    traits: tuple[tuple[str, tuple[str, ...]], ...]


def held_out(path: Path = _FILE) -> tuple[Expected, ...]:
    """The prompts in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(parsed(line) for line in lines if line and not line.startswith("#"))


def parsed(line: str) -> Expected:
    """One line of the file."""
    prompt, styles, traits = (cell.strip() for cell in line.split("|"))
    wanted = [trait.split("=") for trait in traits.split()]
    return Expected(
        prompt,
        frozenset() if styles == "*" else frozenset(styles.split(",")),
        tuple(
            (kind, tuple(each.split("/"))) for kind, values in wanted for each in values.split(",")
        ),
    )


def missed(expected: Expected, wish: Wish) -> list[str]:
    """What the reader did not understand, in words; empty when the prompt counts as right."""
    words = []
    if expected.styles and wish.style.name not in expected.styles:
        words.append(f"style {wish.style.name}")
    for kind, alternatives in expected.traits:
        if not any(UNDERSTOOD[kind](wish, value) for value in alternatives):
            words.append(f"{kind} {'/'.join(alternatives)}")
    return words


def _has_bpm(wish: Wish, value: str) -> bool:
    return wish.bpm is not None and abs(wish.bpm - float(value)) <= _SAME_BPM


def _lacks(wish: Wish, value: str) -> bool:
    """Singing is heard as the part `vocals` of the song or as the stem `voice`."""
    return bool(wish.absent & ({"voice", "vocals"} if value == "voice" else {value}))


def _goes(wish: Wish, value: str) -> bool:
    """Slow and fast need a pace (or half time); not fast only forbids the opposite."""
    pace = -1 if wish.is_half_time else wish.pace
    return {"slow": pace < 0, "fast": pace > 0, "notfast": pace <= 0, "notslow": pace >= 0}[value]


def _is_in_mood(wish: Wish, value: str) -> bool:
    """Calm is also less energy, aggressive also more; `!` is a mood that must not be there."""
    if value.startswith("!"):
        return value[1:] not in wish.moods
    by_energy = {"calm": wish.energy < 0, "aggressive": wish.energy > 0}
    return value in wish.moods or by_energy.get(value, False)


def _has_energy(wish: Wish, value: str) -> bool:
    mood = "aggressive" if value == "1" else "calm"
    return wish.energy == int(value) or mood in wish.moods


def _plays(wish: Wish, value: str) -> bool:
    """Asked for, or in the bands of the style that was chosen anyway."""
    named = [wish.chords, wish.arp, *wish.instruments, *_of_style(wish)]
    return any(word in name for name in named for word in FAMILIES[value])


def _of_style(wish: Wish) -> Sequence[str]:
    return [
        name
        for band in wish.style.bands
        for name in (band.chords.instrument, band.arp.instrument if band.arp else "", band.lead)
    ] + [band.pad for band in wish.style.bands]


def _blends(wish: Wish, value: str) -> bool:
    return value in {wish.style.name, wish.blend.name if wish.blend else ""}


UNDERSTOOD: dict[str, Callable[[Wish, str], bool]] = {
    "bpm": _has_bpm,
    "absent": _lacks,
    "pace": _goes,
    "moods": _is_in_mood,
    "energy": _has_energy,
    "era": lambda wish, value: wish.era == value,
    "instruments": _plays,
    "blend": _blends,
    "swing": lambda wish, _: wish.swing or wish.style.swing > 0.52,
    "texture": lambda wish, _: wish.texture or wish.style.has_crackle,
}


def figures(bench: Bench) -> Figures:
    """The share of prompts that are right; what was missed goes to prompts.txt in the folder."""
    wrong = {e.prompt: missed(e, read(e.prompt)) for e in held_out()}
    total, styles = len(wrong), sum(bool(w) and w[0].startswith("style") for w in wrong.values())
    bad = {prompt: words for prompt, words in wrong.items() if words}
    lines = [f"{prompt} | {', '.join(words)}\n" for prompt, words in bad.items()]
    (bench.room("prompts") / "missed.txt").write_text("".join(lines), encoding="utf-8")
    yield at_least(
        "prompts: understood of the held-out ones",
        100 * (total - len(bad)) / total,
        90,
        " %",
        note=f"{total - len(bad)} of {total}; style alone {total - styles}",
    )
