"""Sends owed webhooks and writes down what came of it; knows no HTTP server and no renderer."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from remixes.engine import limits
from remixes.engine.models import Callback
from remixes.fetch import Blocked, FetchError, loopback_of, place_of, post_json

log = logging.getLogger(__name__)


def send(callback_id: int) -> bool:
    """Try one due callback once; False if another sender had it or it was not answered 2xx."""
    if not Callback.objects.claim(callback_id):
        return False
    callback = Callback.objects.get(pk=callback_id)
    try:
        answered = post_json(
            callback.url,
            callback.body.encode(),
            deadline_s=limits.CALLBACK_DEADLINE_S,
            allow=allowed_hosts(callback.url),
        )
    except FetchError as error:
        _not_answered(callback, None, error.sentence, is_final=isinstance(error, Blocked))
        return False
    status = answered.status
    if not 200 <= status < 300:
        _not_answered(callback, status, f"The receiver answered {status}.", is_final=False)
        return False
    callback.delivered_at, callback.last_status, callback.last_error = timezone.now(), status, ""
    callback.save(update_fields=["delivered_at", "last_status", "last_error"])
    return True


def send_all(callback_ids: Iterable[int], lanes: int = 4) -> None:
    """Try several, a few at a time, so that one silent receiver does not hold up the others."""
    with ThreadPoolExecutor(lanes, thread_name_prefix="engine-callback") as pool:
        list(pool.map(_in_thread(send), callback_ids))


class Postman:
    """Sends callbacks beside a running render; on leaving the block all were tried once."""

    def __enter__(self) -> "Postman":
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="engine-postman")
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True)

    def send(self, callback_ids: Iterable[int]) -> None:
        """Try these soon; what fails is the sweep's."""
        for callback_id in callback_ids:
            self._pool.submit(_in_thread(send), callback_id)


def allowed_hosts(url: str) -> tuple[str, ...]:
    """Private addresses a callback may go to: our own site, and loopback where that is set."""
    allowed = [place_of(settings.PUBLIC_URL), *settings.REMIX_FETCH_ALLOW]
    if settings.REMIX_ENGINE_CALLBACK_LOOPBACK:
        allowed += loopback_of(url)
    return tuple(allowed)


def gap_s(attempts: int) -> float:
    """Seconds to wait after the given number of attempts: doubled each time, capped."""
    return float(min(settings.REMIX_RETRY_BASE_S * 2 ** (attempts - 1), settings.REMIX_RETRY_CAP_S))


def _not_answered(callback: Callback, status: int | None, why: str, *, is_final: bool) -> None:
    now = timezone.now()
    callback.last_status, callback.last_error = status, why[:500]
    callback.next_at = now + timedelta(seconds=gap_s(callback.attempts))
    if is_final or callback.attempts >= limits.CALLBACK_ATTEMPTS:
        callback.given_up_at = now
        log.warning("Gave up a webhook of task %s: %s", callback.result.task_id, why)
    callback.save(update_fields=["last_status", "last_error", "next_at", "given_up_at"])


def _in_thread(work: Callable[[int], bool]) -> Callable[[int], bool]:
    """A thread's database connection is its own, so it closes it; nothing may escape."""

    def run(callback_id: int) -> bool:
        try:
            return work(callback_id)
        except Exception:
            log.exception("A webhook could not be tried; the sweep will.")
            return False
        finally:
            connection.close()

    return run
