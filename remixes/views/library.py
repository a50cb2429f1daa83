"""The library: everything the team has made, searched, narrowed, sorted, in pages."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from remixes.forms.library import LibraryForm
from remixes.models import Remix
from remixes.views.asking import PersonRequest
from remixes.views.rows import listed, row_of

PAGE_SIZE = 24


@require_safe
def library(request: PersonRequest) -> HttpResponse:
    form = LibraryForm(request.GET)
    remixes = form.narrow(Remix.objects.visible_to(request.user))
    page = Paginator(listed(remixes), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": [row_of(remix) for remix in page]}
    return render(request, "remixes/library.html", context)
