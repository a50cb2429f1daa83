"""The plan and the titles: data that says what will be heard, before any sound is made."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from remixes.analysis.song import Song
from remixes.engine.music.draft import Draft, draft_version
from remixes.engine.music.lead import lyric_lead
from remixes.engine.music.plan import Plan, lead_words, part_plan, remix_plan
from remixes.engine.music.prompt import Wish, read
from remixes.engine.music.sound import Scratch
from remixes.engine.music.tempo import paces
from remixes.engine.music.titles import remix_titles, titles_with
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work
from tests.engine.music.songs import order, score

LYRICS = "[Verse]\nWe hang the paper lanterns\n[Chorus]\nLanterns burning bright tonight"


def _drafts(prompt: str, song: Song, folder: Path, lyrics: str = "") -> tuple[Wish, list[Draft]]:
    wish = read(prompt)
    watch = Watch(lambda _progress, _stage: None, lambda: False)
    wanted = order(folder / "none.wav", prompt, title="Paper Lanterns", lyrics=lyrics)
    work = Work(wanted, wish, folder, Scratch(folder), watch, lambda _plan: None)
    both = paces(song, wish)
    drafts = [draft_version(work, song, both, number, "") for number in (1, 2)]
    names = remix_titles("Paper Lanterns", wish, drafts)
    return wish, [replace(d, title=name) for d, name in zip(drafts, names, strict=True)]


def _plan(prompt: str, folder: Path, lyrics: str = "") -> Plan:
    song = score(96, 60)
    wish, drafts = _drafts(prompt, song, folder, lyrics)
    return remix_plan(song, wish, drafts)


def test_the_summary_is_one_line_of_what_is_done_and_heard(tmp_path: Path) -> None:
    plan = _plan("chill lo-fi at 84 bpm, no drums", tmp_path)

    done, heard = str(plan["summary"]).split("; heard: ")
    assert done.startswith("lo-fi, 84 BPM, swing, ")
    assert heard == "chill, lo-fi, no drums, 84 bpm"
    assert plan["heard"] == ["chill", "lo-fi", "no drums", "84 bpm"]
    assert plan["moods"] == ["calm"]


@pytest.mark.parametrize(
    ("prompt", "ending"),
    [
        ("jazz", "heard: jazz"),
        ("help me fall asleep", "ambient is the nearest in meaning"),
        ("qwertz", "heard: nothing we know; no style was named, so this one is our choice"),
    ],
)
def test_the_summary_says_why_it_is_this_style(prompt: str, ending: str, tmp_path: Path) -> None:
    assert str(_plan(prompt, tmp_path)["summary"]).endswith(ending)


def test_a_blend_is_named_after_both_styles(tmp_path: Path) -> None:
    plan = _plan("jazzy house", tmp_path)

    assert plan["style"] == "house with jazz"
    assert str(plan["summary"]).startswith("house with jazz, ")


def test_the_form_of_each_version_runs_without_gaps_to_its_end(tmp_path: Path) -> None:
    song = score(96, 60)
    wish, drafts = _drafts("house", song, tmp_path)

    forms = remix_plan(song, wish, drafts)["form"]

    assert isinstance(forms, list)
    for form, draft in zip(forms, drafts, strict=True):
        assert form[0]["start"] == 0
        assert form[-1]["end"] == pytest.approx(draft.song.duration_s, abs=0.001)
        assert sum(part["bars"] for part in form) == draft.form.bars
        for part, later in pairwise(form):
            assert part["end"] == later["start"] > part["start"]
            assert part["part"] != later["part"]


def test_titles_tell_the_versions_apart_by_tempo_and_form(tmp_path: Path) -> None:
    _, (first, second) = _drafts("lofi", score(96, 60), tmp_path)

    assert first.title.startswith(f"Paper Lanterns (lo-fi, {first.pace.bpm:.0f} BPM, ")
    assert second.title.startswith(f"Paper Lanterns (lo-fi, {second.pace.bpm:.0f} BPM, ")
    assert first.title.split(", ")[2] != second.title.split(", ")[2]


@pytest.mark.parametrize("prompt", ["techno 130 bpm", "ambient without drums, bass or arps"])
def test_titles_differ_even_where_the_tempo_is_given(prompt: str, tmp_path: Path) -> None:
    _, (first, second) = _drafts(prompt, score(130, 9), tmp_path)

    assert first.title != second.title


def test_very_long_and_empty_names_of_songs_are_bearable() -> None:
    long, _ = titles_with("la " * 200, "new part", ("organ", "harp"))
    empty, _ = titles_with("  ", "new part", ("organ", "harp"))

    assert len(long) < 130
    assert empty == "Untitled (new part with organ)"


def test_lyrics_that_are_sung_are_said_to_be(tmp_path: Path) -> None:
    plan = _plan("pop", tmp_path, LYRICS)

    assert plan["voice"] == "sings"
    assert "sung by the built-in voice" in str(plan["lyrics"])
    assert "voice" in str(plan["instruments"])


@pytest.mark.parametrize(
    ("lyrics", "bars", "said"),
    [
        (LYRICS, 8, "The lyrics are sung by the built-in voice."),
        ("We hang the lanterns\n" * 2, 1, "by the built-in voice. The last line did not fit."),
        ("We hang the lanterns\n" * 4, 1, "by the built-in voice. The last 3 lines did not fit."),
        (LYRICS, 0, "There is no room for the lyrics here: not even their first line fits."),
        ("[Verse]\n[Chorus]", 8, "There are no words to sing in these lyrics."),
    ],
)
def test_what_becomes_of_lyrics_is_always_said(lyrics: str, bars: int, said: str) -> None:
    lead = lyric_lead(lyrics, score(96, 60), (0, bars), "flute", 3)

    assert str(lead_words([lead])["lyrics"]).endswith(said)


def test_without_lyrics_nothing_is_said_of_a_voice(tmp_path: Path) -> None:
    assert not {"voice", "lyrics"} & _plan("pop", tmp_path).keys()


def test_the_plan_of_a_part_keeps_the_songs_tempo_and_names_who_plays(tmp_path: Path) -> None:
    song = score(96, 60)
    wish, drafts = _drafts("reggae", song, tmp_path)

    plan = part_plan(song, wish, [d.score for d in drafts], ("one", "two"), ("this", "that"))

    versions = plan["versions"]
    assert isinstance(versions, list)
    assert [version["bpm"] for version in versions] == [96.0, 96.0]
    assert versions[0]["instruments"] != versions[1]["instruments"]


def test_plans_are_plain_json(tmp_path: Path) -> None:
    plan = _plan("dreamy trance with choir, no bass", tmp_path)

    assert json.loads(json.dumps(plan)) == plan
    assert {"style", "bpm", "source_bpm", "key", "meter", "heard", "versions"} <= plan.keys()
