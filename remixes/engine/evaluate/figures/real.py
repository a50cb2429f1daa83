"""Songs of one's own: everything that can be measured without knowing the truth about them."""

import numpy as np

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.drafts import decided
from remixes.engine.evaluate.figure import Figures, all_of, at_least, at_most
from remixes.engine.evaluate.figures.arrangement import Pair, beat_by_beat, compared
from remixes.engine.evaluate.judges import chroma
from remixes.engine.evaluate.renders import Rendered, order
from remixes.engine.music.stops import Unrenderable

_PROMPTS = ("house", "jazz trio")


def figures(bench: Bench) -> Figures:
    """Nothing without a folder of songs; their masters are judged with all others."""
    likeness: dict[str, float] = {}
    pairs: list[Pair] = []
    refused: list[str] = []
    for path in bench.real:
        for prompt in _PROMPTS[: 1 if bench.is_quick else None]:
            name = f"{path.stem}/{prompt}"
            try:
                rendered = bench.rendered(f"own-{path.stem}-{prompt}", order(path, prompt))
            except Unrenderable as refusal:
                refused.append(f"{name}: {refusal.sentence}")
                continue
            pairs.append(compared(name, rendered, decided(rendered.order)))
            likeness |= {f"{name}/{n}": like(rendered, n) for n in (1, 2)}
    if bench.real:
        total = len(pairs) + len(refused)
        yield all_of("own songs: rendered", len(pairs), total, "; ".join(refused))
    if pairs:
        worst = min(likeness, key=lambda name: likeness[name])
        yield at_least(
            "own songs: beat-chroma correlation, worst version", likeness[worst], 0.7, note=worst
        )
        alike = max(pairs, key=lambda pair: abs(pair.correlation))
        yield at_most(
            "own songs: correlation of the two versions, worst",
            abs(alike.correlation),
            0.2,
            note=alike.name,
        )


def like(rendered: Rendered, number: int) -> float:
    """As for the made songs, over the beats that the engine itself found."""
    decisions = decided(rendered.order)
    source = chroma.of_file(rendered.order.source)
    frames = chroma.chroma(*rendered.wav(number))
    beats = np.asarray(decisions.song.times)
    return chroma.likeness(*beat_by_beat(beats, source, frames, decisions, number))
