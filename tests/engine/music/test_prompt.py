"""What is understood from words."""

import pytest

from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.prompt import read


@pytest.mark.parametrize(
    ("prompt", "style"),
    [
        ("a chill lo-fi beat to study to", "lofi"),
        ("Deep house for a summer festival", "house"),
        ("dark warehouse techno", "techno"),
        ("a soothing ambient soundscape", "ambient"),
        ("epic orchestral film score with strings", "orchestral"),
        ("unplugged folk song by the campfire", "acoustic"),
        ("hard trap with booming 808s", "trap"),
        ("80s synthwave, neon night drive", "synthwave"),
        ("laid-back reggae", "reggae"),
        ("loud stadium rock", "rock"),
        ("loud punk rock", "punk"),
        ("catchy upbeat pop", "pop"),
        ("smoky jazz trio", "jazz"),
        ("liquid drum and bass", "dnb"),
        ("slap bass funk", "funk"),
        ("funky disco groove", "disco"),
        ("reggaeton, tropical", "reggaeton"),
        ("salsa, tropical", "latin"),
    ],
)
def test_a_named_style_is_heard(prompt: str, style: str) -> None:
    assert read(prompt).style.name == style


def test_there_are_two_dozen_styles_with_two_unlike_bands_each() -> None:
    assert len(STYLES) >= 24
    for style in STYLES.values():
        first, second = style.bands
        assert first.drums != second.drums
        assert first.chords.instrument != second.chords.instrument or first.bass != second.bass


def test_numbers_and_tempo_words_set_the_pace() -> None:
    assert read("lofi at 84 bpm").bpm == 84
    assert read("BPM: 128.5 techno").bpm == 128.5
    assert read("a slow jazz ballad").pace == -1
    assert read("make it faster, rock").pace == 1
    assert read("999 bpm").bpm is None


def test_decades_side_by_side_are_an_era_and_no_range() -> None:
    assert read("80s-90s synth pop").era == "80s"
    assert read("replace from 70s to 80s with jazz").era == ""


@pytest.mark.parametrize(
    ("prompt", "bpm", "pace"),
    [
        ("120 bpm upbeat pop", 120, 0),
        ("128 bpm more energetic house", 128, 0),
        ("140bpm higher energy techno", 140, 0),
        ("125 bpm, 10% faster", 125, 1),
        ("10 bpm faster", None, 1),
        ("techno, 15 % slower", None, -1),
        ("slow the song down by 10%", None, -1),
        ("turn the drums down by 10%", None, 0),
        ("50% more drums", None, 0),
    ],
)
def test_a_tempo_is_told_from_a_difference_of_tempo(
    prompt: str, bpm: float | None, pace: int
) -> None:
    assert (read(prompt).bpm, read(prompt).pace) == (bpm, pace)


@pytest.mark.parametrize(
    ("prompt", "absent"),
    [
        ("house, no drums", {"drums"}),
        ("jazz without bass or drums", {"bass", "drums"}),
        ("pop with no vocals", {"vocals"}),
        ("instrumental lofi", {"vocals"}),
        ("rock with drums", set()),
    ],
)
def test_what_is_not_wanted_is_left_out(prompt: str, absent: set[str]) -> None:
    assert read(prompt).absent == absent


def test_a_style_that_is_refused_is_not_chosen() -> None:
    assert read("not techno, rather reggae").style.name == "reggae"


def test_instruments_asked_for_by_name_play() -> None:
    wish = read("lofi with rhodes and a harp")

    assert wish.chords == "electric piano"
    assert wish.arp == "harp"


def test_a_prompt_without_a_known_word_admits_it() -> None:
    wish = read("qwertz")

    assert wish.heard == ()
    assert not wish.named_style


def test_a_range_in_the_prompt_is_no_tempo() -> None:
    assert read("jazz (replace 0:48.0 to 1:04.0)").bpm is None


@pytest.mark.parametrize(
    ("prompt", "heard"),
    [
        (
            "chill Lo-Fi with Rhodes, 84 BPM, no drums",
            ("chill", "lo-fi", "rhodes", "no drums", "84 bpm"),
        ),
        ("ruhiger Jazz ohne Schlagzeug", ("calm (ruhiger)", "jazz", "no drums (schlagzeug)")),
        ("ドラムなしのジャズ", ("no drums (ドラム)", "jazz (ジャズ)")),
        ("turn this rock song into jazz", ("jazz",)),
        ("house, not too fast", ("house", "not too fast")),
        ("only piano and strings", ("piano", "strings", "no bass", "no drums")),
        ("make the second chorus reggae", ("reggae",)),
        ("lofi for my aunt Hildegard", ("lofi",)),
    ],
)
def test_heard_is_what_changes_something_in_plain_words(
    prompt: str, heard: tuple[str, ...]
) -> None:
    assert read(prompt).heard == heard
