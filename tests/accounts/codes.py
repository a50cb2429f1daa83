"""An authenticator app: RFC 6238 read anew, so that the desk is not tested with its own sums."""

import base64
import hashlib
import hmac
import struct
import time

STEP_S = 30


def code_of(secret: str, at: float | None = None) -> str:
    """The six digits that an app shows for a base32 key at a moment, in seconds since 1970."""
    step = int(time.time() if at is None else at) // STEP_S
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"
