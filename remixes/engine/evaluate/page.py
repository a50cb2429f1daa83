"""A page to listen and look: sources and versions with players and spectrograms, and the table.

It and everything it shows lie in one folder that can be copied anywhere.
"""

import shutil
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import numpy as np

from remixes.audio import BadAudio, decode_blocks
from remixes.engine.evaluate.figure import Figure
from remixes.engine.evaluate.picture import spectrogram
from remixes.engine.evaluate.renders import Rendered, Sound, read

_RATE = 44_100
_HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Evaluation of the engine</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-top: 1px solid #8886; }
img { width: 100%; height: 8rem; display: block; } audio { width: 100%; }
figure { margin: 1rem 0; } small { opacity: .75; }
</style>
<h1>Evaluation of the engine</h1>
"""


def write_page(folder: Path, figures: Sequence[Figure], renders: dict[str, Rendered]) -> Path:
    """Write `index.html` with what was measured and rendered; returns its path."""
    by_source = sorted(renders.items(), key=lambda item: (item[1].order.source.name, item[0]))
    parts = [_HEAD, _table(figures)]
    for source, group in groupby(by_source, key=lambda item: item[1].order.source):
        parts.append(f"<h2>{escape(source.stem)}</h2>\n")
        parts.append(_player(folder, _at_hand(source, folder), "The song as it came"))
        for name, rendered in group:
            parts += _versions(folder, name, rendered)
    page = folder / "index.html"
    page.write_text("".join(parts), encoding="utf-8")
    return page


def markdown(figures: Iterable[Figure]) -> str:
    """The same table for docs/engine.md."""
    rows = [
        f"| {f.name} | {f.value} | {f.target} | {f.verdict} | {f.note.replace('|', '/')} |\n"
        for f in figures
    ]
    return "| figure | value | target | | seen besides |\n|---|---|---|---|---|\n" + "".join(rows)


def _table(figures: Iterable[Figure]) -> str:
    rows = "".join(
        f"<tr><td>{escape(f.name)}<br><small>{escape(f.note)}</small><td>{escape(f.value)}"
        f"<td>{escape(f.target)}<td>{'✓ ok' if f.is_ok else '✗ short'}</tr>\n"
        for f in figures
    )
    return f"<table><tr><th>figure<th>value<th>target<th></tr>\n{rows}</table>\n"


def _versions(folder: Path, name: str, rendered: Rendered) -> Iterable[str]:
    order = rendered.order
    yield f"<h3>{escape(order.mode)}: {escape(order.prompt)} <small>{escape(name)}</small></h3>\n"
    yield f"<p>{escape(str(rendered.plan.get('summary', '')))}</p>\n"
    for version in rendered.versions:
        yield _player(folder, version.mp3, f"{version.number}. {version.title}")


def _player(folder: Path, path: Path, words: str) -> str:
    picture = path.with_suffix(".png")
    try:
        sound, rate = _sound(path)
        spectrogram(sound, rate, picture)
    except BadAudio as error:
        return f"<p>{escape(words)}: {escape(error.sentence)}</p>\n"
    place, image = (each.relative_to(folder).as_posix() for each in (path, picture))
    return (
        f'<figure><figcaption>{escape(words)}</figcaption><img src="{escape(image)}" alt="">'
        f'<audio controls preload="none" src="{escape(place)}"></audio></figure>\n'
    )


def _sound(path: Path) -> tuple[Sound, int]:
    """Any format the engine reads; libsndfile where it can."""
    if path.suffix.lower() in (".wav", ".mp3", ".flac", ".ogg"):
        return read(path)
    return np.concatenate(list(decode_blocks(path, sample_rate=_RATE, block_frames=1 << 20))), _RATE


def _at_hand(source: Path, folder: Path) -> Path:
    """The source, copied into the folder when it lies elsewhere."""
    if source.is_relative_to(folder):
        return source
    copy = folder / "own" / source.name
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, copy)
    return copy
