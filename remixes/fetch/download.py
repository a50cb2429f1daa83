"""Fetch a URL into a file, or call one back; knows URLs and bytes, not what they are for."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests
from urllib3.exceptions import HTTPError

from remixes.fetch.addresses import Exceptions, Target, exceptions, target_of
from remixes.fetch.deadline import Deadline, Guard
from remixes.fetch.errors import BadStatus, Blocked, CutShort, TooLarge, TooSlow, Unreachable

_BLOCK_BYTES = 1 << 17
_ANSWER_BYTES = 1 << 16
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HEADERS = {"User-Agent": "Remixdesk", "Accept": "*/*", "Accept-Encoding": "identity"}
_BROKEN = (requests.RequestException, HTTPError, HTTPException)
_LONGEST_WAIT_S = 7 * 86400.0


@dataclass(frozen=True)
class Fetched:
    """A complete download. `url` is the last one after redirects; `content_type` as it came."""

    path: Path
    size: int
    sha256: str
    content_type: str
    url: str


@dataclass(frozen=True)
class Answered:
    """What somebody who was called back said: the status, and for how long to leave them alone."""

    status: int
    retry_after_s: float | None = None


def download(
    url: str,
    part: Path,
    *,
    max_bytes: int,
    deadline_s: float,
    allow: Collection[str] = (),
    max_redirects: int = 5,
    authorization: str = "",
) -> Fetched:
    """Stream a URL into `part` (its folder must exist), fsynced; nothing is left there on failure.

    `allow` holds `host:port` places that may be private. Every hop is checked again, and every
    address at the moment of connecting. `authorization` is a header for the URL's own scheme, host
    and port alone: a redirect to anywhere else goes without it. Sends no cookies of anybody.
    Raises FetchError's classes, and OSError for trouble with our own disk.
    """
    excepted = exceptions(allow)
    try:
        with Deadline(deadline_s, guard=_guard(excepted)) as deadline:
            answer = _follow(deadline, url, excepted, max_redirects, authorization)
            return _keep(deadline, answer, part, max_bytes)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def post_json(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    deadline_s: float,
    allow: Collection[str] = (),
) -> Answered:
    """POST JSON bytes and return what came back, whatever it is; a redirect is not followed.

    Reads at most 64 KiB of the answer. A status that came counts, even if its body never ends.
    Raises Blocked, Unreachable, TooSlow or CutShort.
    """
    excepted = exceptions(allow)
    target = target_of(url, excepted)
    sent = {**_HEADERS, "Content-Type": "application/json", **(headers or {})}
    answered: Answered | None = None
    try:
        with Deadline(deadline_s, guard=_guard(excepted)) as deadline:
            answer = _ask(deadline, "POST", target, sent, body)
            wait_s = _retry_after(answer.headers.get("Retry-After", ""))
            answered = Answered(answer.status_code, wait_s)
            with suppress(*_BROKEN):
                answer.raw.read(_ANSWER_BYTES, decode_content=False)
    except TooSlow:
        if answered is None:
            raise
    return answered


def _guard(excepted: Exceptions) -> Guard:
    def guard(host: str, ip: Any, port: int) -> None:
        if not excepted.permits(host.lower(), ip, port):
            raise Blocked("This address points into a private network.")

    return guard


def _follow(
    deadline: Deadline, url: str, excepted: Exceptions, hops: int, authorization: str
) -> requests.Response:
    home = target_of(url, excepted).origin
    for _ in range(hops + 1):
        target = target_of(url, excepted)
        is_home = bool(authorization) and target.origin == home
        own = {"Authorization": authorization} if is_home else {}
        answer = _ask(deadline, "GET", target, {**_HEADERS, **own})
        location = answer.headers.get("Location")
        if answer.status_code not in _REDIRECTS or not location:
            return answer
        answer.close()
        url = _next(target.url, location)
    raise BadStatus("The address redirects too many times.", answer.status_code)


def _next(base: str, location: str) -> str:
    # Header text arrives as latin-1 whatever the server meant; in practice it means UTF-8.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(base, location.strip())
    except ValueError as error:
        raise Blocked("The address redirects to something that cannot be read.") from error


def _ask(
    deadline: Deadline,
    method: str,
    target: Target,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> requests.Response:
    try:
        return deadline.session().request(
            method,
            target.url,
            data=body,
            headers=dict(headers),
            stream=True,
            allow_redirects=False,
            timeout=deadline.remaining_s + 5.0,
        )
    except (requests.ConnectionError, requests.Timeout) as error:
        if deadline.is_over:
            raise
        if not deadline.has_connected:
            raise Unreachable(f"No secure connection to {target.host} came about.") from error
        raise CutShort(f"{target.host} broke the connection before it answered.") from error
    except _BROKEN as error:
        if deadline.is_over:
            raise
        raise CutShort(f"{target.host} gave an answer that is not HTTP.") from error


def _keep(deadline: Deadline, answer: requests.Response, part: Path, max_bytes: int) -> Fetched:
    if answer.status_code != 200:
        raise BadStatus(
            f"The server answered with status {answer.status_code}.",
            answer.status_code,
            _retry_after(answer.headers.get("Retry-After", "")),
        )
    if (answer.raw.length_remaining or 0) > max_bytes:
        raise TooLarge(f"The file is larger than {_megabytes(max_bytes)}.")
    size, digest = 0, hashlib.sha256()
    with part.open("wb") as file:
        for block in _blocks(deadline, answer):
            size += len(block)
            if size > max_bytes:
                raise TooLarge(f"The file is larger than {_megabytes(max_bytes)}.")
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    kind = answer.headers.get("Content-Type", "")
    return Fetched(part, size, digest.hexdigest(), kind, answer.url)


def _blocks(deadline: Deadline, answer: requests.Response) -> Iterator[bytes]:
    # We ask for identity. A server that compresses all the same is decoded, in bounded blocks.
    try:
        while block := answer.raw.read(_BLOCK_BYTES, decode_content=True):
            yield block
    except _BROKEN as error:
        if deadline.is_over:
            raise
        raise CutShort("The connection broke before the whole file had arrived.") from error
    if getattr(answer.raw._original_response, "has_surplus", False):
        raise CutShort("The server sent more bytes than it had announced.")


def _retry_after(value: str) -> float | None:
    if value.strip().isdecimal():
        return min(float(value), _LONGEST_WAIT_S)
    with suppress(ValueError, TypeError):
        at = parsedate_to_datetime(value)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        wait = (at - datetime.now(UTC)).total_seconds()
        return min(max(wait, 0.0), _LONGEST_WAIT_S)
    return None


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size} bytes"
