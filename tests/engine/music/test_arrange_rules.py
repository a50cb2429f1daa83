"""Musical rules that every arrangement keeps."""

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from remixes.engine.music.arrange.band import STEMS, Score, write
from remixes.engine.music.arrange.bass import approach, root_of
from remixes.engine.music.arrange.counter import range_of
from remixes.engine.music.arrange.hits import is_kick
from remixes.engine.music.arrange.motion import halts, motion
from remixes.engine.music.arrange.shape import shape
from remixes.engine.music.arrange.voicing import Voicer, near
from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.form import form_for, recut_song
from remixes.engine.music.instruments.notes import Note
from remixes.engine.music.styles import Tones
from tests.engine.music.scores import C_MAJOR, TURNS, bars_at, counted, pop_song, wish


def _beats(notes: list[Note], bpm: float) -> np.ndarray:
    return np.array([note.start_s for note in notes]) * bpm / 60


def _told(style: str, number: int = 2, **asked: object) -> tuple[Score, tuple[object, ...]]:
    song = pop_song()
    form = form_for(song, 1, number, STYLES[style].drama)
    bars = shape(form)
    return write(recut_song(song, form.spans), bars, wish(style, **asked), number, 3), bars


@pytest.mark.parametrize("style", STYLES)
def test_every_style_plays_at_every_level_in_every_meter(style: str) -> None:
    for meter in (3, 4, 5, 7):
        song = counted(2, meter)
        for version in (1, 2):
            scores = [write(song, bars_at(n, 2), wish(style), version, 1) for n in range(4)]

            counts = [sum(map(len, score.stems.values())) for score in scores]

            assert all(count > 0 for count in counts)
            assert counts[3] > counts[0]


@pytest.mark.parametrize("style", STYLES)
def test_notes_lie_inside_the_song_and_in_playable_ranges(style: str) -> None:
    song = counted(24)
    form = form_for(song, 1, 2, STYLES[style].drama)
    cut = recut_song(song, form.spans)
    score, end = write(cut, shape(form), wish(style), 2, 3), float(cut.times[-1])

    for name, notes in score.stems.items():
        for note in notes:
            assert 0 <= note.start_s < end or name == "texture"
            assert note.length_s > 0
            assert 0 < note.gain < 2
    assert all(28 <= note.pitch <= 60 for note in score.stems["bass"])
    assert all(36 <= note.pitch <= 86 for note in score.stems["chords"])


@pytest.mark.parametrize("style", [name for name in STYLES if STYLES[name].swing == 0.5])
def test_kicks_fall_on_the_grid(style: str) -> None:
    song = counted(16, bpm=120)
    for version in (1, 2):
        notes = write(song, bars_at(3, 16), wish(style), version, 9).stems["drums"]
        sixteenths = 4 * _beats([note for note in notes if is_kick(note)], 120)

        off_s = np.abs(sixteenths - np.round(sixteenths)) * 60 / 120 / 4

        assert len(off_s) == 0 or np.median(off_s) < 0.005


def test_the_bass_stands_on_the_root_where_a_chord_begins() -> None:
    song = counted(16)
    for style in ("pop", "rock", "disco", "blues", "country", "jazz", "trap"):
        for version in (1, 2):
            notes = write(song, bars_at(3, 16), wish(style), version, 2).stems["bass"]
            beats = _beats(notes, song.bpm)
            firsts = [n for n, beat in zip(notes, beats, strict=True) if abs(beat % 4) < 0.05]

            assert firsts
            for note in firsts:
                assert note.pitch % 12 == song.chord_at(note.start_s * song.bpm / 60 + 0.1).root


def test_an_approach_leads_by_step_from_the_side_it_comes_from() -> None:
    for here in TURNS:
        for there in TURNS:
            if here != there:
                note = approach(root_of(here), root_of(there), C_MAJOR)
                assert 1 <= abs(note - root_of(there)) <= 2
                assert (note < root_of(there)) == (root_of(here) <= root_of(there))


@pytest.mark.parametrize("kind", ["triad", "seventh", "dominant", "ninth", "shell"])
def test_voices_move_less_than_root_positions_would(kind: Tones) -> None:
    voicer = Voicer(C_MAJOR, kind, 62)

    led = [voicer(chord) for chord in TURNS * 3]
    block = [tuple(sorted(near(c.root, 60) + k for k in range(len(led[0])))) for c in TURNS * 3]

    def moved(chords: list[tuple[int, ...]]) -> int:
        return sum(abs(a - b) for x, y in pairwise(chords) for a, b in zip(x, y, strict=True))

    assert moved(led) < 0.75 * moved(block)
    assert all(62 - 12 < voices[0] <= voices[-1] < 62 + 12 for voices in led)
    assert all(len(set(voices)) == len(voices) for voices in led)


def test_a_boogie_stands_on_the_root_on_one_and_three() -> None:
    song = counted(8)

    notes = write(song, bars_at(3, 8), wish("blues"), 1, 2).stems["bass"]

    eighths = np.round(2 * np.array(_beats(notes, song.bpm))).astype(int)
    strong = [(n, k) for n, k in zip(notes, eighths, strict=True) if k % 4 == 0]
    assert len(strong) == 16
    for note, eighth in strong:
        assert note.pitch % 12 == song.chord_at(eighth / 2).root


@pytest.mark.parametrize("style", ["pop", "jazz", "orchestral", "house", "country", "piano"])
def test_the_counter_melody_makes_no_parallel_fifths_or_octaves_with_the_bass(style: str) -> None:
    for number in (1, 2):
        score, _ = _told(style, number)
        bass, counter = score.stems["bass"], score.stems["counter"]
        starts = sorted(note.start_s for note in bass)
        line = sorted(bass, key=lambda note: note.start_s)

        pairs = [(n, line[bisect_right(starts, n.start_s + 0.03) - 1]) for n in counter]
        low, high = range_of(counter[0].instrument)

        assert len(counter) > 20
        assert all(low <= note.pitch <= high for note in counter)
        for (a, below), (b, under) in pairwise(pairs):
            if b.start_s - a.start_s > 3 or a.pitch == b.pitch or below.pitch == under.pitch:
                continue
            before, after = (a.pitch - below.pitch) % 12, (b.pitch - under.pitch) % 12
            assert not (before == after and after in (0, 7))


def test_the_counter_melody_rests_while_somebody_sings() -> None:
    song = counted(16)
    taken = ((0.0, 8.0),)

    score = write(song, bars_at(3, 16, "chorus"), wish("pop"), 1, 1, taken)

    assert score.stems["counter"]
    assert min(note.start_s for note in score.stems["counter"]) >= 7.9


def test_nothing_sounds_in_the_hole_before_a_drop_but_what_rises() -> None:
    song = pop_song()
    form = form_for(song, 1, 2, "club")
    cut, bars = recut_song(song, form.spans), shape(form)

    score = write(cut, bars, wish("house"), 2, 1)
    gaps = halts(cut, bars)
    fades = motion(cut, bars, "club", 2).fades

    assert len(gaps) == 2
    for start, stop in gaps:
        inside = [
            note
            for notes in score.stems.values()
            for note in notes
            if note.start_s < stop - 0.05 and note.start_s + note.length_s > start + 0.1
        ]
        assert {note.instrument for note in inside} <= {"riser", "reverse cymbal"}
        assert any(fade.start_s == start and fade.from_gain == 0 for fade in fades)


@pytest.mark.parametrize("rate", [0.5, 1.0, 1.6])
def test_sweeps_and_fades_come_in_order_and_do_not_overlap(rate: float) -> None:
    song = pop_song().scaled(rate)
    for drama in ("song", "club", "drift"):
        for number in (1, 2):
            form = form_for(song, 1, number, drama)
            moves = motion(recut_song(song, form.spans), shape(form), drama, number)
            for kind in ("low", "high"):
                sweeps = [sweep for sweep in moves.sweeps if sweep.kind == kind]
                assert all(a.stop_s <= b.start_s for a, b in pairwise(sweeps))
            assert all(a.stop_s <= b.start_s for a, b in pairwise(moves.fades))


def test_fills_are_not_the_same_every_time() -> None:
    for style in ("rock", "house", "funk", "trap"):
        score, bars = _told(style, 1)
        song = pop_song()
        lasts = [i for i, bar in enumerate(bars) if bar.fill == 1.0 and bar.level >= 2]  # type: ignore[attr-defined]
        fills = set()
        for i in lasts:
            start, stop = song.at(i * 4 + 2), song.at(i * 4 + 4)
            hits = [n for n in score.stems["drums"] if start - 0.02 <= n.start_s < stop - 0.02]
            fills.add(tuple(sorted((n.instrument, round((n.start_s - start) * 8)) for n in hits)))

        assert len(fills) >= 4


@pytest.mark.parametrize("style", STYLES)
def test_the_two_versions_differ_in_notes_and_players(style: str) -> None:
    song = counted(8)
    first, second = (write(song, bars_at(3, 8), wish(style), number, 4) for number in (1, 2))

    assert first.instruments != second.instruments
    for stem in ("bass", "chords"):
        played = [[(round(n.start_s, 1), n.pitch, n.instrument) for n in score.stems[stem]]
                  for score in (first, second)]  # fmt: skip
        assert played[0] != played[1]


@pytest.mark.parametrize("part", ["drums", "bass", "chords", "arp"])
def test_absent_parts_are_silent(part: str) -> None:
    for style in ("house", "jazz", "orchestral"):
        score = write(counted(8), bars_at(3, 8), wish(style, absent=frozenset({part})), 1, 1)

        assert not score.stems[part]
        assert any(score.stems[other] for other in STEMS if other != part)


def test_the_same_seed_writes_the_same_notes_and_another_seed_others() -> None:
    song, bars = counted(16), bars_at(3, 16)

    first = write(song, bars, wish("funk"), 1, 5)
    again = write(song, bars, wish("funk"), 1, 5)
    other = write(song, bars, wish("funk"), 1, 6)

    assert first == again
    assert first != other


def test_repeated_hits_of_a_drum_take_turns() -> None:
    hats = [n for n in _told("hiphop")[0].stems["drums"] if n.instrument == "soft hat"]

    assert len(hats) > 50
    assert all(a.variant != b.variant for a, b in pairwise(hats))


def test_hands_drift_and_machines_do_not() -> None:
    song = counted(64, bpm=120)

    def errors(style: str) -> np.ndarray:
        notes = write(song, bars_at(3, 64), wish(style), 1, 3).stems["bass"]
        steps = 4 * _beats(notes, 120)
        return (steps - np.round(steps)) / 8

    rock, machine = errors("rock"), errors("chiptune")

    assert np.abs(machine).max() < 1e-6
    assert 0.0005 < rock.std() < 0.004
    assert np.corrcoef(rock[:-1], rock[1:])[0, 1] > 0.2


def test_a_laid_back_snare_is_late_and_its_kick_is_not() -> None:
    song = counted(32, bpm=90)
    notes = write(song, bars_at(2, 32), wish("lofi"), 1, 3).stems["drums"]

    snares = _beats([n for n in notes if n.instrument == "dusty snare" and n.gain > 0.4], 90)
    kicks = _beats([n for n in notes if is_kick(n)], 90)
    late = (snares - np.round(snares)) * 60 / 90
    on_beat = kicks[np.abs(kicks - np.round(kicks)) < 0.1]

    assert 0.01 < np.median(late) < 0.025
    assert abs(np.median(on_beat - np.round(on_beat))) * 60 / 90 < 0.003


def test_the_prompt_bends_the_band() -> None:
    song, bars = counted(8), bars_at(3, 8)

    eighties = write(song, bars, wish("pop", era="80s"), 2, 1)
    blended = write(song, bars, wish("house", blend=STYLES["jazz"]), 1, 1)
    asked = write(song, bars, wish("pop", instruments=("saxophone",)), 1, 1)
    straight = write(song, bars, wish("jazz", swing=False), 1, 1)

    assert "gated snare" in {note.instrument for note in eighties.stems["drums"]}
    assert "piano" in blended.instruments
    assert "deep kick" in {note.instrument for note in blended.stems["drums"]}
    assert "saxophone" in asked.instruments
    steps = 4 * _beats(straight.stems["bass"], song.bpm)
    assert np.abs(steps - np.round(steps)).max() < 0.1


def test_distortion_gets_fifths_and_struck_things_join_the_kit() -> None:
    song, bars = counted(4), bars_at(3, 4)

    score = write(
        song, bars, wish("jazz", chords="distorted guitar", instruments=("cowbell",)), 1, 1
    )
    piano = write(song, bars, wish("rock", chords="piano"), 1, 1)

    assert {n.pitch % 12 for n in score.stems["chords"]} <= {0, 7, 9, 4, 5, 2}
    assert "cowbell" in {n.instrument for n in score.stems["drums"]}
    assert {n.pitch % 12 for n in piano.stems["chords"]} == {0, 2, 4, 5, 7, 9, 11}


def test_calm_plays_less_and_hard_plays_more() -> None:
    song, bars = counted(8), bars_at(2, 8, "verse")

    counts = [
        len(write(song, tuple(replace(b, level=3) for b in bars) if energy < 0 else bars,
                  wish("rock", energy=energy), 1, 1).stems["drums"])
        for energy in (-1, 1)
    ]  # fmt: skip

    assert counts[0] < counts[1]


def test_a_chorus_is_played_louder_than_a_verse() -> None:
    song = counted(8)

    verse, chorus = (
        write(song, bars_at(level, 8, part), wish("rock"), 1, 2).stems["chords"]
        for level, part in ((2, "verse"), (3, "chorus"))
    )

    assert np.mean([n.gain for n in verse]) < 0.9 * np.mean([n.gain for n in chorus])
