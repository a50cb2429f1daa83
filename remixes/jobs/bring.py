"""Brings a source that is a link, for services that have to be sent the file itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from remixes import vault
from remixes.audio import BadAudio, Kind, probe
from remixes.fetch import BadStatus, Blocked, FetchError, TooLarge, download
from remixes.remote import NotSent, Order, Refused, Service

# How much of the time for a submission the way here may take; the way there needs some as well.
_SHARE = 0.5
_FAILED = "The link could not be fetched."


@contextmanager
def with_file(service: Service, order: Order) -> Iterator[tuple[Service, Order]]:
    """The order as this service can take it, and the service with the time that is left for it.

    Raises Refused for a link that will never be a song, NotSent for one that may be there later:
    either way nothing has been sent.
    """
    if service.reads_links or order.file or not order.url:
        yield service, order
        return
    ends_at = time.monotonic() + service.submit_deadline_s
    with vault.part() as part:
        kind = _bring(order.url, part, service.submit_deadline_s * _SHARE)
        left_s = max(1.0, ends_at - time.monotonic())
        name = unquote(urlsplit(order.url).path).rpartition("/")[2] or "source"
        brought = replace(order, file=part, url="", file_name=name, file_mime=kind.mime)
        yield replace(service, submit_deadline_s=left_s), brought


def _bring(url: str, part: Path, deadline_s: float) -> Kind:
    try:
        download(
            url,
            part,
            max_bytes=settings.REMIX_MAX_UPLOAD_BYTES,
            deadline_s=deadline_s,
            allow=settings.REMIX_FETCH_ALLOW,
        )
        return probe(part).kind
    except FetchError as failed:
        raise _unsent(failed) from failed
    except OSError as trouble:
        raise NotSent("The song behind the link could not be kept on this machine.") from trouble
    except BadAudio as bad:
        raise Refused(f"The link does not lead to a song. {bad.sentence}") from bad


def _unsent(failed: FetchError) -> Refused | NotSent:
    """Whether it is worth to try the link again."""
    sentence = f"{_FAILED} {failed.sentence}"
    if isinstance(failed, Blocked | TooLarge) or _is_gone(failed):
        return Refused(sentence)
    again = NotSent(sentence)
    again.retry_after_s = failed.retry_after if isinstance(failed, BadStatus) else None
    return again


def _is_gone(failed: FetchError) -> bool:
    if not isinstance(failed, BadStatus):
        return False
    return 400 <= failed.status < 500 and failed.status not in (408, 425, 429)
