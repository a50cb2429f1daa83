"""`python -m remixes.engine.evaluate`: measures, prints one line per figure, writes the page."""

import argparse
import sys
from pathlib import Path

from remixes.engine.evaluate.bench import Bench
from remixes.engine.evaluate.figure import Figure, failed
from remixes.engine.evaluate.groups import GROUPS
from remixes.engine.evaluate.page import markdown, write_page


def main(arguments: list[str]) -> int:
    """0 when every figure met its target, else 1."""
    asked = _parser().parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(asked.folder.resolve(), asked.quick, asked.songs)
    figures = [figure for name in asked.only or GROUPS for figure in _measured(name, bench)]
    (bench.folder / "table.md").write_text(markdown(figures), encoding="utf-8")
    print(f"Listen and look: {write_page(bench.folder, figures, bench.renders)}")
    return int(any(not figure.is_ok for figure in figures))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m remixes.engine.evaluate", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=GROUPS, help="measure this group, may be repeated"
    )
    parser.add_argument("--songs", type=Path, help="a folder of real songs to render as well")
    parser.add_argument("--quick", action="store_true", help="a few songs, no hour-long one")
    parser.add_argument(
        "--folder", type=Path, default=Path("var/evaluate"), help="where songs, renders, page go"
    )
    return parser


def _measured(name: str, bench: Bench) -> list[Figure]:
    """Print figures as they come; a group that breaks down is one short figure more."""
    figures: list[Figure] = []
    try:
        for figure in GROUPS[name](bench):
            figures.append(figure)
            print(figure.line, flush=True)
    except Exception as error:
        figures.append(failed(f"{name}: the measurement", error))
        print(figures[-1].line, flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
