"""The singing voice: on pitch, in time, even, clean, and to be understood."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import soxr
from numpy.typing import NDArray

from remixes.analysis.harmony import Chord
from remixes.analysis.song import Song
from remixes.engine.music.lead import Lead, lyric_lead, vocalise
from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.voice.chain import LEVEL
from remixes.engine.music.voice.line import Phrase, sing
from remixes.engine.music.voice.net import speak
from tests.engine.music.songs import score

LINES = (
    "I can hear the river sing my name",
    "Carry me away into the night",
    "All the stars are burning out of sight",
    "Nobody told me it would be so cold",
    "The summer wind has blown our love away",
    "Dancing in the kitchen after dark",
    "Give me back the music and the song",
    "The city lights are never standing still",
)
_EAR_RATE = 16_000
_EARLY = (0.2, 0.3, 0.4, 0.5)


@cache
def pop(bpm: float = 104, seconds: float = 60) -> Song:
    """C major, a chord a bar: C G Am F."""
    plain = score(bpm, seconds)
    turn = (Chord(0, is_minor=False), Chord(7, is_minor=False), Chord(9, is_minor=True))
    four = (*turn, Chord(5, is_minor=False))
    return replace(plain, chords=tuple(four[beat // 4 % 4] for beat in range(plain.beats)))


@cache
def sung() -> Lead:
    """Four lines of verse, four of chorus."""
    text = "[Verse]\n" + "\n".join(LINES[:4]) + "\n[Chorus]\n" + "\n".join(LINES[4:])
    return lyric_lead(text, pop(), (1, 26), "flute", 3)


@cache
def heard() -> Frames:
    """The minute in which `sung` is sung."""
    return sound_of(sung(), 60)


def sound_of(lead: Lead, seconds: float, block: int = 1 << 17) -> Frames:
    """Everything the voice sings, from a fresh part."""
    assert lead.sung is not None
    part = type(lead.sung)(lead.sung.phrases)
    blocks = [part.block(block) for _ in range(int(seconds * RATE) // block + 1)]
    return np.concatenate(blocks)[: int(seconds * RATE)]


@cache
def dry(number: int) -> tuple[NDArray[np.float32], float]:
    """(samples,) of a line without choir at 16 kHz, and when they begin."""
    lead = sung()
    assert lead.sung is not None
    phrase = replace(lead.sung.phrases[number], seats=())
    clip = sing(phrase, speak(phrase.phonemes))
    return soxr.resample(clip.sound.mean(1), RATE, _EAR_RATE), clip.start / RATE


def pitch_of(sound: NDArray[np.float32]) -> float:
    """MIDI pitch by the first high peak of the autocorrelation, each lag by its overlap."""
    short, long = _EAR_RATE // 900, _EAR_RATE // 130
    power = np.abs(np.fft.rfft(sound, 4096)) ** 2
    # Above, a period of half a sample more or less would count.
    power[4096 * 1600 // _EAR_RATE :] = 0
    curve = np.fft.irfft(power)[: long + 2] / (1 - np.arange(long + 2) / len(sound))
    curve /= curve[0] + 1e-12
    inner = np.arange(short, long)
    peaks = inner[(curve[inner] >= curve[inner - 1]) & (curve[inner] > curve[inner + 1])]
    if not len(peaks) or curve[peaks].max() < 0.5:
        return float("nan")
    lag = int(peaks[curve[peaks] > 0.88 * curve[peaks].max()][0])
    before, at, after = curve[lag - 1 : lag + 2]
    fine = lag + (before - after) / (2 * (before - 2 * at + after) - 1e-12)
    return float(69 + 12 * np.log2(_EAR_RATE / fine / 440))


def test_notes_are_sung_in_tune() -> None:
    lead = sung()
    assert lead.sung is not None

    errors = []
    for number, phrase in enumerate(lead.sung.phrases):
        sound, began = dry(number)
        for tone in phrase.tones:
            # The vowel comes first, then what leads to the next one.
            places = [tone.start_s - began + share * tone.length_s for share in _EARLY]
            starts = [int(at * _EAR_RATE) - 480 for at in places]
            pitches = [pitch_of(sound[at : at + 960]) for at in starts]
            errors.append(abs(np.nanmedian(pitches) - tone.pitch))

    assert np.nanmedian(errors) < 0.1
    assert np.mean(np.array(errors) < 0.5) >= 0.95


def test_words_are_understood_among_eight_lines() -> None:
    pocketsphinx = pytest.importorskip("pocketsphinx")
    texts = [re.sub(r"[^a-z ]", "", line.lower()) for line in LINES]
    ear = pocketsphinx.Decoder(
        samprate=_EAR_RATE, lm=None, loglevel="FATAL", beam=1e-70, pbeam=1e-70, wbeam=1e-70
    )
    grammar = " | ".join(texts)
    ear.add_jsgf_string("lines", f"#JSGF V1.0;\ngrammar g;\npublic <line> = {grammar};\n")
    ear.activate_search("lines")

    understood = 0
    for number, text in enumerate(texts):
        sound, _ = dry(number)
        pcm = (np.pad(sound / np.abs(sound).max(), 4000) * 16_000).astype("<i2")
        ear.start_utt()
        ear.process_raw(pcm.tobytes(), full_utt=True)
        ear.end_utt()
        # The best path names the line by its first words even where it does not reach the last.
        words = ear.hyp().hypstr if ear.hyp() else ""
        understood += len(words.split()) > 1 and text.startswith(words)

    assert understood >= 6


def test_the_timeline_is_what_is_heard() -> None:
    lead = sung()
    sound = np.abs(heard()).max(1)

    late, lasting = [], []
    for entry in lead.timeline:
        if str(entry["text"]).startswith("["):
            continue
        start, end = (round(int(entry[name]) / 1000 * RATE) for name in ("start", "end"))
        around = sound[start - RATE // 8 : start + RATE // 2]
        late.append(abs(int(np.argmax(around > 0.1 * LEVEL)) - RATE // 8) / RATE)
        lasting.append(sound[end : end + RATE // 20].max())

    assert len(late) == 8
    assert np.median(late) <= 0.03
    assert np.quantile(late, 0.95) <= 0.12
    assert max(lasting) < 0.1 * LEVEL


def test_words_begin_within_their_line_one_after_the_other() -> None:
    lead = sung()

    for entry, words in zip(lead.timeline, lead.words, strict=True):
        text = str(entry["text"])
        assert len(words) == (0 if text.startswith("[") else len(text.split()))
        assert list(words) == sorted(words)
        assert all(int(entry["start"]) - 60 <= at <= int(entry["end"]) for at in words)


def test_every_line_is_as_loud_as_the_part_says() -> None:
    lead = sung()
    assert lead.sung is not None

    for number in range(8):
        sound, _ = dry(number)
        power = (sound[: len(sound) // 800 * 800].reshape(-1, 800) ** 2).mean(1)
        loud = np.sqrt(np.sort(power)[len(power) // 3 :].mean())
        assert 20 * np.log10(loud / lead.sung.rms) == pytest.approx(0, abs=1.5)


def test_between_lines_there_is_nothing_and_at_their_edges_no_click() -> None:
    sound = heard()

    silent = np.all(sound == 0, axis=1)
    edges = np.flatnonzero(np.diff(silent.astype(int)))
    steps = np.abs(np.diff(sound, axis=0)).max(1)
    assert silent[: RATE // 2].all()
    assert len(edges) >= 16
    assert max(steps[edge] for edge in edges) < 0.002
    assert abs(float(sound.mean())) < 1e-6


def test_blocks_of_any_size_give_the_same_sound() -> None:
    lead = sung()

    assert np.array_equal(heard()[: 12 * RATE], sound_of(lead, 12, 4411))


def test_choruses_are_wide_and_verses_are_not() -> None:
    lead = sung()
    sound = heard()
    side = np.abs(sound[:, 0] - sound[:, 1])
    starts = [int(int(e["start"]) / 1000 * RATE) for e in lead.timeline]

    assert side[starts[1] : starts[5]].max() == 0
    assert side[starts[6] : starts[6] + 2 * RATE].max() > 0.02


def test_a_vocalise_is_sung_on_notes_of_key_or_chord() -> None:
    song = pop(104, 30)

    lead = vocalise(song, (0, song.bars), "flute", 5)

    assert lead.sung is not None
    assert lead.timeline == ()
    pitches = {tone.pitch % 12 for phrase in lead.sung.phrases for tone in phrase.tones}
    assert pitches <= song.key.scale
    assert np.abs(sound_of(lead, 10)).max() > 0.1


def test_echoes_in_parentheses_are_for_the_backing_voices() -> None:
    lead = lyric_lead("Hold me now (hold me now)", pop(), (1, 10), "flute", 3)
    assert lead.sung is not None

    sound = sound_of(lead, 20)

    words = lead.words[0]
    own = sound[int(words[0] / 1000 * RATE) : int(words[3] / 1000 * RATE) - RATE // 8]
    echo = sound[int(words[3] / 1000 * RATE) + RATE // 8 :][: len(own)]
    assert np.abs(own[:, 0] - own[:, 1]).max() < 0.01
    assert np.abs(echo[:, 0] - echo[:, 1]).max() > 0.05


def test_a_line_without_a_syllable_cannot_be_sung() -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        sing(Phrase("", (), 1), speak(""))
