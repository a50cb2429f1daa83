"""Which URLs and addresses may be fetched; decides only, never connects and never resolves.

The ranges follow the IANA special-purpose registries (RFC 6890 and its successors). They are
listed here because `ipaddress.is_global` of Python 3.11 still calls several of them global.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from remixes.fetch.errors import Blocked

Address = IPv4Address | IPv6Address
_PORTS = {"http": 80, "https": 443}
_LONGEST_URL = 8192

# Services that would act on a line of text sent to them, or that no audio is ever served from.
_NOT_WEB = (
    "0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 79 87 95 110 111 113 119 123 135 137 "
    "139 143 161 179 389 427 445 465 512 513 514 515 526 530 540 548 554 587 601 636 873 989 990 "
    "993 995 1433 1521 1719 1720 1723 2049 2375 2376 2379 2380 3306 3389 3659 4045 4190 5060 5061 "
    "5432 5672 5900 6000 6379 6380 6566 6665 6666 6667 6668 6669 6697 9042 9092 9200 9300 10250 "
    "11211 27017 27018 50070"
)
_DENIED_PORTS = frozenset(map(int, _NOT_WEB.split()))
_DENIED_V4 = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8",
        "100.64.0.0/10",  # carrier NAT; cloud metadata of one provider lives there
        "168.63.129.16/32",  # a public address that is a cloud's host agent
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4 relay anycast
        "198.18.0.0/15",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
_GLOBAL_V6 = ip_network("2000::/3")
_DENIED_V6 = tuple(
    ip_network(net)
    for net in (
        "2001::/23",  # Teredo, ORCHID, benchmarking and other protocol assignments
        "2001:db8::/32",
        "2002::/16",  # 6to4 carries an IPv4 address of the writer's choice
        "3fff::/20",
    )
)
_LOOPBACK_NAME = re.compile(r"(?:.+\.)?localhost\.?|ip6-localhost|ip6-loopback")
_DOTTED_QUAD = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)


def is_public(ip: Address) -> bool:
    """True for an address of the open internet; False for everything special or doubtful."""
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        return ip.is_global and ip in _GLOBAL_V6 and not any(ip in net for net in _DENIED_V6)
    return ip.is_global and not any(ip in net for net in _DENIED_V4)


@dataclass(frozen=True)
class Target:
    """Where a checked URL points to: the URL as it will be sent, and its host and port."""

    url: str
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what a secret may be meant for."""
        return self.url.partition(":")[0].lower(), self.host, self.port


@dataclass(frozen=True)
class Exceptions:
    """The private places an operator allows, from `host:port` strings."""

    places: frozenset[tuple[str, int]]

    def names(self, host: str, port: int) -> bool:
        """True if the URL's host and port are listed; loopback of any spelling is one host."""
        return (_one_host(host), port) in self.places

    def permits(self, host: str, ip: Address, port: int) -> bool:
        """May `host`, resolved to `ip`, be connected? A listed name may be private, but it never
        opens the door to link-local addresses, where clouds keep their credentials."""
        if is_public(ip):
            return True
        plain = _unmapped(ip)
        if not self.names(host, port) or plain.is_unspecified or plain.is_multicast:
            return False
        return plain.is_loopback or not plain.is_link_local or _as_ip(host) == ip


def exceptions(allow: Collection[str]) -> Exceptions:
    """Parse `host:port` strings; IPv6 in brackets. Raises ValueError for anything else."""
    places = set()
    for entry in allow:
        host, colon, port = entry.strip().rpartition(":")
        if not colon or not host or not port.isdigit():
            raise ValueError(f"{entry!r} is not host:port")
        places.add((_one_host(host), int(port)))
    return Exceptions(frozenset(places))


def check_url(url: str, allow: Collection[str] = ()) -> None:
    """Syntax, scheme, host and port rules without connecting or resolving. Raises Blocked.

    A URL that passes may still be blocked when its name resolves to a private address.
    """
    target_of(url, exceptions(allow))


def place_of(url: str) -> str:
    """The `host:port` of a web address, as lists of exceptions spell it."""
    parts = urlsplit(url)
    port = parts.port or _PORTS.get(parts.scheme, 80)
    host = parts.hostname or ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def loopback_of(url: str) -> tuple[str, ...]:
    """The exception that a setting means which opens this machine's loopback on whatever port a
    URL has; none for the ports of other services, which only an operator opens by name."""
    try:
        place = place_of(url)
    except ValueError:
        return ()
    port = place.rpartition(":")[2]
    return () if int(port) in _DENIED_PORTS else (f"127.0.0.1:{port}",)


def target_of(url: str, excepted: Exceptions) -> Target:
    """The one reading of a URL: what is returned is what is checked and what is sent."""
    _refuse_odd_text(url)
    try:
        sent = requests.Request("GET", url).prepare().url or ""
        parts = parse_url(sent)
    except (requests.RequestException, LocationParseError, UnicodeError, ValueError) as error:
        raise Blocked("This is not a web address that can be read.") from error
    host, port = (parts.host or "").strip("[]").lower(), parts.port
    if parts.scheme not in _PORTS or not host:
        raise Blocked("Only http and https addresses with a host can be fetched.")
    if parts.auth is not None:
        raise Blocked("An address with a user name or password in it is not fetched.")
    port = _PORTS[parts.scheme] if port is None else port
    _check_host(host, port, excepted)
    return Target(sent.partition("#")[0], host, port)


def _refuse_odd_text(url: str) -> None:
    # Readers of URLs disagree about these characters, and each disagreement is a way past a check.
    if len(url) > _LONGEST_URL or re.search(r"[\x00-\x20\x7f\\]", url):
        raise Blocked("This web address holds characters that no web address has.")
    if not re.match(r"https?://[^/?#@]+(?:[/?#]|$)", url, re.IGNORECASE):
        raise Blocked("Only http and https addresses, without user name, can be fetched.")


def _check_host(host: str, port: int, excepted: Exceptions) -> None:
    ip = _as_ip(host)
    if ip is None and (_ENDS_IN_NUMBER.fullmatch(host.rstrip(".")) or "%" in host or ":" in host):
        raise Blocked("The host is a number written in an unusual way.")
    if excepted.names(host, port):
        return
    if port in _DENIED_PORTS or not 0 < port < 65536:
        raise Blocked(f"Port {port} is not a port of a web server.")
    if _LOOPBACK_NAME.fullmatch(host) or (ip is not None and not is_public(ip)):
        raise Blocked("This address points into a private network.")


def _one_host(host: str) -> str:
    host = host.strip("[]").lower().rstrip(".")
    ip = _as_ip(host)
    if _LOOPBACK_NAME.fullmatch(host) or (ip is not None and _unmapped(ip).is_loopback):
        return "localhost"
    return str(ip) if ip is not None else host


@lru_cache(maxsize=256)
def _as_ip(host: str) -> Address | None:
    try:
        ip = ip_address(host.rstrip("."))
    except ValueError:
        return None
    is_plain = isinstance(ip, IPv6Address) or _DOTTED_QUAD.fullmatch(host.rstrip("."))
    return ip if is_plain and "%" not in host else None


def _unmapped(ip: Address) -> Address:
    return (ip.ipv4_mapped or ip) if isinstance(ip, IPv6Address) else ip
