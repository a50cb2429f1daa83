"""The committed one-shots are complete, small, in tune, on time, and go on without a click."""

import json

import numpy as np
import pytest
import soundfile

from remixes.engine.music.filters import filtered, high_pass
from remixes.engine.music.instruments import recorded
from remixes.engine.music.instruments.bank import FOLDER, Zone, recording, zones_of
from remixes.engine.music.instruments.kit_names import HITS
from remixes.engine.music.instruments.one_shots import cents_off, held, struck
from remixes.engine.music.instruments.sampled_names import SAMPLED

RATE = 44_100
HELD = sorted(name for name, kind in SAMPLED.items() if kind.is_held)


def test_whatever_the_tables_name_is_in_the_files() -> None:
    index = json.loads((FOLDER / "index.json").read_text())

    lengths = {path.name: soundfile.info(path).frames for path in FOLDER.glob("*.ogg")}

    assert index.keys() == SAMPLED.keys() | HITS.keys()
    assert {entry["file"] for entry in index.values()} == lengths.keys()
    for entry in index.values():
        assert all(z["at"] + z["frames"] <= lengths[entry["file"]] for z in entry["zones"])


def test_the_bank_is_small_and_carries_its_licence() -> None:
    size = sum(path.stat().st_size for path in FOLDER.iterdir())

    licence = (FOLDER / "LICENCE.txt").read_text()

    assert size < 9_000_000
    assert "Frank Wen" in licence
    assert "Permission is hereby granted, free of charge" in licence


def test_only_what_is_asked_for_is_decoded() -> None:
    zone = zones_of("piano")[7]
    everything = soundfile.read(FOLDER / zone.file, dtype="float32")[0]

    alone = recording(zone)

    assert len(alone) == zone.frames
    assert np.abs(alone - everything[zone.at : zone.at + zone.frames]).max() < 1e-4


@pytest.mark.parametrize("name", sorted(SAMPLED))
def test_every_recording_plays_in_tune(name: str) -> None:
    zones = zones_of(name)

    seconds = 1.7 if name in (*HELD, "tuned timpani") else 1.0
    off = [cents_off(recorded.note(name, zone.key, seconds), zone.key) for zone in zones]

    assert np.abs(off).max() <= 5, dict(zip([z.key for z in zones], off, strict=True))


@pytest.mark.parametrize("drum", sorted(HITS))
def test_every_drum_sounds_within_a_millisecond(drum: str) -> None:
    for zone in zones_of(drum, 0) + zones_of(drum, 1):
        wave = np.abs(recording(zone))

        first = int(np.argmax(wave > 0.02 * wave.max()))

        assert first <= RATE / 1000


@pytest.mark.parametrize("name", HELD)
def test_held_notes_go_on_for_eight_seconds_without_a_click(name: str) -> None:
    for zone in zones_of(name)[::4]:
        wave = recorded.note(name, zone.key, 8.0)

        edges = np.abs(filtered(wave, high_pass(6000)))[: 8 * RATE]
        start, stop = zone.loop
        recorded_once = edges[RATE // 3 : min(start, stop)].max()
        assert len(wave) == 8 * RATE
        assert edges[start:].max() < 2 * max(recorded_once, edges[start : stop - RATE // 10].max())
        assert _level(wave, 7.0) == pytest.approx(_level(wave, 1.0), abs=4.0)


def test_a_loop_that_jumps_would_be_heard_by_that_test(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = zones_of("organ")[2]

    def cut(zone: Zone) -> np.ndarray:
        start, stop = zone.loop
        return recording(zone)[start + 337 : stop]

    monkeypatch.setattr(recorded, "_turn", cut)
    wave = recorded.note("organ", zone.key, 8.0)

    edges = np.abs(filtered(wave, high_pass(6000)))
    assert edges[zone.loop[0] :].max() > 2 * edges[RATE // 3 : zone.loop[0]].max()


def _level(wave: np.ndarray, at_s: float) -> float:
    """dB over most of a second, so that vibrato and beating do not count."""
    window = wave[int(at_s * RATE) : int((at_s + 0.95) * RATE)]
    return float(10 * np.log10(np.mean(window**2)))


def test_a_one_shot_begins_at_its_onset_and_ends_in_silence() -> None:
    rng = np.random.default_rng(1)
    raw = np.concatenate(
        [np.zeros(3000), rng.normal(0, 0.3, 20_000) * np.geomspace(1, 1e-3, 20_000)]
    )

    shot = struck(raw.astype(np.float32))

    assert np.argmax(np.abs(shot.wave) > 0.05) < 40
    assert np.abs(shot.wave).max() == pytest.approx(0.9)
    assert shot.loop is None
    assert abs(shot.wave[-1]) < 1e-4


def test_a_swelling_note_is_calmed_and_gets_a_loop() -> None:
    at = np.arange(3 * RATE) / RATE
    raw = np.sin(2 * np.pi * 330 * at) * (1 + 0.6 * np.sin(2 * np.pi * 0.7 * at))

    shot = held(raw.astype(np.float32))

    assert shot.loop is not None
    start, stop = shot.loop
    calmed, swelling = (
        np.ptp([_level(wave, second) for second in (0.7, 1.3, 1.9)]) for wave in (shot.wave, raw)
    )
    assert stop - start > RATE
    assert calmed < 0.6 * swelling
    assert shot.wave[start - 400 : start] == pytest.approx(shot.wave[stop - 400 : stop], abs=0.15)
