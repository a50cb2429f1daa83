"""What lyrics say: lines, sections, repeats, who sings what, and how words are read."""

from pathlib import Path

import numpy as np
import pytest

from remixes.engine.music.lead import bars_needed, lyric_lead
from remixes.engine.music.lyrics import Said, parse
from remixes.engine.music.voice.breaths import MOST, breaths_of
from remixes.engine.music.voice.phonemes import phonemes_of, syllables_in
from remixes.engine.music.voice.words import readable
from tests.engine.music.songs import RATE, Truth, file_of, order, rendered, score, song

LYRICS = "[Verse 1]\nWalking through the forest\nI can hear it sing\n\n[Chorus]\nCarry me away"


def test_indexes_skip_blank_lines_and_tags_are_known() -> None:
    lines = parse(LYRICS + "\r\n\r\nChorus:\r\nLast one")

    assert [line.index for line in lines] == [0, 1, 2, 4, 5, 7, 8]
    assert [line.index for line in lines if line.is_tag] == [0, 4, 7]


def test_without_tags_stanzas_are_sections_and_the_one_that_returns_is_the_chorus() -> None:
    lines = parse("Walking home\nalone\n\nCarry me!\n\nTalking low\n\n\ncarry me")

    assert [(line.kind, line.section, line.place) for line in lines] == [
        ("verse", 0, 0),
        ("verse", 0, 1),
        ("chorus", 1, 0),
        ("verse", 2, 0),
        ("chorus", 3, 0),
    ]


def test_blank_lines_between_all_lines_part_nothing() -> None:
    assert {line.section for line in parse("Walking home\n\nalone\n\nin the rain")} == {0}


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("[Verse 2]", "verse"),
        ("**[Chorus x2]**", "chorus"),
        ("[Hook]", "chorus"),
        ("[Pre-Chorus]", "prechorus"),
        ("(Bridge)", "bridge"),
        ("Intro:", "intro"),
        ("[Guitar Solo]", "instrumental"),
        ("[Break]", "instrumental"),
        ("Instrumental:", "instrumental"),
        ("[Outro - fade]", "outro"),
    ],
)
def test_tags_name_kinds_of_sections(tag: str, kind: str) -> None:
    first, line = parse(f"{tag}\n\nStay with me")

    assert first.is_tag
    assert (line.kind, line.is_tag, line.place) == (kind, False, 0)


def test_words_that_are_lyrics_are_no_tags() -> None:
    assert not any(line.is_tag for line in parse("break it\nsolo\nHooked on you\nThe bridge"))


def test_parentheses_are_backing_and_a_number_of_times_is_a_repeat() -> None:
    (line,) = parse("I'm falling (falling down) tonight (x3)")

    assert line.times == 3
    assert [(said.text.strip(), said.is_backing) for said in line.said] == [
        ("I'm falling", False),
        ("falling down", True),
        ("tonight", False),
    ]


@pytest.mark.parametrize(
    ("text", "times", "words"),
    [
        ("hey X2", 2, "hey"),
        ("hey \u00d73!", 3, "hey"),
        ("hey 2x", 2, "hey"),
        ("I'm a fox 2", 1, "I'm a fox 2"),
        ("Malcolm X 2", 1, "Malcolm X 2"),
        ("100x", 1, "100x"),
    ],
)
def test_a_number_is_a_repeat_only_beside_an_x_of_its_own(
    text: str, times: int, words: str
) -> None:
    (line,) = parse(text)

    assert (line.times, line.said[0].text.strip()) == (times, words)


def test_directions_and_chords_between_lines_begin_no_section() -> None:
    text = "[Verse]\nWalking home\n[softly]\nalone\n[Am]\nin the rain\n\n[Part two]\nSleep"

    sung = [line for line in parse(text) if not line.is_tag]

    assert [(line.section, line.place, line.kind) for line in sung] == [
        (1, 0, "verse"),
        (1, 1, "verse"),
        (1, 2, "verse"),
        (2, 0, "verse"),
    ]


def test_directions_alone_leave_the_sections_to_blank_lines() -> None:
    lines = parse("[softly]\nWalking home\nalone\n\nCarry me\nhome\n\nCarry me\n[loud]\nhome")

    assert [line.kind for line in lines if not line.is_tag] == ["verse"] * 2 + ["chorus"] * 4


def test_a_direction_in_a_solo_is_no_second_solo() -> None:
    seen = score(104, 60)

    one = bars_needed("Stay\n[Solo]\n[Chorus]\nGo", seen)
    other = bars_needed("Stay\n[Solo]\n[wild]\n[Chorus]\nGo", seen)

    assert other == one


def test_chords_and_directions_in_brackets_are_not_sung() -> None:
    (line,) = parse("[Am7]Walk[F#m]ing on [softly] water")

    assert line.said == (Said("Walking on   water", is_backing=False),)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Walking through the forest", 6),
        ("love", 1),
        ("every little thing", 6),
        ("I'm runnin' 'til mornin'", 6),
        ("don\u2019t", 1),
        ("na-na-na", 3),
        ("1999", 5),
        ("24/7", 5),
        ("NYC", 3),
        ("LOVE ME NOW", 3),
        ("sooooo gooood", 2),
        ("mmm", 1),
        ("Zylofrag", 3),
        ("1" * 40, 40),
        ("\u0130stanbul", 3),
        ("\U0001f525 hot \U0001f525", 1),
        ("...", 0),
        ("\U0001f525", 0),
    ],
)
def test_syllables_are_counted_by_how_words_sound(text: str, count: int) -> None:
    assert len(syllables_in(phonemes_of(readable(text)))) == count


def test_stress_comes_from_pronunciation() -> None:
    stresses = [s.stress for s in syllables_in(phonemes_of("tomorrow"))]

    assert int(np.argmax(stresses)) == 1


def test_a_long_sentence_is_sung_in_several_breaths() -> None:
    (line,) = parse(
        "And when the morning comes I will be standing at the window, watching all the people "
        "walking by and wondering where everybody goes at the end of the day"
    )

    breaths = breaths_of(line)

    assert len(breaths) >= 3
    assert all(1 <= len(breath.syllables) <= MOST for breath in breaths)


def test_a_tag_alone_sings_nothing_and_is_no_error() -> None:
    seen = score(104, 30)

    lead = lyric_lead("[Instrumental]", seen, (1, seen.bars), "flute", 3)

    assert lead.sung is None
    assert lead.parts == {}
    ((start, end),) = ((entry["start"], entry["end"]) for entry in lead.timeline)
    assert start == end


@pytest.mark.parametrize("seconds", [1.2, 3.0, 12.5])
def test_nothing_is_sung_behind_the_end_of_a_song_that_stops_inside_a_bar(seconds: float) -> None:
    seen = score(104, seconds)
    many = "\n".join(["Walking through the forest"] * 9)

    lead = lyric_lead(f"[Verse]\n{many}\n[Outro]", seen, (0, seen.bars), "flute", 3)

    assert seen.beats % seen.meter
    assert lead.sung is not None
    assert max(int(entry["end"]) for entry in lead.timeline) <= 1000 * seen.duration_s


def test_of_one_line_longer_than_the_song_as_much_as_fits_is_sung() -> None:
    seen = score(104, 20)
    prose = " ".join(["walking through the rain and singing"] * 40)

    lead = lyric_lead(prose, seen, (0, seen.bars), "flute", 3)

    assert lead.sung is not None
    assert len(lead.sung.phrases) >= 3
    assert [entry["text"] for entry in lead.timeline] == [prose]
    assert lead.left_out == 1


def test_without_a_single_bar_every_line_counts_as_left_out() -> None:
    lead = lyric_lead(LYRICS, score(104, 20), (0, 0), "flute", 3)

    assert (lead.sung, lead.timeline, lead.left_out) == (None, (), 3)


def test_lines_without_words_keep_their_place_in_the_timeline() -> None:
    seen = score(104, 30)

    lead = lyric_lead("Hold on\n...\nLet go", seen, (1, seen.bars), "flute", 3)

    times = [(int(entry["start"]), int(entry["end"])) for entry in lead.timeline]
    assert [entry["index"] for entry in lead.timeline] == [0, 1, 2]
    assert times == sorted(times)


def test_a_song_too_short_for_its_lyrics_is_looped_until_all_are_sung(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=8)), tmp_path / "s.wav")

    result = rendered(order(source, "pop", lyrics=LYRICS), tmp_path / "out")

    for version in result.versions:
        times = [(int(e["start"]), int(e["end"])) for e in version.timeline]
        assert len(times) == 5
        assert times == sorted(times)
        assert all(0 <= a <= b <= 1000 * version.duration_s for a, b in times)
        assert version.duration_s > 10.5
    assert result.plan["lyrics"] == "The lyrics are sung by the built-in voice."
    assert "voice" in str(result.plan["instruments"])


def test_lines_that_cannot_fit_are_left_out_and_said_so(tmp_path: Path) -> None:
    source = file_of(song(Truth(seconds=16)), tmp_path / "s.wav")
    many = "\n".join(f"This is the line with number {n}" for n in range(60))

    result = rendered(
        order(source, "pop", "INPAINT", lyrics=many, replace_start_at=4.0, replace_end_at=12.0),
        tmp_path / "out",
    )

    timeline = result.versions[0].timeline
    sound = np.abs(result.wav(1)).max(1)
    assert 1 <= len(timeline) < 20
    assert all(3700 <= int(entry["start"]) < int(entry["end"]) <= 12_100 for entry in timeline)
    assert sound[4 * RATE : 12 * RATE].max() <= 1
    assert f"The last {60 - len(timeline)} lines did not fit" in str(result.plan["lyrics"])
