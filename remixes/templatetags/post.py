"""Whether this desk can send mail; pages that would promise a mail ask here first."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sends_mail() -> bool:
    return bool(settings.REMIX_HAS_EMAIL)
