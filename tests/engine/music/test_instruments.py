"""The band as the mixer hears it: names, levels, touch, variation, glides, blocks."""

import numpy as np
import pyloudnorm
import pytest
import scipy.signal

from remixes.engine.music.instruments.drawing import (
    HARD,
    MEDIUM,
    SOFT,
    VARIANTS,
    Shelf,
    Voice,
    drawn,
)
from remixes.engine.music.instruments.drums import DRUMS
from remixes.engine.music.instruments.notes import Note, Player, echoes, sound_of
from remixes.engine.music.instruments.one_shots import cents_off
from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.instruments.waves import clock, fading, hertz, saw, sine
from remixes.engine.music.level import active_rms

RATE = 44_100
METER = pyloudnorm.Meter(RATE, block_size=0.4)
SLOW = {"slow strings": 2.5, "dark pad": 2.5}
"""dB of tolerance for who is still swelling when others are at their loudest."""

SONG = [
    *(Note(0.5 * k, 0.2, "kick", 0, 0.9, variant=k) for k in range(16)),
    *(Note(0.25 * k, 0.2, "studio hat", 0, 0.4, 0.3, variant=k) for k in range(32)),
    *(Note(1.0 * k, 1.7, "strings", 60 + k % 5, 0.8, -0.4) for k in range(8)),
    *(Note(1.0 * k + 0.5, 0.4, "piano", 64 + k % 7, 0.7) for k in range(8)),
    *(Note(2.0 * k, 1.9, "808 bass", 33, 1.0, glide_to=45) for k in range(4)),
]


def _played(notes: list[Note], seconds: float, block: int) -> np.ndarray:
    player = Player(notes)
    blocks = [player.block(block) for _ in range(int(seconds * RATE) // block)]
    return np.concatenate(blocks)


@pytest.mark.parametrize("name", sorted(PITCHED))
def test_instruments_are_equally_loud_over_their_range(name: str) -> None:
    kind = PITCHED[name]

    levels = [_loudest(drawn(Voice(name, pitch, 1.5)).T) for pitch in (kind.low, kind.high)]

    expected = -0.691 + 20 * np.log10(0.12)
    assert levels == pytest.approx([expected] * 2, abs=SLOW.get(name, 1.0))


@pytest.mark.parametrize("name", sorted(DRUMS))
def test_drums_have_one_peak_and_end_in_silence(name: str) -> None:
    for touch in (SOFT, HARD):
        hit = drawn(Voice(name, 0, 0.0, touch))

        assert np.isfinite(hit).all()
        assert np.abs(hit).max() == pytest.approx(0.8, rel=0.01 if touch == HARD else 0.6)
        assert np.abs(hit[:, -8:]).max() < 0.06
        assert hit.shape[1] < 2.6 * RATE


@pytest.mark.parametrize("name", sorted(name for name in PITCHED if PITCHED[name].high <= 60))
def test_the_lowest_of_a_bass_is_in_the_middle(name: str) -> None:
    left, right = drawn(Voice(name, 36, 1.5))[[0, -1]]
    low = scipy.signal.butter(4, 120, "low", fs=RATE, output="sos")

    middle, side = (
        np.square(scipy.signal.sosfilt(low, wave)).mean() for wave in (left + right, left - right)
    )

    assert side < 0.05 * middle


def test_no_name_is_ever_taken_away() -> None:
    pitched = (
        "sub bass, synth bass, reese bass, 808 bass, finger bass, upright bass, slap bass, "
        "acid bass, electric piano, piano, organ, strings, slow strings, supersaw, warm pad, "
        "glass pad, brass, synth stab, nylon guitar, steel guitar, clean guitar, "
        "distorted guitar, pluck, bells, vibraphone, marimba, music box, harp, flute, clarinet, "
        "synth lead, voice ah, voice oo, voice ee, voice eh, voice oh"
    )
    drums = (
        "kick, deep kick, soft kick, hard kick, snare, tight snare, dusty snare, gated snare, "
        "clap, rim, brush, hat, soft hat, open hat, ride, crash, shaker, low tom, mid tom, "
        "high tom, conga, high conga, timpani, riser, crackle"
    )

    assert set(pitched.split(", ")) <= PITCHED.keys()
    assert set(drums.split(", ")) <= DRUMS.keys()


@pytest.mark.parametrize("block", [1024, 50_000])
def test_blocks_of_any_size_give_the_same_samples(block: int) -> None:
    frames = 9 * RATE // block * block

    assert np.array_equal(_played(SONG, 9, block)[:frames], _played(SONG, 9, 9 * RATE)[:frames])


@pytest.mark.parametrize("instruments", [{"kick", "studio hat"}, {"strings", "piano"}])
def test_the_level_known_beforehand_is_that_of_what_is_played(instruments: set[str]) -> None:
    notes = [note for note in SONG if note.instrument in instruments]

    known = Player(notes).rms

    heard = active_rms([_played(notes, 11, RATE)])
    assert 20 * np.log10(known / heard) == pytest.approx(0, abs=1.0)


def test_a_part_without_notes_is_silent() -> None:
    player = Player([])

    assert player.rms == 0
    assert not player.block(100).any()


@pytest.mark.parametrize("name", ["piano", "upright bass", "trumpet", "synth bass"])
def test_soft_notes_are_darker_not_only_quieter(name: str) -> None:
    centroids = [_centroid(drawn(Voice(name, 52, 1.0, touch))[0]) for touch in (SOFT, MEDIUM, HARD)]

    assert centroids[0] < 0.99 * centroids[1] < 0.98 * centroids[2]


@pytest.mark.parametrize("name", ["studio snare", "rock kick", "jazz snare"])
def test_soft_drums_are_other_recordings(name: str) -> None:
    soft, hard = (drawn(Voice(name, 0, 0.0, touch))[0] for touch in (SOFT, HARD))
    count = min(len(soft), len(hard), 4000)

    alike = np.corrcoef(soft[:count], hard[:count])[0, 1]

    assert alike < 0.98


@pytest.mark.parametrize("name", ["studio hat", "rock snare", "conga", "snare", "hat", "clap"])
def test_hits_in_turn_differ_a_little(name: str) -> None:
    hits = [drawn(Voice(name, 0, 0.0, HARD, variant))[0] for variant in range(VARIANTS)]

    brightness = [_centroid(hit) for hit in hits]
    assert len({hit.tobytes() for hit in hits}) == VARIANTS
    assert max(brightness) < 1.3 * min(brightness)


def test_velocity_changes_the_touch_whatever_the_gain() -> None:
    note = Note(0, 0.5, "piano", 60, 1.0)

    soft = sound_of(Note(0, 0.5, "piano", 60, 1.0, velocity=0.3))

    assert _centroid(soft) < 0.95 * _centroid(sound_of(note))


@pytest.mark.parametrize("target", [36, 48])
def test_a_bass_glides_to_its_next_pitch(target: int) -> None:
    wave = sound_of(Note(0, 2.0, "sub bass", 40, 1.0, glide_to=target))

    assert cents_off(wave[: int(0.85 * RATE)], 40) == pytest.approx(0, abs=8)
    assert cents_off(wave[int(1.1 * RATE) : 2 * RATE], target) == pytest.approx(0, abs=8)


@pytest.mark.parametrize("seconds", [0.31, 3.3])
def test_notes_end_without_a_click(seconds: float) -> None:
    for name in PITCHED:
        wave = sound_of(Note(0, seconds, name, 60, 1.0))

        assert np.abs(np.diff(wave[-200:])).max() < 0.02, name
        assert abs(wave[-1]) < 0.003, name


def test_kept_sounds_take_a_limited_room() -> None:
    shelf = Shelf(1 << 20)

    for pitch in range(40, 60):
        shelf.get(Voice("sub bass", pitch, 1.0))

    assert 800_000 < shelf.nbytes <= 1 << 20


def test_a_closed_hat_silences_the_open_one() -> None:
    struck = Note(0.0, 0.2, "studio open hat", 0, 0.5)
    closed = Note(0.25, 0.2, "studio hat", 0, 0.5)

    together = _played([struck, closed], 1, RATE) - _played([closed], 1, RATE)

    assert np.abs(_played([struck], 1, RATE)[int(0.3 * RATE) :]).max() > 0.01
    assert np.abs(together[: int(0.25 * RATE)]).max() > 0.3
    assert np.abs(together[int(0.262 * RATE) :]).max() < 1e-6


def test_echoes_are_quieter_each_time_and_change_sides() -> None:
    note = Note(1.0, 0.2, "flute", 70, 0.8, variant=3, velocity=0.9)

    first, second = echoes([note], 0.25, 2, 0.5)

    assert (first.start_s, first.gain, first.pan) == (1.25, 0.4, 0.6)
    assert (second.start_s, second.gain, second.pan) == (1.5, 0.2, -0.6)
    assert (first.variant, first.velocity) == (3, 0.9)


def test_saws_do_not_fold_back() -> None:
    hz = hertz(91)

    spectrum = np.abs(np.fft.rfft(saw(hz, clock(1.0)) * np.hanning(RATE)))

    harmonic = np.abs((np.arange(len(spectrum)) / hz + 0.5) % 1 - 0.5) * hz < 4
    below = np.arange(len(spectrum)) < 5000
    assert spectrum[below & ~harmonic].max() < 0.003 * spectrum.max()


@pytest.mark.parametrize("pitch", [28, 45, 69, 96])
@pytest.mark.parametrize("off", [-22, 0, 9])
def test_the_tuner_reads_notes_that_die_away(pitch: int, off: int) -> None:
    at, hz = clock(1.5), hertz(pitch + off / 100)

    wave = sum(sine(hz * k, at, 0.1 * k) / np.float32(k) for k in range(1, 6)) * fading(at, 4)

    assert cents_off(wave, pitch) == pytest.approx(off, abs=1.5)


def _loudest(sound: np.ndarray) -> float:
    """LUFS of the loudest 400 ms of the first 1.2 s, channels averaged."""
    sound = np.pad(sound, ((0, max(0, int(1.2 * RATE) - len(sound))), (0, 0)))
    starts = range(0, int(0.8 * RATE) + 1, RATE // 10)
    windows = [METER.integrated_loudness(sound[s : s + int(0.4 * RATE) + 1]) for s in starts]
    return float(max(windows) - 10 * np.log10(sound.shape[1]))


def _centroid(wave: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(wave)) ** 2
    return float((power * np.fft.rfftfreq(len(wave), 1 / RATE)).sum() / power.sum())
