"""What the pages about signing in say of a browser and of this desk's own rules."""

import re

from django import template
from django.conf import settings

register = template.Library()

UNKNOWN = "An unknown browser"
# The first that fits counts: most browsers also name the ones they descend from.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
    ("curl|python|Wget", "A program"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X|Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux|X11", "Linux"),
)


@register.filter
def browser(user_agent: str) -> str:
    """A browser in words, as "Firefox on Linux"; what a browser says of itself proves nothing."""
    name = _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    return " on ".join(part for part in (name or UNKNOWN, system) if part)


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((word for marks, word in table if re.search(marks, text, re.IGNORECASE)), "")


@register.simple_tag
def owners_need_second_factor() -> bool:
    return bool(settings.REMIX_OWNERS_NEED_SECOND_FACTOR)
