"""Django's admin for every noun, by idea; evidence is read, changes go through actions."""

from remixes.admin import (
    calls,
    conversions,
    listening,
    people,
    remixes,
    running,
    submissions,
    uploads,
)

__all__ = [
    "calls",
    "conversions",
    "listening",
    "people",
    "remixes",
    "running",
    "submissions",
    "uploads",
]
