"""How often one token may call: a limit that every web process shares, kept in Redis.

The generic cell rate algorithm: one number for each token and door, the time at which everything
asked so far would have been asked at an even pace. Unlike a counter a minute it has no edge at
which twice the limit gets through, it knows to the millisecond when to come back, and it costs
one round trip and no lock. Not in the database, because a question every three seconds must not
become a write every three seconds.
"""

from __future__ import annotations

import logging
import math
from functools import cache

import redis
from django.conf import settings

log = logging.getLogger(__name__)

_MINUTE_US = 60_000_000
_PATIENCE_S = 0.5
# Redis' own clock, so that web servers on several machines agree on what time it is.
_SCRIPT = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local interval, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2])
local due = tonumber(redis.call('GET', KEYS[1]) or now)
if due < now then due = now end
if due - now > tolerance then return due - now - tolerance end
due = due + interval
redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX', math.ceil((due - now) / 1000))
return 0
"""


def seconds_to_wait(door: str, token_id: int, per_minute: int) -> int:
    """0 where the call may go on and is counted, else after how many seconds it may.

    `per_minute` calls may come at once, further ones at that pace; 0 sets no limit. Without Redis
    everybody may: the limit keeps a runaway script off, it is not what keeps strangers out.
    """
    if not per_minute:
        return 0
    interval = _MINUTE_US // per_minute
    key = f"rate:{door}:{token_id}"
    try:
        left_us = _script()(keys=[key], args=[interval, interval * (per_minute - 1)])
    except (redis.RedisError, OSError):
        log.warning("calls are not counted: Redis does not answer")
        return 0
    return math.ceil(int(left_us) / 1_000_000)


@cache
def _script() -> redis.commands.core.Script:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=_PATIENCE_S, socket_connect_timeout=_PATIENCE_S
    )
    return client.register_script(_SCRIPT)
