"""The addresses of the JSON API, each behind the same door."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from remixes.api.v1 import docs
from remixes.api.v1.api import api
from remixes.api.v1.door import door, nothing_here

app_name = "api_v1"


def _behind_door(pattern: URLPattern) -> URLPattern:
    return path(str(pattern.pattern), door(pattern.callback), name=pattern.name)


OPERATIONS = [
    _behind_door(one)
    for one in api.urls[0]
    if isinstance(one, URLPattern) and one.name != "api-root"
]
urlpatterns = [
    path("openapi.json", door(docs.openapi), name="openapi"),
    path("docs", docs.page, name="docs"),
    *OPERATIONS,
    re_path(r"^(?P<rest>.*)$", door(nothing_here)),
]
