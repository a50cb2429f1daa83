"""What people wrote, drawn safely: their markup is text, the people they name stand out."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from remixes.models import Person

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


@register.simple_tag
def mates(person: Person) -> list[tuple[str, str]]:
    """(name to write after @, name) of everybody else who can be named in a note."""
    others = Person.objects.active().exclude(pk=person.pk).order_by("name", "email")[:60]
    return [(_written(one), str(one)) for one in others]


def _written(person: Person) -> str:
    whole = ".".join(person.name.casefold().split())
    return whole if _NAMED.fullmatch(f"@{whole}") else person.email.partition("@")[0].casefold()
