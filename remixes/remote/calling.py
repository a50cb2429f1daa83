"""What every client does alike: makes one call, keeps evidence of it, names what went wrong.

Knows no address, no field and no shape of a body; whose answer is read how is each client's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from remixes.remote import transport, verdict
from remixes.remote.errors import AskFailed, NoAccess, NotSent, RemoteError, Unclear, Unreadable
from remixes.remote.evidence import MASK, secrets_of
from remixes.remote.multipart import FilePart, MultipartBody
from remixes.remote.retry_after import read_retry_after
from remixes.remote.services import Service
from remixes.remote.transport import Answer, BadKey, BrokeOff, Call, NeverLeft

Found = TypeVar("Found")


def post(
    service: Service,
    path: str,
    body: MultipartBody,
    evidence: dict[str, object],
    deadline_s: float,
) -> Answer:
    """Sends an order and notes in `evidence` how long its file is; any status is an answer.

    Raises NotSent, NoAccess or Unclear, by what can have arrived.
    """
    try:
        with body:
            evidence["file_bytes"] = body.file_bytes
            return transport.exchange(service, Call("POST", path, body=body), deadline_s)
    except BadKey as bad:
        trouble: RemoteError = NoAccess(bad.sentence)
    except NeverLeft as never:
        trouble = NotSent(never.sentence)
    except BrokeOff as broken:
        trouble = Unclear(f"{broken.sentence} {verdict.MAYBE}")
    except OSError:
        # Entering the body opens the file; reading it later is the transport's to report.
        trouble = NotSent("The file of this remix cannot be read here.")
    raise trouble


def ask(service: Service, call: Call, deadline_s: float = 0.0) -> Answer:
    """Asks a question within `deadline_s`, by default the service's own; any status is an answer.

    Raises AskFailed where none came.
    """
    try:
        return transport.exchange(service, call, deadline_s or service.ask_deadline_s)
    except (NeverLeft, BrokeOff) as trouble:
        sentence = trouble.sentence
    raise AskFailed(sentence)


def learn(
    service: Service, call: Call, read: Callable[[bytes], Found], deadline_s: float = 0.0
) -> Found:
    """What `read` makes of the answer to a question.

    Raises AskFailed for any answer that does not say, whether by its status or because `read`
    finds it Unreadable.
    """
    answer = ask(service, call, deadline_s)
    if not 200 <= answer.status < 300:
        raise ask_failed(service, verdict.describe(answer), answer)
    try:
        return read(answer.body)
    except Unreadable as unreadable:
        sentence = unreadable.sentence
    raise ask_failed(service, sentence, answer)


def ask_failed(service: Service, sentence: str, answer: Answer) -> AskFailed:
    """The error for an answer that says nothing, with its masked body."""
    secrets = secrets_of(service.api_key)
    failed = AskFailed(secrets.mask(sentence), status=answer.status, body=secrets.body(answer.body))
    failed.retry_after_s = read_retry_after(answer.headers.get("Retry-After"))
    return failed


def evidence_of(
    service: Service, path: str, fields: Mapping[str, str], part: FilePart | None
) -> dict[str, object]:
    """What is kept of an order that is sent to `path`; `fields` come masked."""
    kept: dict[str, object] = {
        "method": "POST",
        "url": _without_user(f"{service.url}/{path}", service),
        "form": service.form,
        "headers": {"Authorization": MASK, "Accept": "application/json"},
        "fields": dict(fields),
    }
    if part:
        kept["file"] = {"field": part.field, "name": part.name, "type": part.mime}
    return kept


def _without_user(url: str, service: Service) -> str:
    """The URL as evidence: a password that somebody wrote into it is a secret as well."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return secrets_of(service.api_key).mask(f"{scheme}://{host.rpartition('@')[2]}{slash}{path}")
