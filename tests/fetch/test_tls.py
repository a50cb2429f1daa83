"""The same promises over TLS, where the socket changes hands under the watcher."""

import ssl
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from remixes.fetch import CutShort, Fetched, FetchError, TooSlow, Unreachable, download
from tests.fetch.hostile import Answer, Server, claims, drips, head, whole

Serve = Callable[..., Server]
PEM = Path(__file__).parent / "localhost.pem"
SONG = bytes(range(256)) * 1000


@pytest.fixture
def secure() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(PEM)
    return context


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(PEM))


def get(server: Server, part: Path, host: str = "localhost", deadline_s: float = 5.0) -> Fetched:
    url = f"https://{host}:{server.port}/song.mp3"
    return download(url, part, max_bytes=1 << 20, deadline_s=deadline_s, allow=[server.place])


@pytest.mark.usefixtures("trusted")
def test_a_file_arrives_under_the_hosts_own_name(
    serve: Serve, secure: ssl.SSLContext, part: Path
) -> None:
    server = serve(whole(SONG), tls=secure)

    get(server, part)

    assert part.read_bytes() == SONG
    assert f"Host: localhost:{server.port}".encode() in server.hits[0]


def test_a_certificate_nobody_vouches_for_is_refused_before_anything_is_sent(
    serve: Serve, secure: ssl.SSLContext, part: Path
) -> None:
    server = serve(whole(SONG), tls=secure)

    with pytest.raises(Unreachable):
        get(server, part)

    assert server.hits == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_host_is_refused(
    serve: Serve, secure: ssl.SSLContext, part: Path
) -> None:
    server = serve(whole(SONG), tls=secure)

    with pytest.raises(Unreachable):
        get(server, part, host="127.0.0.1")

    assert server.hits == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    "answer",
    [drips(head(Content_Length=9999), b"x"), drips(head(), b"x"), drips(b"HTTP/1.1 ", b" ")],
    ids=["body", "endless", "status"],
)
def test_a_drip_feed_ends_at_the_deadline(
    serve: Serve, secure: ssl.SSLContext, part: Path, answer: Answer
) -> None:
    server = serve(answer, tls=secure)
    begun = time.monotonic()

    with pytest.raises(TooSlow):
        get(server, part, deadline_s=0.6)

    assert time.monotonic() - begun < 2.8


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("answer", "error"), [(claims(300_000, SONG), CutShort), (claims(255_000, SONG), CutShort)]
)
def test_a_wrong_length_is_noticed(
    serve: Serve, secure: ssl.SSLContext, part: Path, answer: Answer, error: type[FetchError]
) -> None:
    server = serve(answer, tls=secure)

    with pytest.raises(error):
        get(server, part)

    assert not part.exists()
