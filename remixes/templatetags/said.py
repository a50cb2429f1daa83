"""What people wrote, drawn safely: their markup is text, the people they name stand out."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_NAMED = re.compile(r"(?<![\w@])@[\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?")


@register.filter
def said(text: str) -> SafeString:
    """The text escaped, with every @name marked."""
    parts: list[str] = []
    last = 0
    for found in _NAMED.finditer(text):
        parts.append(escape(text[last : found.start()]))
        parts.append(f'<b class="mention">{escape(found.group())}</b>')
        last = found.end()
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308  # every piece of it was escaped above
