"""Code and JSON in colours: pieces of text with their kinds become spans, and nothing else does."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from remixes.snippets import Piece

register = template.Library()


@register.filter
def coloured(pieces: Iterable[Piece]) -> SafeString:
    """The text of the pieces, escaped, each kind in a span with a class of its own."""
    spans = (_span(piece) for piece in pieces)
    return mark_safe("".join(spans))  # noqa: S308  # every piece of it is escaped below


def _span(piece: Piece) -> str:
    if not piece.kind:
        return escape(piece.text)
    return format_html('<span class="tok-{}">{}</span>', piece.kind, piece.text)
