"""OVER_INSTRUMENTAL: the instrumental stays, a voice comes."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import scipy.signal
from numpy.typing import NDArray

from remixes.analysis.song import Song
from remixes.audio import loudness, true_peak
from remixes.engine.music.bed import Bed, ducking
from remixes.engine.music.form import whole
from remixes.engine.music.over import with_room
from remixes.engine.music.recut import recut
from tests.engine.music.songs import (
    RATE,
    Frames,
    Rendered,
    Truth,
    file_of,
    order,
    rendered,
    score,
    song,
)

LYRICS = "[Verse 1]\nWalking through the forest\nI can hear the river\n\n[Chorus]\nCarry me away"
BLOCK = RATE // 2
NOBODY_SINGS_HZ = 100


@pytest.fixture(scope="module")
def backing() -> Frames:
    return song(Truth(96, 7, seconds=24)) * np.float32(0.5)


@pytest.fixture(scope="module")
def sung(tmp_path_factory: pytest.TempPathFactory, backing: Frames) -> Rendered:
    folder = tmp_path_factory.mktemp("over")
    source = file_of(backing, folder / "s.wav")
    return rendered(order(source, "pop", "OVER_INSTRUMENTAL", lyrics=LYRICS), folder / "out")


def gains_db(source: Frames, mixed: Frames) -> NDArray[np.float64]:
    """Least squares per half second, below every voice: at which gain the source is in the mix."""
    sections = scipy.signal.butter(6, NOBODY_SINGS_HZ, fs=RATE, output="sos")
    count = len(source) // BLOCK
    one, other = (
        scipy.signal.sosfiltfilt(sections, x.mean(1))[: count * BLOCK].reshape(count, BLOCK)
        for x in (source, mixed)
    )
    found: NDArray[np.float64] = 20 * np.log10((one * other).sum(1) / (one**2).sum(1))
    return found


def silent_blocks(result: Rendered, number: int, count: int) -> NDArray[np.bool_]:
    """Half seconds in which, by the timeline, neither a line nor its room sounds."""
    free = np.ones(count, np.bool_)
    for entry in result.versions[number - 1].timeline:
        low, high = (int(entry[name]) / 1000 for name in ("start", "end"))
        free[max(0, int(2 * low) - 1) : int(2 * high) + 5] = False
    return free


def test_the_instrumental_is_the_source_at_one_gain_and_at_most_3_db_less_under_the_voice(
    sung: Rendered, backing: Frames
) -> None:
    for number in (1, 2):
        found = gains_db(backing, sung.wav(number))
        free = silent_blocks(sung, number, len(found))

        usual = float(np.median(found[free]))
        assert np.abs(found[free] - usual).max() < 0.03
        assert 2 < usual - found.min() < 3
        assert found.max() < usual + 0.1


def test_where_nobody_sings_nothing_is_added(sung: Rendered, backing: Frames) -> None:
    for number in (1, 2):
        first_s = min(int(entry["start"]) for entry in sung.versions[number - 1].timeline) / 1000
        until = int((first_s - 0.3) * RATE)
        old, new = backing[:until].ravel(), sung.wav(number)[:until].ravel()

        gain = float(old @ new / (old @ old))
        left = new - gain * old

        assert np.sqrt(np.mean(left**2)) < 0.001 * np.sqrt(np.mean(new**2))


def test_it_is_as_loud_as_its_peaks_allow(sung: Rendered, backing: Frames) -> None:
    for number in (1, 2):
        sound = sung.wav(number)
        for heard in (sound, sung.mp3(number)):
            peak = true_peak(heard)
            assert peak is not None
            assert -4 < peak <= -1
        assert len(sound) == len(backing)


def test_an_instrumental_without_wild_peaks_comes_at_the_loudness_of_every_remix(
    tmp_path: Path,
) -> None:
    calm = np.tanh(song(Truth(96, 7, seconds=10, has_drums=False)) * np.float32(4)) / 4
    source = file_of(calm, tmp_path / "s.wav")

    result = rendered(order(source, "pop", "OVER_INSTRUMENTAL", lyrics=LYRICS), tmp_path / "out")

    for number in (1, 2):
        assert loudness(result.wav(number), RATE) == pytest.approx(-14, abs=0.5)
    assert "loudness" not in result.plan


def test_the_plan_says_how_much_quieter_high_peaks_leave_a_version(tmp_path: Path) -> None:
    peaky = np.tanh(song(Truth(96, 7, seconds=8, has_drums=False)) * np.float32(4)) / 40
    peaky[RATE::RATE] = 0.9
    source = file_of(peaky, tmp_path / "s.wav")

    result = rendered(order(source, "pop", "OVER_INSTRUMENTAL", lyrics=LYRICS), tmp_path / "out")

    sentence, made = str(result.plan["loudness"]), loudness(result.wav(1), RATE)
    told = re.fullmatch(r"up to (\d+) dB quieter than other remixes: .*", sentence)
    assert told
    assert made is not None
    assert -14 - int(told[1]) - 1 <= made < -15.5


def test_every_line_is_heard_to_begin_when_the_timeline_says_so(
    sung: Rendered, backing: Frames
) -> None:
    sound = sung.wav(1)
    gain = 10 ** (float(np.median(gains_db(backing, sound)[-6:])) / 20)
    ducked = np.interp(
        np.arange(len(sound)) / RATE * 2, np.arange(48) + 0.5, 10 ** (gains_db(backing, sound) / 20)
    )
    voice = np.abs(sound - (ducked[:, None] * backing)).max(1)
    lines = [e for e in sung.versions[0].timeline if not str(e["text"]).startswith("[")]

    assert gain > 0
    assert [line["text"] for line in lines] == [t for t in LYRICS.split("\n") if t and t[0] != "["]
    for line in lines:
        start = int(int(line["start"]) / 1000 * RATE)
        before = voice[start - RATE // 10 : start - RATE // 50].mean()
        after = voice[start + RATE // 50 : start + RATE // 5].mean()
        assert after > 2 * before


def test_the_versions_sing_other_tunes_and_only_one_has_company(sung: Rendered) -> None:
    one, two = (sung.versions[k].timeline for k in (0, 1))
    what = sung.plan["versions"]
    assert isinstance(what, list)

    assert [e["text"] for e in one] == [e["text"] for e in two]
    assert [e["start"] for e in one] != [e["start"] for e in two]
    assert what[0]["instruments"] == ["voice"]
    assert what[1]["instruments"] == ["voice", "synth lead"]
    assert [v.title for v in sung.versions] == [
        "Night Bus (voice alone)",
        "Night Bus (voice and synth lead)",
    ]


@pytest.mark.parametrize("lyrics", ["", "[Instrumental]"])
def test_without_words_the_voice_is_wordless(lyrics: str, tmp_path: Path) -> None:
    sound = song(Truth(seconds=8))
    source = file_of(sound, tmp_path / "s.wav")

    result = rendered(order(source, "pop", "OVER_INSTRUMENTAL", lyrics=lyrics), tmp_path / "out")

    for number in (1, 2):
        version, made = result.versions[number - 1], result.wav(number)
        assert version.lyrics == lyrics
        assert [(e["text"], e["start"] == e["end"]) for e in version.timeline] == [
            (line, True) for line in lyrics.splitlines()
        ]
        gain = float(sound.ravel() @ made.ravel() / (sound.ravel() @ sound.ravel()))
        assert np.sqrt(np.mean((made - gain * sound) ** 2)) > 0.1 * np.sqrt(np.mean(made**2))


def test_lyrics_that_need_more_bars_get_whole_bars_of_the_instrumental_again(
    tmp_path: Path,
) -> None:
    sound = song(Truth(120, seconds=12)) * np.float32(0.5)
    source = file_of(sound, tmp_path / "s.wav")
    lines = "\n".join(f"Walking home along the river number {n}" for n in "abcdef")

    result = rendered(order(source, "pop", "OVER_INSTRUMENTAL", lyrics=lines), tmp_path / "out")

    assert "to make room for the lyrics" in str(result.plan["instrumental"])
    assert "did not fit" not in str(result.plan["lyrics"])
    made = result.wav(1)
    bar = 2 * RATE
    more = len(made) - len(sound)
    assert more > 0
    assert abs(more - round(more / bar) * bar) < RATE // 50
    tail = gains_db(sound[-2 * RATE :], made[-2 * RATE :])
    assert np.ptp(tail) < 3
    assert len(result.versions[0].timeline) == 6


@pytest.mark.parametrize(("words", "bars"), [(3, 16), (90, 16), (600, 40)])
def test_bars_are_only_repeated_where_lines_have_no_place(words: int, bars: int) -> None:
    seen = score(120, 2 * bars)
    lyrics = "\n".join(["walking home along"] * (words // 3))

    spans = with_room(seen, lyrics)

    count = sum(stop - first for first, stop in spans)
    if words == 3:
        assert spans == whole(seen)
    else:
        assert count > seen.bars
        assert spans[0][0] == 0
        assert spans[-1][1] == seen.bars
        assert count * 2 <= 360 + 2 * 8


@pytest.mark.parametrize("seconds", [9.5, 12.0, 33.3])
def test_only_bars_that_are_there_as_a_whole_come_again(seconds: float) -> None:
    plain = score(104, seconds)
    seen = replace(plain, times=plain.times - 0.8, duration_s=seconds - 0.8)

    spans = with_room(seen, "walking home along\n" * 40)

    assert len(spans) > 1
    for first, stop in spans[1:]:
        assert seen.bar_at(first) >= 0
        assert stop == seen.bars or seen.bar_at(stop) <= seen.duration_s
    last_again = [stop for _, stop in spans[:-1]]
    assert all(seen.bar_at(stop) <= seen.duration_s for stop in last_again)


def test_a_voice_that_is_silent_leaves_the_source_and_a_dip_of_less_than_3_db() -> None:
    sound = song(Truth(seconds=6))
    seen: Song = score(104, 6)

    bed = Bed(recut(sound, seen, whole(seen)), [(2.0, 3.0), (3.5, 4.0)])
    made = np.concatenate([bed.take(100_000), bed.take(200_000)])

    ratio = made[sound != 0] / sound[sound != 0]
    assert len(made) == len(sound)
    assert 20 * np.log10(ratio.max() / ratio.min()) == pytest.approx(2.4, abs=0.05)
    assert np.allclose(made[: int(1.5 * RATE)], ratio.max() * sound[: int(1.5 * RATE)], atol=1e-6)


def test_short_breaths_do_not_bring_the_instrumental_back_up() -> None:
    curve = ducking([(1.0, 2.0), (2.6, 3.0), (6.0, 7.0)], 8 * RATE)

    at = np.arange(len(curve)) * 512 / RATE

    assert np.ptp(curve[(at > 1.2) & (at < 2.8)]) == 0
    assert curve[(at > 4) & (at < 5)].min() == 1
