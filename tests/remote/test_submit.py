"""What reaches the service, and what comes back when all is well."""

from __future__ import annotations

import hashlib
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from remixes.remote import Client, Order, Refused
from tests.remote.conftest import TOKEN, client_of
from tests.service import FakeService, Fault, Reply

LINK = "https://music.example.com/song.mp3"


def test_file_arrives_whole_with_every_field(
    service: FakeService, client: Client, order: Order, song: Path
) -> None:
    reply, exchange = client.submit(order)

    (task,) = service.tasks
    assert (reply.task_id, exchange.status) == (task.id, 200)
    assert task.fields == {
        "prompt": "warm house, 122 bpm",
        "lyrics": "[Chorus]\nCarry it over",
        "mode": "REMIX",
        "webhook_url": f"http://127.0.0.1:9/webhooks/remix/{TOKEN}/",
    }
    assert task.file is not None
    assert (task.file.field, task.file.name, task.file.mime) == (
        "audio_file",
        "My song.mp3",
        "audio/mpeg",
    )
    assert task.file.sha256 == hashlib.sha256(song.read_bytes()).hexdigest()


def test_headers_are_the_contracts(service: FakeService, client: Client, order: Order) -> None:
    client.submit(order)

    headers = {name.lower(): value for name, value in service.posts[0].headers.items()}
    assert headers["authorization"] == service.key
    assert (headers["accept"], headers["connection"]) == ("application/json", "close")
    assert "transfer-encoding" not in headers


def test_url_goes_as_audio_path(service: FakeService, client: Client, order: Order) -> None:
    client.submit(replace(order, file=None, url=LINK, lyrics=""))

    (task,) = service.tasks
    assert (task.fields["audio_path"], task.file) == (LINK, None)
    assert "lyrics" not in task.fields


def test_file_wins_over_url(service: FakeService, client: Client, order: Order) -> None:
    client.submit(replace(order, url=LINK))

    assert "audio_path" not in service.tasks[0].fields
    assert service.tasks[0].file


def test_classic_inpaint_says_its_range_in_words(
    service: FakeService, client: Client, order: Order
) -> None:
    client.submit(replace(order, mode="INPAINT", replace_start_at=48.0, replace_end_at=63.97))

    (task,) = service.tasks
    assert task.fields["prompt"] == "warm house, 122 bpm (replace 0:48.0 to 1:04.0)"
    assert (task.post.path, task.fields["mode"]) == ("Remix", "INPAINT")


@pytest.mark.parametrize(
    ("mode", "path", "extra"),
    [
        ("REMIX", "Remix", {}),
        ("INPAINT", "inpaint", {"replace_start_at": "48.5", "replace_end_at": "60"}),
        ("OVER_INSTRUMENTAL", "sing_over_instrumental", {}),
    ],
)
def test_current_form_has_an_endpoint_a_mode(
    current_service: FakeService, order: Order, mode: str, path: str, extra: dict[str, str]
) -> None:
    sent = replace(order, mode=mode, replace_start_at=48.5, replace_end_at=60.0, title="Awning")

    client_of(current_service).submit(sent)

    (task,) = current_service.tasks
    assert task.post.path == path
    expected = {"title": "Awning", "lyrics_timestamps": "true", "prompt": order.prompt, **extra}
    assert {k: v for k, v in task.fields.items() if k not in ("lyrics", "webhook_url")} == expected


def test_current_form_names_the_url_audio_url(current_service: FakeService, order: Order) -> None:
    client_of(current_service).submit(replace(order, file=None, url=LINK))

    assert current_service.tasks[0].fields["audio_url"] == LINK


@pytest.mark.parametrize(
    ("name", "mime", "sent"),
    [
        ("Füße & 夜.mp3", "audio/mpeg", "Füße & 夜.mp3"),
        ("Cafe\u0301.mp3", "audio/mpeg", "Café.mp3"),
        ('a"b\r\nX-Evil: 1\x00.mp3', "audio/mpeg", "a'bX-Evil: 1.mp3"),
        ("../../etc/passwd", "audio/mpeg", "passwd.mp3"),
        ("C:\\Music\\song.wav", "audio/wav", "song.wav"),
        ("\ud800.mp3", "audio/mpeg", "mp3.mp3"),
        ("", "audio/flac", "audio.flac"),
        ("...", "nonsense\r\nX: 1", "audio"),
        ("x" * 500 + ".mp3", "audio/mpeg", "x" * 100 + ".mp3"),
    ],
)
def test_file_names_are_safe_and_stay_readable(
    service: FakeService, client: Client, order: Order, name: str, mime: str, sent: str
) -> None:
    client.submit(replace(order, file_name=name, file_mime=mime))

    (task,) = service.tasks
    assert task.file is not None
    assert task.file.name == sent
    assert "x-evil" not in task.post.headers


def test_text_of_any_kind_arrives_as_it_was(
    service: FakeService, client: Client, order: Order
) -> None:
    prompt = 'säu"re\r\n--boundary\r\nContent-Disposition: form-data; name="mode"\r\n\r\n夜 🎷 \x00'

    client.submit(replace(order, prompt=prompt))

    assert service.tasks[0].fields["prompt"] == prompt
    assert service.tasks[0].fields["mode"] == "REMIX"


def test_large_file_is_streamed(service: FakeService, order: Order, tmp_path: Path) -> None:
    large = tmp_path / "large.wav"
    with large.open("wb") as file:
        file.truncate(200 << 20)
    client = client_of(service, deadline_s=60)

    tracemalloc.start()
    client.submit(replace(order, file=large))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert service.tasks[0].file
    assert service.tasks[0].file.size == 200 << 20
    assert peak < 20 << 20


def test_first_reply_form_expects_one_conversion(
    service: FakeService, client: Client, order: Order
) -> None:
    service.next_submit(Fault.ONE_ID)

    reply, _ = client.submit(order)

    assert reply.conversion_ids == (service.tasks[0].conversions[0].id,)
    assert (reply.expected, reply.eta_s) == (1, None)


def test_created_and_accepted_count_as_success(
    service: FakeService, client: Client, order: Order
) -> None:
    service.next_submit(Reply(202, accepts=True))

    reply, exchange = client.submit(order)

    assert (reply.task_id, exchange.status) == (service.tasks[0].id, 202)


def test_redirect_is_not_followed_with_the_key(
    service: FakeService, client: Client, order: Order
) -> None:
    with FakeService(key="other") as elsewhere:
        service.next_submit(Reply(307, "", headers={"Location": f"{elsewhere.url}/Remix"}))

        with pytest.raises(Exception, match="307"):
            client.submit(order)

        assert elsewhere.posts == []


def test_order_without_a_source_is_never_sent(
    service: FakeService, client: Client, order: Order
) -> None:
    with pytest.raises(Refused, match="neither a file nor a URL"):
        client.submit(replace(order, file=None))

    assert service.posts == []


def test_mode_the_form_does_not_have_is_never_sent(
    service: FakeService, client: Client, order: Order
) -> None:
    with pytest.raises(Refused, match="no mode POLKA"):
        client.submit(replace(order, mode="POLKA"))

    assert service.posts == []
