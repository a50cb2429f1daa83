"""A refusal on its way to the caller; knows nothing of what was asked."""

from collections.abc import Mapping


class Problem(Exception):
    """`text` goes to the caller with HTTP `status`."""

    def __init__(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.headers = dict(headers or {})


class Unprocessable(Problem):
    """422: the request was understood and cannot be done."""

    def __init__(self, text: str) -> None:
        super().__init__(422, text)
