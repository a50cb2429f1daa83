"""The secret one's callbacks are signed with: shown when asked for, changed when it got about."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from remixes.actions.callbacks import change_secret
from remixes.models import SigningKey
from remixes.models.signing_key import OVERLAP
from remixes.views.asking import PersonRequest


@never_cache  # the secret is in this answer alone, and in no cache
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: PersonRequest) -> HttpResponse:
    """A GET never shows it: neither the history nor a glance at the page gives it away."""
    is_changed = request.POST.get("do") == "change"
    key = change_secret(request.user) if is_changed else None
    if request.method == "POST" and key is None:
        key = SigningKey.of(request.user)
    mine = SigningKey.objects.filter(person=request.user)
    recent = timezone.now() - OVERLAP
    before = mine.filter(replaced_at__gt=recent).order_by("-replaced_at").first()
    context = {
        "secret": key.secret if key else "",
        "is_changed": is_changed,
        "present": mine.filter(replaced_at=None).first(),
        "before_ends_at": before.replaced_at + OVERLAP if before and before.replaced_at else None,
    }
    return render(request, "people/signing.html", context)
