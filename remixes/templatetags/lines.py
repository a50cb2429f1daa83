"""The banner that says a service line is paused; the one tag that asks the database."""

from typing import Any

from django import template

from remixes.models import ServiceLine
from remixes.models.service_line import LineState

register = template.Library()


@register.inclusion_tag("parts/_paused.html", takes_context=True)
def paused_lines(context: dict[str, Any]) -> dict[str, Any]:
    """Every paused line with its reason, for people who are signed in; one query a page."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"lines": ()}
    lines = ServiceLine.objects.filter(state=LineState.PAUSED).order_by("service")
    return {"lines": list(lines), "request": request}
