"""Django's admin for every noun, by idea; evidence is read, changes go through actions."""

from remixes.admin import (
    callbacks,
    calls,
    conversions,
    explorer_calls,
    listening,
    people,
    remixes,
    running,
    submissions,
    uploads,
)

__all__ = [
    "callbacks",
    "calls",
    "conversions",
    "explorer_calls",
    "listening",
    "people",
    "remixes",
    "running",
    "submissions",
    "uploads",
]
