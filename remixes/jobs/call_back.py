"""Sends one callback once, signed as Standard Webhooks asks, and writes down what came of it.

https://www.standardwebhooks.com: the id stays, the time and with it the signature are new at every
attempt; only 2xx is success, 410 says to stop, and no redirect is followed.
"""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from standardwebhooks.webhooks import Webhook

from remixes.fetch import Blocked, FetchError, loopback_of, post_json
from remixes.models import Callback, SigningKey

log = logging.getLogger(__name__)

DEADLINE_S = 15.0
# Before each further attempt, seconds: eight attempts within a day.
GAPS_S = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 8 * 3600, 8 * 3600)
# Those that failed together do not all come back together.
JITTER = 0.1
LONGEST_RETRY_AFTER_S = 6 * 3600.0
_GONE = 410
_LEFT = "Its person has left the desk, so it is not sent any more."


def call_back(callback_id: str) -> None:
    """Tries a due callback; another worker that rang for the same one leaves it alone."""
    if not Callback.objects.claim(callback_id, hold_s=3 * DEADLINE_S):
        return
    callback = Callback.objects.select_related("call__person").get(pk=callback_id)
    if not callback.call.person.is_active:
        _give_up(callback, None, _LEFT)
        return
    url = callback.call.webhook_url
    try:
        answered = post_json(
            url,
            callback.body.encode(),
            headers=signed_headers(callback, timezone.now()),
            deadline_s=DEADLINE_S,
            allow=allowed_places(url),
        )
    except Blocked as blocked:
        _give_up(callback, None, blocked.sentence)
    except FetchError as error:
        _try_later(callback, None, error.sentence)
    else:
        _judge(callback, answered.status, answered.retry_after_s)


def signed_headers(callback: Callback, at: datetime) -> dict[str, str]:
    """The three headers; `at` in UTC. For a day after a change of the secret both sign."""
    keys = [*SigningKey.objects.signing().filter(person=callback.call.person_id)]
    keys = keys or [SigningKey.of(callback.call.person)]
    signatures = [Webhook(key.secret).sign(callback.message_id, at, callback.body) for key in keys]
    return {
        "webhook-id": callback.message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def allowed_places(url: str) -> tuple[str, ...]:
    """Private addresses this callback may go to: those the operator names, and loopback where
    the desk itself is only there."""
    if not settings.REMIX_ENGINE_CALLBACK_LOOPBACK:
        return tuple(settings.REMIX_FETCH_ALLOW)
    return (*settings.REMIX_FETCH_ALLOW, *loopback_of(url))


def gap_s(tries: int, retry_after_s: float | None) -> float | None:
    """Seconds until the next attempt after so many; None when there is none left."""
    if tries > len(GAPS_S):
        return None
    gap = GAPS_S[tries - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311  no secret
    return max(gap, min(retry_after_s or 0.0, LONGEST_RETRY_AFTER_S))


def _judge(callback: Callback, status: int, retry_after_s: float | None) -> None:
    if 200 <= status < 300:
        _keep(callback, status, "", delivered_at=timezone.now(), next_action_at=None)
    elif status == _GONE:
        _give_up(callback, status, "The receiver answered 410: it wants no more of this.")
    else:
        moved = " Redirects are not followed." if 300 <= status < 400 else ""
        _try_later(callback, status, f"The receiver answered {status}.{moved}", retry_after_s)


def _try_later(
    callback: Callback, status: int | None, why: str, retry_after_s: float | None = None
) -> None:
    gap = gap_s(callback.tries, retry_after_s)
    if gap is None:
        _give_up(callback, status, why)
        return
    _keep(callback, status, why, next_action_at=timezone.now() + timedelta(seconds=gap))


def _give_up(callback: Callback, status: int | None, why: str) -> None:
    log.warning("Gave up callback %s of remix %s: %s", callback.pk, callback.call_id, why)
    _keep(callback, status, why, given_up_at=timezone.now(), next_action_at=None)


def _keep(callback: Callback, status: int | None, why: str, **facts: datetime | None) -> None:
    # Only by whoever still holds it: an attempt that took far too long must not undo a later one.
    held = Callback.objects.filter(pk=callback.pk, attempts=callback.attempts)
    held.update(last_status=status, last_error=why, **facts)
