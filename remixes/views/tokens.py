"""Personal tokens: a list, a new one shown once, and the end of one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from remixes.actions.rejected import Rejected
from remixes.actions.tokens import make_token, revoke
from remixes.forms.tokens import TokenForm
from remixes.models import Token
from remixes.snippets import ApiRequest, SentFile
from remixes.snippets.curl import curl
from remixes.snippets.request import TOKEN_NAME
from remixes.views.asking import PersonRequest

_WISH = (("mode", "REMIX"), ("prompt", "a song about greenery, nature and forest."))


@never_cache  # the secret is on the page once, and in no cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: PersonRequest) -> HttpResponse:
    """Answers the form itself instead of redirecting: the secret is in this answer alone."""
    form = TokenForm(request.user, request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            _, secret = make_token(request.user, asked["name"], asked["scope"], form.lasts)
            form = TokenForm(request.user)
        except Rejected as rejected:
            form.add_error(None, rejected.sentence)
    mine = Token.objects.filter(person=request.user)
    base = f"{settings.PUBLIC_URL}/api/public/v1"
    song = SentFile("audio_file", "song.mp3", "audio/mpeg", 0)
    words = {
        "form": form,
        "secret": secret,
        "tokens": list(mine),
        "base": base,
        "variable": TOKEN_NAME,
        "curl": curl(ApiRequest(f"{base}/Remix", _WISH, song)),
    }
    return render(request, "people/tokens.html", words)


@require_POST
def token_revoke(request: PersonRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(Token.objects.filter(person=request.user), pk=pk)
    revoke(token)
    messages.success(request, f"“{token.name}” works no more.")
    return redirect("tokens")
