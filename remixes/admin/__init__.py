"""Django's admin for every noun, by idea; evidence is read, changes go through actions."""

from remixes.admin import conversions, listening, people, remixes, running, submissions, uploads

__all__ = ["conversions", "listening", "people", "remixes", "running", "submissions", "uploads"]
