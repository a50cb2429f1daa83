"""How `requests` is made to connect through a Dialler; knows neither deadlines nor rules.

urllib3 resolves a name inside its own connect. Replacing that one step is enough to pin the
address that was checked: host name, SNI and certificate check stay those of the URL.
"""

import http.client
import os
import socket
from functools import partial
from typing import Any, Protocol, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool

_LINGER_S = 0.25


class Dialler(Protocol):
    """Opens the sockets that requests go through."""

    def dial(self, host: str, port: int) -> socket.socket:
        """A connected socket with its time-out set."""

    def connected(self) -> None:
        """Called when a connection, with TLS where there is any, is ready for a request."""


class WholeResponse(http.client.HTTPResponse):
    """An answer that notices bytes after its Content-Length.

    http.client stops silently at Content-Length, so a server that announces too little would give
    a cut file that looks complete. Every request here says `Connection: close`, so the end of the
    body must be the end of the stream.
    """

    has_surplus = False

    def _close_conn(self) -> None:
        if self.length == 0 and not self.chunked and self.fp is not None:
            self.has_surplus = self._is_more_waiting()
        super()._close_conn()  # type: ignore[misc]  # not in typeshed

    def _is_more_waiting(self) -> bool:
        reader: Any = self.fp
        try:
            reader.raw._sock.settimeout(_LINGER_S)
            return bool(reader.peek(1))
        except (OSError, ValueError, AttributeError):
            return False  # silence, or a broken connection after a whole body


class _PlainConnection(HTTPConnection):
    """A connection whose socket the Dialler makes."""

    response_class = WholeResponse

    def __init__(self, *args: Any, dialler: Dialler, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dialler = dialler

    def _new_conn(self) -> socket.socket:
        return self._dialler.dial(self._dns_host.strip("[]"), self.port)

    def connect(self) -> None:
        super().connect()
        self._dialler.connected()


class _TlsConnection(_PlainConnection, HTTPSConnection):
    """The same with TLS: the method order puts HTTPSConnection between the two above."""


class DiallingAdapter(HTTPAdapter):
    """A transport adapter for a requests session: sockets come from the Dialler, no retries."""

    def __init__(self, dialler: Dialler) -> None:
        self._dialler = dialler
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> HTTPConnectionPool:
        """The pool requests would use, making our connections."""
        pool: Any = super().get_connection_with_tls_context(request, *args, **kwargs)
        made = _TlsConnection if pool.scheme == "https" else _PlainConnection
        pool.ConnectionCls = partial(made, dialler=self._dialler)
        return cast(HTTPConnectionPool, pool)


class StaySession(requests.Session):
    """A session that never follows a redirect, and takes neither proxies nor passwords from the
    environment; of it, only a certificate bundle (REQUESTS_CA_BUNDLE) counts.

    Even with allow_redirects=False, requests prepares the next hop and reads the whole body of a
    redirect for that, without a cap. Without a target there is no next hop to prepare.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        self.headers["Connection"] = "close"

    def get_redirect_target(self, resp: requests.Response) -> None:
        """No target, whatever the answer says."""
        return
