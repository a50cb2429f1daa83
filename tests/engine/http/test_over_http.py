"""The engine as a caller on the wire meets it: real sockets, real music, real webhooks."""

import io
from collections.abc import Callable

import numpy as np
import pytest
import requests
import soundfile
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.engine.http.conftest import KEY
from tests.engine.http.receiver import Receiver

pytestmark = pytest.mark.django_db(transaction=True)


def beat(seconds: float = 8.0, rate: int = 22050) -> bytes:
    """Chords and clicks at 120 beats a minute, a flac file."""
    at = np.arange(int(seconds * rate)) / rate
    chord = sum(np.sin(2 * np.pi * pitch * at) for pitch in (220.0, 277.2, 329.6)) * 0.1
    click = np.exp(-((at % 0.5) * 60)) * np.sin(2 * np.pi * 1000 * at) * 0.5
    kept = io.BytesIO()
    soundfile.write(kept, (chord + click).astype(np.float32), rate, format="FLAC")
    return kept.getvalue()


def test_a_song_sent_as_the_service_documents_it_comes_back_as_two_remixes(
    live_server: LiveServer, work: Callable[[], None], receiver: Receiver, settings: Settings
) -> None:
    del settings.REMIX_ENGINE_RENDERER
    api = f"{live_server.url}/engine/api/public/v1"
    headers = {"Authorization": KEY, "accept": "application/json"}

    sent = requests.post(
        f"{api}/Remix",
        headers=headers,
        files={"audio_file": ("Größe.flac", beat(), "audio/flac")},
        data={
            "prompt": "deep house",
            "mode": "REMIX",
            "lyrics": "[Verse]\nOne two\nthree four",
            "webhook_url": f"{receiver.url}/hook",
        },
        timeout=30,
    ).json()
    work()
    told = requests.get(
        f"{api}/byId",
        headers=headers,
        params={"conversionType": "REMIX", "task_id": sent["task_id"]},
        timeout=30,
    ).json()["conversion"]

    assert told["status"] == "COMPLETED", told["message"]
    assert (told["progress"], bool(told["plan"])) == (1, True)
    paths = [told["conversion_path_wav_1"], told["conversion_path_wav_2"]]
    assert all(path.startswith(live_server.url) for path in paths)
    sounds = [
        soundfile.read(io.BytesIO(requests.get(path, timeout=30).content))[0] for path in paths
    ]
    for number, sound in enumerate(sounds, start=1):
        assert abs(len(sound) / 44100 - told[f"conversion_duration_{number}"]) < 0.1
        assert float(np.sqrt(np.mean(sound**2))) > 0.02
    assert not np.array_equal(sounds[0][:10000], sounds[1][:10000])
    mp3 = requests.get(told["conversion_path_1"], headers={"Range": "bytes=0-2"}, timeout=30)
    assert mp3.status_code == 206
    assert mp3.content == b"ID3" or mp3.content[:1] == b"\xff"
    assert len(receiver.bodies) == 2


@pytest.mark.parametrize("authorization", ["wrong", KEY])
def test_whoever_sends_too_much_or_has_no_key_still_reads_the_error(
    live_server: LiveServer, settings: Settings, authorization: str
) -> None:
    settings.REMIX_MAX_UPLOAD_BYTES = 4_000_000
    status = 413 if authorization == KEY else 401

    response = requests.post(
        f"{live_server.url}/engine/api/public/v1/Remix",
        headers={"Authorization": authorization},
        files={"audio_file": ("long.wav", b"RIFF" * 1_750_000)},
        data={"prompt": "house", "mode": "REMIX"},
        timeout=30,
    )

    assert response.status_code == status
    assert response.json()["success"] is False


def test_a_client_that_sends_no_file_field_is_understood(live_server: LiveServer) -> None:
    response = requests.post(
        f"{live_server.url}/engine/api/public/v1/remix",
        headers={"Authorization": f"Bearer {KEY}"},
        files={},
        data={"prompt": "house", "mode": "REMIX", "audio_path": "", "webhook_url": ""},
        timeout=30,
    )

    assert response.status_code == 422
    assert response.json()["message"] == "Either audio_file or audio_url must be provided."
