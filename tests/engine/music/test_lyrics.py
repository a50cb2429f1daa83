"""Lyrics on the beat grid."""

from pathlib import Path

import pytest

from remixes.engine.music.lead import lyric_lead
from remixes.engine.music.lyrics import parse, syllables
from tests.engine.music.songs import Truth, file_of, order, rendered, score, song

LYRICS = "[Verse 1]\nWalking through the forest\nI can hear it sing\n\n[Chorus]\nCarry me away"


def test_indexes_skip_blank_lines_and_tags_are_known() -> None:
    lines = parse(LYRICS + "\r\n\r\nChorus:\r\nLast one")

    assert [line.index for line in lines] == [0, 1, 2, 4, 5, 7, 8]
    assert [line.index for line in lines if line.is_tag] == [0, 4, 7]


@pytest.mark.parametrize(
    ("text", "count"),
    [("Walking through the forest", 6), ("love", 1), ("日本", 2), ("...", 0), ("Größe", 2)],
)
def test_syllables_are_counted(text: str, count: int) -> None:
    assert len(syllables(text)) == count


def test_lines_begin_on_notes_of_the_key_and_on_the_grid() -> None:
    seen = score(104, 30)

    lead = lyric_lead(LYRICS, seen, (1, seen.bars), "flute", 3)

    starts = {round(1000 * note.start_s) for note in lead.notes}
    lines = [entry for entry in lead.timeline if not str(entry["text"]).startswith("[")]
    assert all(line["start"] in starts for line in lines)
    assert {note.pitch % 12 for note in lead.notes} <= seen.key.scale


def test_a_song_too_short_for_its_lyrics_is_looped_until_they_fit(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=8)), tmp_path / "s.wav")

    result = rendered(order(source, "pop", lyrics=LYRICS), tmp_path / "out")

    for version in result.versions:
        times = [(int(e["start"]), int(e["end"])) for e in version.timeline]
        assert len(times) == 5
        assert times == sorted(times)
        assert all(0 <= a <= b <= 1000 * version.duration_s for a, b in times)
        assert version.duration_s > 10.5
    assert "not sung" in str(result.plan["lyrics"])


def test_lines_that_cannot_fit_are_left_out_and_said_so(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=16)), tmp_path / "s.wav")
    many = "\n".join(f"This is the line with number {n}" for n in range(60))

    result = rendered(
        order(source, "pop", "INPAINT", lyrics=many, replace_start_at=4.0, replace_end_at=12.0),
        tmp_path / "out",
    )

    assert 1 <= len(result.versions[0].timeline) < 20
    assert all(4000 <= int(entry["start"]) < 12000 for entry in result.versions[0].timeline)
    assert "did not fit" in str(result.plan["lyrics"])
