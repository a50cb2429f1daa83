"""Why a URL could not be fetched, one class a reason; knows nothing of sockets or of HTTP."""


class FetchError(Exception):
    """A URL could not be fetched. `sentence` is fit for people and never holds a URL's secrets."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Blocked(FetchError):
    """The scheme, host, port or address is not allowed. Nothing was connected."""


class Unreachable(FetchError):
    """No connection came about: DNS, refused, TLS or a connect time-out. Nothing was sent."""


class TooSlow(FetchError):
    """The total deadline passed, whatever was going on at that moment."""


class TooLarge(FetchError):
    """The answer is, or says it is, longer than the caller's cap."""


class BadStatus(FetchError):
    """The server answered with something else than 200."""

    def __init__(self, sentence: str, status: int, retry_after: float | None = None) -> None:
        """`retry_after` in seconds, None when the server did not say."""
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after


class CutShort(FetchError):
    """The connection died, or the body has fewer or more bytes than its Content-Length."""
