"""What lies under the reading of prompts: word pieces, the stored anchors, slips, the model."""

import json
from pathlib import Path

import numpy as np
import pytest

from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.prompt.embedding import embed, rest
from remixes.engine.music.prompt.lexicon import lexicon
from remixes.engine.music.prompt.likeness import NEUTRAL, anchors, embedded, likeness
from remixes.engine.music.prompt.lists import FOLDER
from remixes.engine.music.prompt.players import playable
from remixes.engine.music.prompt.spelling import slips
from remixes.engine.music.prompt.vocabulary import vocabulary
from remixes.engine.music.prompt.wordpiece import pieces

# The ids are those of the package `tokenizers` 0.23 with the tokenizer.json of all-MiniLM-L6-v2.
CASES = json.loads((Path(__file__).parent / "word_pieces.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"])[:24])
def test_word_pieces_are_those_of_the_reference_tokenizer(case: dict[str, list[int]]) -> None:
    assert pieces(str(case["text"]), vocabulary(), 32) == case["ids"]


def test_sentences_of_like_meaning_are_near_each_other() -> None:
    sleepy = embed("music to fall asleep to")

    assert np.linalg.norm(sleepy) == pytest.approx(1, abs=1e-5)
    assert sleepy @ embed("a calm lullaby at bedtime") > sleepy @ embed("brutal death metal") + 0.2


def test_the_model_can_be_given_back_and_loaded_again() -> None:
    before = embed("jazz")
    rest()

    assert np.array_equal(embed("jazz"), before)


def test_stored_anchors_are_those_of_the_list() -> None:
    listed = anchors()
    stored = np.load(FOLDER / "anchors.npy")
    some = range(0, len(listed), 40)

    assert stored.shape == (len(listed), 384)
    for place in some:
        fresh = embedded([listed[place][1]])[0]
        assert float(fresh.astype(float) @ stored[place].astype(float)) > 0.995, listed[place]


def test_every_style_of_the_catalogue_has_names_and_anchors() -> None:
    named = {m.value for entry in lexicon().values() for m in entry.meanings if m.kind == "names"}
    counts = {style: [owner for owner, _ in anchors()].count(style) for style in STYLES}

    assert named == set(STYLES)
    assert min(counts.values()) >= 12
    assert set(likeness("anything").scores) == {*STYLES, NEUTRAL}


def test_every_instrument_word_leads_to_an_instrument_that_exists() -> None:
    kinds = {"chords", "arp", "lead", "bassist"}
    named = {m.value for entry in lexicon().values() for m in entry.meanings if m.kind in kinds}

    assert named
    assert {playable(name) for name in named} <= set(PITCHED)


@pytest.mark.parametrize(
    ("one", "other", "most", "expected"),
    [
        ("jazz", "jazz", 1, 0),
        ("jzaz", "jazz", 1, 1),
        ("jazzz", "jazz", 1, 1),
        ("tecno", "techno", 1, 1),
        ("orchestrl", "orchestral", 2, 1),
        ("horse", "house", 1, 1),
        ("waltz", "metal", 2, 3),
    ],
)
def test_slips_are_counted_with_swapped_neighbours_as_one(
    one: str, other: str, most: int, expected: int
) -> None:
    assert slips(one, other, most) == expected
