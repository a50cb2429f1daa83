"""The addresses of the team API, below /api/; the same spellings as the service's and more."""

from django.urls import re_path

from remixes.api.public import views
from remixes.api.public.door import unknown

ROOT = r"^public/v1"

urlpatterns = [
    re_path(
        rf"{ROOT}(?:/|/Remix/?|/remix/?)?$", views.submit, {"feature": "REMIX"}, "public_submit"
    ),
    re_path(rf"{ROOT}/inpaint/?$", views.submit, {"feature": "INPAINT"}, "public_inpaint"),
    re_path(
        rf"{ROOT}/sing_over_instrumental/?$",
        views.submit,
        {"feature": "SING_OVER_INSTRUMENTAL"},
        "public_sing",
    ),
    re_path(rf"{ROOT}/byId/?$", views.by_id, name="public_by_id"),
    re_path(rf"{ROOT}/cancel/?$", views.cancel, name="public_cancel"),
    re_path(rf"{ROOT}/openapi\.json$", views.description, name="public_description"),
    # Nothing below this root is ever answered by a page.
    re_path(r"^public/", unknown),
]
