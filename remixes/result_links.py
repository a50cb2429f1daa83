"""Addresses of results that open by their signature alone, for a while; knows no request.

Programs get these: a link goes into a script, a queue or a chat without a token beside it. It is
taken back by putting the remix in the trash, and ends by itself after REMIX_LINK_HOURS.
"""

from __future__ import annotations

import base64
import binascii
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from remixes.file_names import name_in_url
from remixes.models import Conversion

_SALT = "remixes.result_links"


def signed_url(conversion: Conversion, extension: str, base: str) -> str:
    """The whole address of one file, fresh from now; `base` is scheme and host, no slash."""
    short = base64.urlsafe_b64encode(conversion.pk.bytes).decode().rstrip("=")
    words = {
        "signed": TimestampSigner(salt=_SALT).sign(short),
        "name": name_in_url(conversion),
        "extension": extension,
    }
    return f"{base}{reverse('signed_media', kwargs=words)}"


def opened(signed: str) -> uuid.UUID | None:
    """The conversion a link was made for; None when it is forged or too old."""
    lasts = timedelta(hours=settings.REMIX_LINK_HOURS)
    try:
        short = TimestampSigner(salt=_SALT).unsign(signed, max_age=lasts)
        return uuid.UUID(bytes=base64.urlsafe_b64decode(f"{short}=="))
    except (BadSignature, binascii.Error, ValueError):
        return None
