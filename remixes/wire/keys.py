"""The key a request brings; knows nobody who has one."""

from __future__ import annotations

from django.http import HttpRequest

# What browsers and proxies send by themselves. A raw key may have spaces of its own.
OTHER_SCHEMES = ("basic", "digest", "negotiate", "ntlm")


def sent_key(request: HttpRequest) -> str:
    """The key in `Authorization`, raw as the Remix API has it or after "Bearer"; "" without one.

    Another scheme is none: behind a proxy that asks for a password every browser sends "Basic".
    """
    sent = request.headers.get("Authorization", "").strip()
    scheme, _, rest = sent.partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    return "" if rest and scheme.lower() in OTHER_SCHEMES else sent
