"""The envelope of every answer: `{"data": …, "code": 200, "error": null}`, also round failures.

A failure may come as HTTP 200 with a `code` of its own, so neither of the two is enough alone.
"""

from __future__ import annotations

from dataclasses import replace

from remixes.remote import fields, reading
from remixes.remote.errors import Unreadable
from remixes.remote.transport import Answer


def open_envelope(body: bytes) -> object:
    """What is in the envelope, or the whole body where there is none.

    Raises Unreadable with the server's own words where the code inside says that it failed.
    """
    said = reading.load(body)
    if (code := _code(said)) >= 400:
        raise Unreadable(fields.message(said) or f"The server answered with code {code}.")
    return said.get("data", said) if "code" in said else said


def as_told(answer: Answer) -> Answer:
    """The answer under the status that it means: the code inside where HTTP only says 200.

    An answer that names a task all the same has accepted it, whatever else it complains of.
    """
    if answer.status != 200:
        return answer
    try:
        said = reading.load(answer.body)
    except Unreadable:
        return answer
    code, data = _code(said), said.get("data")
    names_task = isinstance(data, dict) and bool(reading.ident(data.get("task_id")))
    return answer if code < 400 or names_task else replace(answer, status=code)


def _code(said: reading.Body) -> int:
    code = reading.number(said.get("code"))
    return int(code) if code is not None and 100 <= code < 600 else 200
