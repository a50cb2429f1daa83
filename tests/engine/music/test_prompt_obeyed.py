"""What a prompt refuses or wants less of does not play, or plays more softly."""

from remixes.engine.music.arrange.band import Score
from remixes.engine.music.arrange.casting import band_for
from remixes.engine.music.desk import desk_for
from remixes.engine.music.prompt import read


def _players(prompt: str) -> set[str]:
    wish = read(prompt)
    names: set[str] = set()
    for version in (1, 2):
        band = band_for(wish, version)
        names |= {band.bass.instrument, band.chords.instrument, band.pad, band.counter}
        names |= {band.arp.instrument} if band.arp else set()
    return names


def test_refused_instruments_are_played_by_others() -> None:
    assert any("guitar" in name for name in _players("rock"))

    refused = _players("rock without guitars")

    assert not any("guitar" in name for name in refused)


def test_a_refused_synth_refuses_its_kin() -> None:
    refused = _players("trance, no synths please")

    assert not refused & {"supersaw", "synth stab", "pluck", "synth bass"}


def test_less_of_a_part_is_softer_but_not_silent() -> None:
    score = Score({"drums": [], "bass": []}, ())
    usual, less = read("lofi"), read("lofi, less bass and softer drums")

    before, after = (desk_for(wish, score, 1).balance_db for wish in (usual, less))

    assert less.absent == frozenset()
    assert after["bass"] < before["bass"] - 2
    assert after["drums"] < before["drums"] - 2
