"""Web addresses as they come over the wire; looks at their form only and opens none."""

from __future__ import annotations

import importlib.util
from urllib.parse import SplitResult, urlsplit

YOUTUBE = ("youtube.com", "youtu.be", "youtube-nocookie.com")


def is_youtube(url: str) -> bool:
    """The link leads to a page of YouTube, not to a file."""
    host = (split(url).hostname or "").rstrip(".").lower()
    return any(host == name or host.endswith(f".{name}") for name in YOUTUBE)


def can_take_youtube() -> bool:
    """The optional extra that brings yt-dlp is installed on this machine."""
    return importlib.util.find_spec("yt_dlp") is not None


def is_web_address(url: str) -> bool:
    """An http or https address with a host."""
    parts = split(url)
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def split(url: str) -> SplitResult:
    """The parts of an address, all empty where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts
