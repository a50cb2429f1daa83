"""Mounts every door at its address; it knows rooms by their URL modules only."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from remixsite.health import healthz

admin.site.site_header = admin.site.site_title = "Remixdesk"
admin.site.index_title = "Records and workers"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # django-rq adds its own pages to the admin, at /admin/django_rq/dashboard/, for staff only
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.account.urls")),
]
if find_spec("remixes.engine.urls"):
    urlpatterns.append(path("engine/", include("remixes.engine.urls")))
if find_spec("remixes.urls"):
    urlpatterns.append(path("", include("remixes.urls")))
