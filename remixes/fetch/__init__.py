"""The one guarded door for every URL this system itself fetches or calls back.

It keeps private networks out (SSRF), caps sizes and holds a total deadline. It must not know what
a remix, an upload or a callback is: callers hand it a URL, limits and a place for the bytes.
"""

from remixes.fetch.addresses import check_url, loopback_of, place_of
from remixes.fetch.deadline import Deadline
from remixes.fetch.download import Answered, Fetched, download, post_json
from remixes.fetch.errors import (
    BadStatus,
    Blocked,
    CutShort,
    FetchError,
    TooLarge,
    TooSlow,
    Unreachable,
)

__all__ = [
    "Answered",
    "BadStatus",
    "Blocked",
    "CutShort",
    "Deadline",
    "FetchError",
    "Fetched",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "check_url",
    "download",
    "loopback_of",
    "place_of",
    "post_json",
]
