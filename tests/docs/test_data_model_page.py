"""docs/data-model.md draws the life of a remix as the code allows it."""

import re
from pathlib import Path

from remixes.models.remix import MOVES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data-model.md").read_text()


def test_every_legal_move_is_drawn_and_no_other() -> None:
    drawn = set(re.findall(r"^ +([A-Z]+) --> ([A-Z]+)", PAGE, re.MULTILINE))

    assert drawn == {(str(start), str(end)) for start, ends in MOVES.items() for end in ends}
