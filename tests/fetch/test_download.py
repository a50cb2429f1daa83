"""download() against real servers that do what servers do on bad days."""

import hashlib
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from remixes.fetch import (
    BadStatus,
    Blocked,
    CutShort,
    Fetched,
    FetchError,
    TooLarge,
    TooSlow,
    Unreachable,
    download,
)
from tests.fetch.hostile import (
    Answer,
    Server,
    claims,
    drips,
    floods,
    gzipped,
    hangs_up,
    head,
    resets,
    says,
    whole,
)

Serve = Callable[..., Server]
SONG = os.urandom(300_000)


def get(server: Server, part: Path, **options: object) -> Fetched:
    chosen = {"max_bytes": 1_000_000, "deadline_s": 5.0, "allow": [server.place], **options}
    return download(server.url, part, **chosen)  # type: ignore[arg-type]


def test_a_whole_file_arrives_with_its_facts(serve: Serve, part: Path) -> None:
    server = serve(whole(SONG, Content_Type="audio/mpeg"))

    fetched = get(server, part)

    assert part.read_bytes() == SONG
    assert fetched == Fetched(
        part, len(SONG), hashlib.sha256(SONG).hexdigest(), "audio/mpeg", server.url
    )


def test_no_credentials_leave_and_no_compression_is_asked_for(
    serve: Serve, part: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    server = serve(whole(SONG))

    get(server, part)

    asked = server.hits[0].lower()
    assert b"authorization" not in asked
    assert b"accept-encoding: identity" in asked


def test_an_older_part_is_replaced(serve: Serve, part: Path) -> None:
    part.write_bytes(b"x" * 999_999)

    get(serve(whole(b"short")), part)

    assert part.read_bytes() == b"short"


def test_an_answer_without_length_ends_with_the_connection(serve: Serve, part: Path) -> None:
    server = serve(lambda client, _: client.sendall(head() + SONG))

    assert get(server, part).size == len(SONG)


def test_a_chunked_answer_is_whole(serve: Serve, part: Path) -> None:
    chunks = head(Transfer_Encoding="chunked") + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    server = serve(lambda client, _: client.sendall(chunks))

    get(server, part)

    assert part.read_bytes() == b"abcde"


def test_a_gzip_answer_nobody_asked_for_is_unpacked(serve: Serve, part: Path) -> None:
    get(serve(gzipped(SONG)), part)

    assert part.read_bytes() == SONG


def test_a_gzip_bomb_stops_at_the_cap(serve: Serve, part: Path) -> None:
    server = serve(gzipped(b"\0" * 50_000_000))

    with pytest.raises(TooLarge):
        get(server, part)

    assert not part.exists()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (claims(400_000, SONG), CutShort),
        (claims(299_500, SONG), CutShort),
        (claims(299_999, SONG), CutShort),
        (claims(2_000_000, SONG), TooLarge),
        (floods(head(Content_Length=2 << 40)), TooLarge),
        (floods(head()), TooLarge),
        (floods(b"HTTP/1.1 200 OK\r\n"), CutShort),
        (resets(head(Content_Length=400_000) + SONG), CutShort),
        (resets(head(Transfer_Encoding="chunked") + b"5\r\nabc"), CutShort),
        (lambda c, _: c.sendall(head(Transfer_Encoding="chunked") + b"zz\r\nabc"), CutShort),
        (lambda c, _: c.sendall(head(Transfer_Encoding="chunked") + b"9\r\nabc"), CutShort),
        (lambda c, _: c.sendall(head(Content_Encoding="gzip") + SONG), CutShort),
        (lambda c, _: c.sendall(b"SSH-2.0-OpenSSH_9\r\n\r\n"), CutShort),
        (hangs_up, CutShort),
        (says("404 Not Found"), BadStatus),
        (says("204 No Content"), BadStatus),
        (says("206 Partial Content"), BadStatus),
        (says("304 Not Modified"), BadStatus),
        (says("302 Found"), BadStatus),
        (says("503 Busy"), BadStatus),
    ],
)
def test_a_bad_answer_has_its_own_error_and_leaves_nothing(
    serve: Serve, part: Path, answer: Answer, error: type[FetchError]
) -> None:
    server = serve(answer)

    with pytest.raises(error) as caught:
        get(server, part)

    assert caught.value.sentence.endswith(".")
    assert not part.exists()


@pytest.mark.parametrize(
    "answer",
    [
        drips(head(Content_Length=100_000), b"a"),
        drips(head(), b"a"),
        drips(head(Transfer_Encoding="chunked"), b"1\r\na\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
        drips(b"HTTP/1.1 ", b" "),
        drips(b"", b"", every_s=0.05),
        drips(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "no-length", "chunks", "header", "status", "silence", "continue"],
)
def test_a_drip_feed_ends_at_the_deadline(serve: Serve, part: Path, answer: Answer) -> None:
    server = serve(answer)
    begun = time.monotonic()

    with pytest.raises(TooSlow):
        get(server, part, deadline_s=0.6)

    assert time.monotonic() - begun < 2.8
    assert not part.exists()


def test_a_server_that_keeps_the_connection_open_costs_no_time_out(
    serve: Serve, part: Path
) -> None:
    def answer(client: socket.socket, asked: bytes) -> None:
        whole(SONG)(client, asked)
        time.sleep(4)

    begun = time.monotonic()

    assert get(serve(answer), part).size == len(SONG)
    assert time.monotonic() - begun < 2.8


def test_retry_after_is_read_as_seconds(serve: Serve, part: Path) -> None:
    server = serve(says("503 Busy", Retry_After="7"))

    with pytest.raises(BadStatus) as caught:
        get(server, part)

    assert (caught.value.status, caught.value.retry_after) == (503, 7.0)


def test_nothing_listening_is_unreachable(part: Path) -> None:
    with pytest.raises(Unreachable):
        download("http://127.0.0.1:2/", part, max_bytes=1, deadline_s=3, allow=["localhost:2"])


def test_a_name_nobody_has_is_unreachable(part: Path) -> None:
    with pytest.raises((Unreachable, TooSlow)):
        download("http://song.invalid/a.mp3", part, max_bytes=1, deadline_s=5)


def test_plain_http_behind_https_is_unreachable(serve: Serve, part: Path) -> None:
    def answer(client: socket.socket, _: bytes) -> None:
        client.sendall(head("400 Bad Request"))

    server = serve(answer, reads=False)

    with pytest.raises(Unreachable):
        download(
            server.url.replace("http:", "https:"),
            part,
            max_bytes=1,
            deadline_s=3,
            allow=[server.place],
        )


def test_a_redirect_is_followed_to_where_it_leads(serve: Serve, part: Path) -> None:
    last = serve(whole(SONG))
    first = serve(says("302 Found", Location=last.url + "?x=1#part"))

    fetched = get(first, part, allow=[first.place, last.place])

    assert fetched.url == last.url + "?x=1"
    assert part.read_bytes() == SONG


def test_a_relative_redirect_stays_on_its_host(serve: Serve, part: Path) -> None:
    def answer(client: socket.socket, asked: bytes) -> None:
        place = says("307 Temporary Redirect", Location="/b.mp3?q=ü")
        (whole(SONG) if b"GET /b.mp3" in asked else place)(client, asked)

    assert get(serve(answer), part).size == len(SONG)


def test_a_key_stays_on_the_host_it_is_for(serve: Serve, part: Path) -> None:
    last = serve(whole(SONG))

    def answer(client: socket.socket, asked: bytes) -> None:
        hop = "/b" if b"GET /song" in asked else last.url
        says("302 Found", Location=hop)(client, asked)

    first = serve(answer)

    get(first, part, allow=[first.place, last.place], authorization="Bearer the-key")

    assert [b"Bearer the-key" in hit for hit in (*first.hits, *last.hits)] == [True, True, False]


def test_the_body_of_a_redirect_is_not_read(serve: Serve, part: Path) -> None:
    last = serve(whole(SONG))
    first = serve(floods(head("302 Found", Location=last.url)))

    assert get(first, part, allow=[first.place, last.place]).size == len(SONG)


def test_a_redirect_loop_ends(serve: Serve, part: Path) -> None:
    server = serve(says("301 Moved", Location="/again"))

    with pytest.raises(BadStatus):
        get(server, part, max_redirects=3)

    assert len(server.hits) == 4


def test_slow_redirects_share_one_deadline(serve: Serve, part: Path) -> None:
    def answer(client: socket.socket, asked: bytes) -> None:
        time.sleep(0.3)
        says("302 Found", Location="/again")(client, asked)

    begun = time.monotonic()

    with pytest.raises(TooSlow):
        get(serve(answer), part, deadline_s=0.7, max_redirects=50)
    assert time.monotonic() - begun < 2.8


@pytest.mark.parametrize("code", ["301", "302", "303", "307", "308"])
def test_a_redirect_into_the_private_network_is_blocked(
    serve: Serve, part: Path, canary: Server, code: str
) -> None:
    server = serve(says(f"{code} Moved", Location=canary.url))

    with pytest.raises(Blocked):
        get(server, part)

    assert canary.hits == []


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/", "//[::1", "data:,x"])
def test_a_redirect_to_another_scheme_is_blocked(serve: Serve, part: Path, place: str) -> None:
    server = serve(says("302 Found", Location=place))

    with pytest.raises(Blocked):
        get(server, part)


def test_trouble_with_our_own_disk_is_not_the_servers_fault(serve: Serve, tmp_path: Path) -> None:
    server = serve(whole(SONG))

    with pytest.raises(FileNotFoundError):
        get(server, tmp_path / "missing" / "song.part")
