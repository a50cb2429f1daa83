"""The modules of the browser: their names for `import`, and which ones every page needs at once."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_IMPORTED = re.compile(r'^import\s[^"]*"desk/([\w-]+)"', re.MULTILINE)
_FIRST = "main"


@register.simple_tag
def import_map() -> SafeString:
    """`desk/name` for every file static/js/name.js, as a browser reads it."""
    names = {f"desk/{name}": static(f"js/{name}.js") for name in _imports()}
    # addresses of our own files, which have neither quotes nor tags
    return mark_safe(json.dumps({"imports": names}, indent=1))  # noqa: S308


@register.simple_tag
def preloads() -> SafeString:
    """Asks for all modules of a page at once; else each is found when another has been read."""
    wanted = [(static(f"js/{name}.js"),) for name in _needed(_FIRST)]
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', wanted)


@cache
def _imports() -> dict[str, list[str]]:
    """Each module with those that it imports by name; a lazy import() is none of them."""
    folder = finders.find("js")
    files = sorted(Path(folder).glob("*.js")) if isinstance(folder, str) else []
    return {file.stem: _IMPORTED.findall(file.read_text()) for file in files}


def _needed(first: str) -> list[str]:
    found = [first]
    for name in found:  # grows while it is walked
        found += [other for other in _imports().get(name, ()) if other not in found]
    return found
