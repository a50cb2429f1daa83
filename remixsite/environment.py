"""Reads settings from the environment and `.env`; knows types and ranges, no setting's meaning.

A bad value raises ImproperlyConfigured with one sentence that names the variable and what it takes.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})
HIGHEST_PORT = 65535
PLACE_SHAPE = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]@]+):([0-9]{1,5})")


def read_environment(env_file: Path) -> "Environment":
    """The process's environment on top of the lines in `env_file`, which need not exist."""
    if env_file.is_file():
        environ.Env.read_env(env_file, parse_comments=True)
    return Environment(os.environ)


class Environment:
    """Typed look-ups in one mapping; an empty or blank value counts as not given."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(name, "").strip() or default

    def has(self, name: str) -> bool:
        return bool(self.text(name))

    def whole(self, name: str, default: int, *, lowest: int = 0, highest: int | None = None) -> int:
        """A whole number in lowest..highest, both included."""
        given = self.text(name)
        if not given:
            return default
        wanted = f"from {lowest} to {highest}" if highest is not None else f"of {lowest} or more"
        try:
            number = int(given.replace("_", ""))
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} must be a whole number {wanted}, not {given!r}."
            ) from None
        if number < lowest or (highest is not None and number > highest):
            raise ImproperlyConfigured(f"{name} must be a whole number {wanted}, not {number}.")
        return number

    def yes_no(self, name: str, *, default: bool) -> bool:
        given = self.text(name).lower()
        if not given:
            return default
        if given in YES:
            return True
        if given in NO:
            return False
        raise ImproperlyConfigured(f"{name} must be yes or no, not {given!r}.")

    def places(self, name: str) -> tuple[str, ...]:
        """Comma-separated `host:port` pairs; IPv6 addresses in brackets."""
        for place in (given := self.listing(name)):
            shape = PLACE_SHAPE.fullmatch(place)
            if not shape or not 0 < int(shape[2]) <= HIGHEST_PORT:
                raise ImproperlyConfigured(
                    f"{name} must list host:port pairs such as 127.0.0.1:9000, not {place!r}."
                )
        return given

    def listing(self, name: str) -> tuple[str, ...]:
        """Comma separated parts without blanks; () when not given."""
        return tuple(part.strip() for part in self.text(name).split(",") if part.strip())

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        given = self.text(name, default).lower()
        if given not in choices:
            raise ImproperlyConfigured(
                f"{name} must be one of {', '.join(choices)}, not {given!r}."
            )
        return given

    def web_address(self, name: str, default: str, *, origin_only: bool = False) -> str:
        """An http(s) address without trailing slash; `origin_only` forbids a path."""
        given = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(given)
            is_good = parts.scheme in {"http", "https"} and bool(parts.hostname)
            is_good = is_good and parts.port != 0 and not (parts.query or parts.fragment)
        except ValueError:  # a port that is no number, a broken IPv6 address
            is_good = False
        if not is_good or parts.username or (origin_only and parts.path):
            form = "http(s)://host[:port]" + ("" if origin_only else "[/path]")
            raise ImproperlyConfigured(f"{name} must look like {form}, not {given!r}.")
        return given

    def port(self, name: str, default: int) -> int:
        return self.whole(name, default, lowest=1, highest=HIGHEST_PORT)
