"""No spelling of an address, no name and no resolver trick reaches the private network."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from remixes.fetch import Blocked, FetchError, check_url, download, loopback_of, post_json
from remixes.fetch.addresses import is_public
from tests.fetch.hostile import Answer, Server, says, whole

# Every line means this machine or its network in some reader of URLs. {p} is the canary's port.
TRICKY = """
http://127.0.0.1:{p}/
http://127.1:{p}/
http://127.0.1:{p}/
http://2130706433:{p}/
http://017700000001:{p}/
http://0177.0.0.1:{p}/
http://0x7f000001:{p}/
http://0x7f.0x0.0x0.0x1:{p}/
http://0x7f.1:{p}/
http://127.0.0.1.:{p}/
http://127.000.000.001:{p}/
http://127.255.255.254:{p}/
http://0:{p}/
http://0.0.0.0:{p}/
http://0x0:{p}/
http://[::]:{p}/
http://[::1]:{p}/
http://[0:0:0:0:0:0:0:1]:{p}/
http://[::127.0.0.1]:{p}/
http://[::ffff:127.0.0.1]:{p}/
http://[::ffff:7f00:1]:{p}/
http://[::ffff:0:127.0.0.1]:{p}/
http://[64:ff9b::127.0.0.1]:{p}/
http://[64:ff9b:1::7f00:1]:{p}/
http://[2002:7f00:1::]:{p}/
http://[2002:7f00:0001::1]:{p}/
http://[2001:0:7f00:1::]:{p}/
http://[2001:0000:4136:e378:8000:63bf:80ff:fffe]:{p}/
http://[fec0::1]:{p}/
http://[fe80::1]:{p}/
http://[fe80::1%25lo]:{p}/
http://[::1%25lo]:{p}/
http://[fc00::1]:{p}/
http://[fd00:ec2::254]/latest/meta-data/
http://[ff02::1]:{p}/
http://[3fff::1]:{p}/
http://[5f00::1]:{p}/
http://[100::1]:{p}/
http://[2001:db8::1]:{p}/
http://[2001:20::1]:{p}/
http://[4000::1]:{p}/
http://169.254.169.254/latest/meta-data/
http://169.254.1.1:{p}/
http://0xa9fea9fe/latest/
http://2852039166/latest/
http://[::ffff:169.254.169.254]/latest/
http://100.100.100.200/latest/
http://168.63.129.16/machine
http://10.0.0.1:{p}/
http://172.16.0.1:{p}/
http://172.31.255.255:{p}/
http://192.168.0.1:{p}/
http://192.0.0.192:{p}/
http://192.0.2.1:{p}/
http://192.88.99.1:{p}/
http://198.18.0.1:{p}/
http://203.0.113.1:{p}/
http://224.0.0.1:{p}/
http://240.0.0.1:{p}/
http://255.255.255.255:{p}/
http://localhost:{p}/
http://LOCALHOST:{p}/
http://localhost.:{p}/
http://a.localhost:{p}/
http://ip6-localhost:{p}/
http://user@127.0.0.1:{p}/
http://example.com@127.0.0.1:{p}/
http://example.com:80@127.0.0.1:{p}/
http://127.0.0.1:{p}@example.com/
http://example.com\\@127.0.0.1:{p}/
http://127.0.0.1:{p}\\@example.com/
http:\\\\127.0.0.1:{p}\\
http:127.0.0.1:{p}/
http:/127.0.0.1:{p}/
http:///127.0.0.1:{p}/
//127.0.0.1:{p}/
127.0.0.1:{p}/
http://127.0.0.1 .example.com:{p}/
http://127.0.0.1\t:{p}/
http://127.0.0.1\r\nX:{p}/
http://\uff11\uff12\uff17.\uff10.\uff10.\uff11:{p}/
http://127\u30020\u30020\u30021:{p}/
http://\u2460\u2461\u2466.0.0.1:{p}/
http://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54:{p}/
http://%31%32%37.0.0.1:{p}/
http://127.0.0.1%00.example.com:{p}/
http://127.0.0.1%23.example.com:{p}/
http://[::1:{p}/
http://[127.0.0.1]:{p}/
http://[v1.x]:{p}/
http://[::ffff:127.1]:{p}/
http://256.256.256.256:{p}/
http://1.2.3.4.5:{p}/
http://example.com:22/
http://example.com:25/
http://example.com:6379/
http://example.com:11211/
http://example.com:65536/
http://example.com:-1/
http://example.com:port/
http://
http://:{p}/
http://?x
http://#@127.0.0.1:{p}/
ftp://127.0.0.1:{p}/
file:///etc/passwd
gopher://127.0.0.1:{p}/_GET
javascript:alert(1)
s3://bucket/song.mp3
""".strip("\n").split("\n")
TRICKY += ["", " ", "http://127.0.0.1:{p}/\n", "http://a" + "b" * 9000 + ":{p}/"]


@pytest.mark.parametrize("place", ["localhost:6379", "127.0.0.1:11211", "[::1]:25"])
def test_a_loopback_that_is_open_has_its_web_ports_open_only(place: str) -> None:
    url = f"http://{place}/hook"

    with pytest.raises(Blocked):
        check_url(url, loopback_of(url))

    check_url("http://localhost:4711/", loopback_of("http://localhost:4711/"))


@pytest.mark.parametrize("url", TRICKY)
def test_a_tricky_url_never_reaches_the_canary(url: str, canary: Server, part: Path) -> None:
    url = url.replace("{p}", str(canary.port)).replace("\\t", "\t").replace("\\r\\n", "\r\n")

    with pytest.raises(Blocked):
        check_url(url)
    with pytest.raises(Blocked):
        download(url, part, max_bytes=1000, deadline_s=5)
    with pytest.raises(Blocked):
        post_json(url, b"{}", deadline_s=5)

    assert canary.hits == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/song.mp3",
        "https://example.com:8443/a%20b.mp3?sig=%2F#t=3",
        "HTTPS://EXAMPLE.COM",
        "https://bücher.example/ü.mp3",
        "http://8.8.8.8/x",
        "http://[2606:4700::1111]/x",
        "https://example.com./x",
        "https://my-bucket.s3.eu-west-1.amazonaws.com/k?X-Amz-Signature=a@b",
    ],
)
def test_an_ordinary_url_passes(url: str) -> None:
    check_url(url)


def test_a_listed_place_may_be_private_in_any_spelling_of_loopback(
    canary: Server, part: Path
) -> None:
    for allow in (f"localhost:{canary.port}", f"[::1]:{canary.port}", f"127.0.0.2:{canary.port}"):
        download(canary.url, part, max_bytes=99, deadline_s=5, allow=[allow])

    assert len(canary.hits) == 3


def test_a_listed_place_opens_only_its_own_port(canary: Server, part: Path) -> None:
    with pytest.raises(Blocked):
        download(canary.url, part, max_bytes=99, deadline_s=5, allow=["localhost:1"])

    assert canary.hits == []


def test_a_list_that_cannot_be_read_is_a_mistake_of_ours(part: Path) -> None:
    with pytest.raises(ValueError, match="host:port"):
        download("http://example.com/", part, max_bytes=9, deadline_s=1, allow=["localhost"])


def answers(*addresses: str) -> Callable[..., list[Any]]:
    """A resolver that gives one address per question, the last one for ever."""
    left = list(addresses)

    def resolve(host: str, port: int, *_: object, **__: object) -> list[Any]:
        address = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


def test_a_name_is_resolved_once_and_pinned(
    monkeypatch: pytest.MonkeyPatch, canary: Server, part: Path
) -> None:
    asked: list[str] = []
    resolve = answers("192.0.2.7", "127.0.0.1")

    def look_up(host: str, port: int, *_: object, **__: object) -> list[Any]:
        asked.append(host)
        return resolve(host, port)

    monkeypatch.setattr("remixes.fetch.addresses.is_public", lambda ip: str(ip) == "192.0.2.7")
    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(FetchError):  # the checked address leads nowhere; the second is not asked
        download(f"http://rebind.example:{canary.port}/", part, max_bytes=99, deadline_s=1)

    assert asked == ["rebind.example"]
    assert canary.hits == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.1", "64:ff9b::7f00:1"],
)
def test_a_public_name_with_a_private_address_is_blocked(
    monkeypatch: pytest.MonkeyPatch, canary: Server, part: Path, address: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers(address))

    with pytest.raises(Blocked):
        download(f"http://song.example:{canary.port}/", part, max_bytes=99, deadline_s=5)

    assert canary.hits == []


def test_one_private_address_among_public_ones_blocks_the_name(
    monkeypatch: pytest.MonkeyPatch, canary: Server, part: Path
) -> None:
    both = answers("8.8.8.8")("x", canary.port) + answers("127.0.0.1")("x", canary.port)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)

    with pytest.raises(Blocked):
        download(f"http://song.example:{canary.port}/", part, max_bytes=99, deadline_s=5)

    assert canary.hits == []


def test_a_redirect_hop_is_resolved_and_checked_again(
    monkeypatch: pytest.MonkeyPatch, serve: Callable[[Answer], Server], canary: Server, part: Path
) -> None:
    first = serve(says("302 Found", Location=f"http://inner.example:{canary.port}/"))
    monkeypatch.setattr(socket, "getaddrinfo", answers("127.0.0.1"))

    with pytest.raises(Blocked):
        download(first.url, part, max_bytes=99, deadline_s=5, allow=[first.place])

    assert canary.hits == []


def test_another_name_for_loopback_does_not_use_loopbacks_exception(
    monkeypatch: pytest.MonkeyPatch, canary: Server, part: Path
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers("127.0.0.1"))

    with pytest.raises(Blocked):
        download(
            f"http://rebind.example:{canary.port}/",
            part,
            max_bytes=99,
            deadline_s=5,
            allow=[canary.place],
        )

    assert canary.hits == []


def test_a_listed_name_may_be_private_but_never_link_local(
    monkeypatch: pytest.MonkeyPatch, serve: Callable[[Answer], Server], part: Path
) -> None:
    server = serve(whole(b"song"))
    url, allow = f"http://files.intern:{server.port}/", [f"files.intern:{server.port}"]

    monkeypatch.setattr(socket, "getaddrinfo", answers("127.0.0.1"))
    assert download(url, part, max_bytes=99, deadline_s=5, allow=allow).size == 4

    monkeypatch.setattr(socket, "getaddrinfo", answers("169.254.169.254"))
    with pytest.raises(Blocked):
        download(url, part, max_bytes=99, deadline_s=5, allow=allow)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "2001:4860:4860::8888"]
)
def test_the_open_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["192.0.0.9", "198.19.255.255", "64:ff9b::808:808", "2002:808:808::", "::", "240.0.0.1"],
)
def test_special_ranges_are_not_public_whatever_they_carry(address: str) -> None:
    assert not is_public(ip_address(address))
