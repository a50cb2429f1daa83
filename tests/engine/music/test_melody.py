"""Rhythm, tune and room of sung lines."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from remixes.analysis.harmony import Chord, Key
from remixes.analysis.song import Song
from remixes.engine.music.lead import Lead, bars_needed, lyric_lead
from remixes.engine.music.voice.choir import harmony_of
from remixes.engine.music.voice.line import Phrase
from remixes.engine.music.voice.phonemes import phonemes_of, syllables_in
from remixes.engine.music.voice.rhythm import Room, rhythm
from remixes.engine.music.voice.tune import HIGHEST, LOWEST
from tests.engine.music.songs import score

VERSE = "Walking through the forest\nI can hear it sing"
CHORUS = "Carry me away tonight\nCarry me over the sea"
TURN = (Chord(0, is_minor=False), Chord(7, is_minor=False), Chord(9, is_minor=True))


def song_of(bpm: float = 100, seconds: float = 90, meter: int = 4) -> Song:
    """C, G, A minor, F and back, two bars each, so that sections may begin on other chords."""
    plain = score(bpm, seconds)
    four = (*TURN, Chord(5, is_minor=False))
    chords = tuple(four[beat // (2 * meter) % 4] for beat in range(plain.beats))
    return replace(plain, chords=chords, meter=meter)


def sung(lyrics: str, song: Song, seed: int = 3) -> tuple[Lead, tuple[Phrase, ...]]:
    """Sung in all but the first and the last bar."""
    lead = lyric_lead(lyrics, song, (1, song.bars - 1), "flute", seed)
    assert lead.sung is not None
    return lead, lead.sung.phrases


def test_stressed_syllables_fall_on_stronger_beats() -> None:
    strong: dict[bool, list[bool]] = {True: [], False: []}
    for line in ("I remember every summer", "The river is a mirror", "Forever and a day"):
        syllables = syllables_in(phonemes_of(line))
        for syllable, timing in zip(
            syllables, rhythm(syllables, Room(8, 0.6, 4), 0.35), strict=True
        ):
            strong[syllable.stress == 1].append(timing.onset % 1 == 0)

    assert np.mean(strong[True]) >= 0.8
    assert np.mean(strong[True]) > np.mean(strong[False]) + 0.3


@pytest.mark.parametrize("meter", [3, 4])
def test_syllables_follow_one_another_and_leave_a_breath(meter: int) -> None:
    syllables = syllables_in(phonemes_of("Over the hills and far away"))

    timings = rhythm(syllables, Room(2 * meter, 0.5, meter), 0.3)

    assert all(a.onset + a.length <= b.onset + 1e-6 for a, b in pairwise(timings))
    assert timings[-1].onset + timings[-1].length <= 2 * meter - 0.5


def test_fast_words_get_the_time_they_need_like_speech() -> None:
    syllables = syllables_in(phonemes_of("Never gonna let a little trouble get the better of me"))

    timings = rhythm(syllables, Room(4, 0.6, 4), 0.15)

    gaps = np.diff([timing.onset for timing in timings]) * 0.6
    assert len(timings) == len(syllables)
    assert gaps.min() > 0.05
    assert timings[-1].onset < 4


def test_the_tune_stays_in_key_range_and_mostly_in_steps() -> None:
    song = song_of()
    _, phrases = sung(f"[Verse]\n{VERSE}\n[Chorus]\n{CHORUS}", song)

    pitches = [[tone.pitch for tone in phrase.tones] for phrase in phrases]
    steps = np.abs(np.concatenate([np.diff(phrase) for phrase in pitches]))
    together = np.concatenate([np.array(phrase) for phrase in pitches])
    assert {int(pitch) % 12 for pitch in together} <= song.key.scale
    assert together.min() >= LOWEST
    assert together.max() <= HIGHEST
    assert np.mean(steps <= 4) > 0.8
    assert np.mean(steps == 0) < 0.4


def test_a_note_outside_the_key_needs_a_chord_that_has_it() -> None:
    song = replace(song_of(), key=Key(9, is_minor=True), chords=(Chord(4, is_minor=False),) * 150)

    _, phrases = sung("Sing it to me\nSing it to me slow", song)

    outside = {tone.pitch % 12 for phrase in phrases for tone in phrase.tones} - song.key.scale
    assert outside <= {8}


def test_a_chorus_comes_back_with_its_tune_and_lies_above_the_verse() -> None:
    text = f"[Verse]\n{VERSE}\n[Chorus]\n{CHORUS}\n[Verse]\n{VERSE}\n[Chorus]\n{CHORUS}"

    lead, phrases = sung(text, song_of(seconds=110))

    tunes = [[tone.pitch for tone in phrase.tones] for phrase in phrases]
    again = [a == b for a, b in zip(tunes[2] + tunes[3], tunes[6] + tunes[7], strict=True)]
    assert np.mean(again) >= 0.7
    assert np.mean(tunes[2] + tunes[3]) > np.mean(tunes[0] + tunes[1]) + 2
    assert lead.left_out == 0


def test_harmonies_are_thirds_of_the_chord_or_the_key() -> None:
    key, c_major = Key(0, is_minor=False), Chord(0, is_minor=False)

    above = [harmony_of(pitch, c_major, key, is_above=True) for pitch in (60, 62, 64, 67)]
    below = [harmony_of(pitch, c_major, key, is_above=False) for pitch in (64, 65, 67)]

    assert above == [64, 67, 67, 72]
    assert below == [60, 60, 64]


def test_choruses_are_doubled_and_harmonised_and_verses_are_not() -> None:
    _, phrases = sung(f"[Verse]\n{VERSE}\n[Chorus]\n{CHORUS}\n[Chorus]\n{CHORUS}", song_of())

    assert [len(phrase.seats) for phrase in phrases] == [0, 0, 2, 2, 3, 3]


def test_tags_say_which_bars_are_what() -> None:
    song = song_of(seconds=120)

    lead, _ = sung(f"[Verse]\n{VERSE}\n[Chorus]\n{CHORUS}\n[Guitar solo]\n[Outro]\n{VERSE}", song)

    kinds = [kind for _, _, kind in lead.sections]
    assert kinds[0] == "intro"
    assert [kind for kind in kinds[1:] if kind != "instrumental"][:2] == ["verse", "chorus"]
    assert "instrumental" in kinds
    assert lead.sections[0][0] == 0
    assert lead.sections[-1][1] == song.bars
    assert all(a[1] == b[0] for a, b in pairwise(lead.sections))


def test_as_many_bars_as_are_needed_are_enough() -> None:
    song = song_of(seconds=300)
    text = f"[Verse]\n{VERSE}\n[Chorus]\n{CHORUS}\n" * 4

    needed = bars_needed(text, song)
    lead = lyric_lead(text, song, (2, 2 + needed), "flute", 1)

    assert lead.left_out == 0
    assert max(stop for _, stop, kind in lead.sections if kind != "outro") <= 2 + needed


def test_lines_are_only_left_out_when_the_fastest_words_do_not_fit() -> None:
    song = song_of(seconds=20)
    text = "\n".join(f"This is the line with number {n}" for n in range(40))

    lead, phrases = sung(text, song)

    assert lead.left_out == 40 - len(lead.marks)
    assert 4 <= len(phrases) < 40
    assert max(tone.start_s + tone.length_s for tone in phrases[-1].tones) <= 20


def test_the_same_seed_gives_the_same_song_and_another_one_another_tune() -> None:
    song = song_of()

    first, again, other = (sung(VERSE, song, seed)[1] for seed in (3, 3, 4))

    assert first == again
    assert first != other
