"""The site's addresses and one more, whose view does nothing: what the server itself costs."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from remixsite.urls import handler400 as handler400
from remixsite.urls import urlpatterns as of_the_site


@login_not_required
@csrf_exempt
def bare(request: HttpRequest) -> JsonResponse:
    """Reads what was sent, as any view that takes it must, and answers."""
    return JsonResponse({"success": True, "fields": len(request.POST), "files": len(request.FILES)})


urlpatterns = [path("bare", bare), *of_the_site]
