"""Forms: whole bars, the hook always heard, two versions told differently."""

from dataclasses import replace

import numpy as np
import pytest

from remixes.engine.music.arrange.shape import PEAKS, shape, told_by
from remixes.engine.music.form import form_for, recut_song
from remixes.engine.music.landmarks import landmarks
from remixes.engine.music.recut import recut
from remixes.engine.music.sound import RATE
from remixes.engine.music.styles import Drama
from tests.engine.music.scores import counted, pop_song

DRAMAS: tuple[Drama, ...] = ("song", "club", "drift")
NAMES = ("intro", "verse", "chorus", "verse", "chorus", "bridge", "chorus", "outro")
SONGS = (
    pop_song(),
    replace(pop_song(), labels=NAMES, letters=tuple("ABCBCDCE")),
    counted(1),
    counted(3),
    counted(7, missing=1),
    counted(13, meter=3, missing=2),
    counted(24),
    counted(40, levels=(0.3,) * 20 + (1.0,) * 20),
    counted(64, meter=6),
    counted(300),
)


@pytest.mark.parametrize("drama", DRAMAS)
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("level", [0.5, 1, 2])
def test_the_band_counts_as_many_bars_as_the_cut_song_has(
    drama: Drama, number: int, level: float
) -> None:
    for song in SONGS:
        form = form_for(song, level, number, drama)

        cut = recut_song(song, form.spans)
        seen = cut.halved() if level < 1 else cut.doubled() if level > 1 else cut

        assert form.bars == seen.bars == len(shape(form))
        assert all(0 <= a < b <= song.bars for a, b in form.spans)
        assert np.all(np.diff(seen.times) > 0)


@pytest.mark.parametrize("drama", DRAMAS)
@pytest.mark.parametrize("number", [1, 2])
def test_the_loudest_part_is_heard_with_everybody_playing(drama: Drama, number: int) -> None:
    song = pop_song()
    form = form_for(song, 1, number, drama)

    full = {bar for p in form.passages if p.part in PEAKS for bar in range(p.first, p.stop)}

    assert set(range(24, 36)) <= full


@pytest.mark.parametrize("drama", DRAMAS)
def test_the_first_version_keeps_the_song_in_order_and_the_second_does_not(drama: Drama) -> None:
    song = pop_song()

    first, second = (form_for(song, 1, number, drama) for number in (1, 2))

    assert first.spans == ((0, song.bars),)
    assert second.spans != first.spans
    assert first.words != second.words
    assert 0.6 < second.bars / first.bars < 1.3


def test_a_club_version_builds_breaks_and_drops_twice() -> None:
    parts = [passage.part for passage in form_for(pop_song(), 1, 2, "club").passages]

    heard = [part for k, part in enumerate(parts) if k == 0 or part != parts[k - 1]]

    assert heard == ["intro", "verse", "build", "drop", "breakdown", "build", "drop", "outro"]


def test_the_breakdown_is_the_quietest_part() -> None:
    for number in (1, 2):
        form = form_for(pop_song(), 1, number, "song")
        breaks = [p for p in form.passages if p.part == "breakdown"]

        assert [p.first for p in breaks] == [64]


def test_the_chorus_is_where_the_analysis_says_it_is() -> None:
    song = counted(48, sections=((0, 16), (16, 32), (32, 48)))
    told = replace(song, labels=("verse", "verse", "chorus"))

    assert landmarks(told).hook == 32
    assert landmarks(song).hook < 32


def test_lyrics_that_need_more_room_repeat_the_middle() -> None:
    form = form_for(pop_song(), 1, 1, "song")

    longer = form.lengthened(120)
    first, stop = longer.room()

    assert stop - first >= 120
    assert longer.passages[0] == form.passages[0]
    assert longer.passages[-1] == form.passages[-1]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("level", [0.5, 1, 2])
def test_a_short_last_bar_never_throws_what_follows_off_the_beat(number: int, level: float) -> None:
    for song in (counted(5, missing=2), counted(8, missing=1), counted(12, meter=3, missing=1)):
        form = form_for(song, level, number, "song").lengthened(24)
        cut = recut_song(song, form.spans)
        seen = cut.halved() if level < 1 else cut.doubled() if level > 1 else cut

        due, bar = 0.0, 0
        for part in form.passages:
            assert seen.bar_at(bar) - seen.bar_at(0) == pytest.approx(due)
            due += song.at(min(part.stop * song.meter, song.beats)) - song.bar_at(part.first)
            bar += part.bars


def test_every_drop_is_led_up_to_and_lands() -> None:
    bars = shape(form_for(pop_song(), 1, 2, "club"))

    drops = [i for i, bar in enumerate(bars) if bar.part == "drop" and bar.place == 0]

    assert len(drops) == 2
    for i in drops:
        assert bars[i].lands
        assert bars[i].level == 3
        assert bars[i - 1].halts


def test_a_club_version_has_a_beat_to_mix_by_at_both_ends() -> None:
    bars = shape(form_for(pop_song(), 1, 2, "club"))

    assert bars[0].level == bars[-1].level == 1
    assert shape(form_for(pop_song(), 1, 2, "drift"))[0].level == 0


def test_lyrics_say_what_is_chorus() -> None:
    bars = shape(form_for(pop_song(), 1, 1, "song"))

    told = told_by(bars, ((10, 14, "chorus"), (14, 18, "verse")))

    assert [bar.part for bar in told[10:18]] == ["chorus"] * 4 + ["verse"] * 4
    assert [bar.level for bar in told[10:14]] == [3] * 4
    assert len(told) == len(bars)


def test_a_song_that_never_rests_is_given_verses_all_the_same() -> None:
    parts = [bar.part for bar in shape(form_for(counted(64), 1, 1, "song"))]

    assert 0.2 < parts.count("chorus") / len(parts) < 0.6
    assert {"intro", "verse", "build", "chorus", "breakdown", "outro"} == set(parts)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("bars", [3, 7, 24])
def test_a_first_bar_that_begins_before_the_song_is_never_repeated(number: int, bars: int) -> None:
    plain = counted(bars)
    song = replace(plain, times=plain.times - 0.7)

    form = form_for(song, 1, number, "song").lengthened(60)

    assert all(first >= 1 for first, _ in form.spans[1:])
    sound = np.zeros((round(song.duration_s * RATE), 2), np.float32)
    seconds = len(recut(sound, song, form.spans)) / RATE
    assert seconds == pytest.approx(recut_song(song, form.spans).duration_s, abs=0.001)
