"""One HTTP call to a service: its key, one deadline, no redirects, no retries, capped answers.

Tells apart what the money depends on, whether any byte of the request can have arrived, and knows
nothing of fields, tasks or what an answer means.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException

import requests
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from remixes.fetch import Deadline, FetchError, TooSlow
from remixes.remote.multipart import MultipartBody
from remixes.remote.services import Service

ANSWER_LIMIT = 1 << 20
_BLOCK_BYTES = 1 << 16
_HEADERS = {
    "User-Agent": "Remixdesk",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_BROKEN = (requests.RequestException, HTTPError, HTTPException, OSError, ValueError)


class NeverLeft(Exception):
    """No connection came about: not one byte of the request has left. `.sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadKey(NeverLeft):
    """The API key holds characters that no header can carry."""


class BrokeOff(Exception):
    """The request left, in part at least, and no whole answer came back. `.sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Call:
    """What is asked: `path` below the service's URL, with a query, a multipart body or JSON."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: MultipartBody | bytes | None = None

    @property
    def content_type(self) -> str:
        """The media type of the body, "" without one."""
        if isinstance(self.body, MultipartBody):
            return self.body.content_type
        return "" if self.body is None else "application/json"


@dataclass(frozen=True)
class Answer:
    """What came back. `is_whole` is False for a body longer than 1 MiB, kept up to there."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool = True


def exchange(service: Service, call: Call, deadline_s: float) -> Answer:
    """Makes the call within `deadline_s` seconds from DNS to the last byte of the answer.

    Raises NeverLeft or BrokeOff, without the trouble behind them: requests' own exceptions carry
    the headers of the request, and with them the key.
    """
    _check_key(service.api_key)
    deadline = Deadline(deadline_s)
    answer, sentence = _try(service, call, deadline)
    if answer is not None:
        return answer
    raise BrokeOff(sentence) if deadline.has_connected else NeverLeft(sentence)


def _try(service: Service, call: Call, deadline: Deadline) -> tuple[Answer | None, str]:
    answer: Answer | None = None
    try:
        with deadline:
            answer = _read(_ask(service, call, deadline), deadline)
    except TooSlow as late:
        # The server may have said no at once and then left our upload waiting: a no is a no.
        if answer is None or not _is_plain_no(answer):
            return None, late.sentence
    except FetchError as trouble:
        return None, trouble.sentence
    except _BROKEN as trouble:
        return None, _in_words(trouble, deadline)
    return answer, ""


def _ask(service: Service, call: Call, deadline: Deadline) -> requests.Response:
    url = f"{service.url}/{call.path}"
    headers = dict(_HEADERS)
    if call.content_type:
        headers["Content-Type"] = call.content_type
    return deadline.session().request(
        call.method,
        url,
        params=dict(call.query),
        data=call.body,
        headers=headers,
        auth=_Key(service.authorization),
        stream=True,
        allow_redirects=False,
        timeout=deadline.remaining_s + 5.0,
        proxies=_proxies(url),
        verify=os.environ.get("REQUESTS_CA_BUNDLE") or True,
    )


def _read(response: requests.Response, deadline: Deadline) -> Answer:
    body, is_long = bytearray(), False
    for block in response.iter_content(_BLOCK_BYTES):
        body += block
        if is_long := len(body) > ANSWER_LIMIT:
            break
    # Our own deadline looks like the end of a body that did not announce its length.
    is_framed = "Content-Length" in response.headers or "Transfer-Encoding" in response.headers
    is_whole = not is_long and (is_framed or not deadline.is_over)
    return Answer(response.status_code, response.headers, bytes(body[:ANSWER_LIMIT]), is_whole)


def _is_plain_no(answer: Answer) -> bool:
    return answer.is_whole and 400 <= answer.status < 500


def _check_key(api_key: str) -> None:
    if not (api_key.isascii() and (api_key.isprintable())):
        raise BadKey("The API key holds characters that cannot be sent.")


def _proxies(url: str) -> dict[str, str]:
    # Sessions here do not look at the environment, because .netrc could replace the key. A proxy
    # is asked for https only: through its tunnel it never sees the key.
    return get_environ_proxies(url) if url.lower().startswith("https://") else {}


def _in_words(trouble: Exception, deadline: Deadline) -> str:
    if not deadline.has_connected:
        return "No secure connection to the service came about."
    if isinstance(trouble, requests.exceptions.ContentDecodingError):
        return "The service's answer could not be decoded."
    return "The connection broke before a whole answer had arrived."


class _Key(requests.auth.AuthBase):
    """Puts the key into the header as it is, last of all, so that nothing else can."""

    def __init__(self, authorization: str) -> None:
        self._authorization = authorization

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._authorization:
            request.headers["Authorization"] = self._authorization
        return request
