"""The engine's addresses, mounted by the site under /engine/."""

from django.urls import re_path

from remixes.engine.views import ask, files, order
from remixes.engine.views.door import unknown

app_name = "engine"
ROOT = r"^api/public/v1"

urlpatterns = [
    re_path(rf"{ROOT}(?:/|/Remix/?|/remix/?)?$", order.submit, {"feature": "REMIX"}, "submit"),
    re_path(rf"{ROOT}/inpaint/?$", order.submit, {"feature": "INPAINT"}, "inpaint"),
    re_path(
        rf"{ROOT}/sing_over_instrumental/?$",
        order.submit,
        {"feature": "SING_OVER_INSTRUMENTAL"},
        "sing",
    ),
    re_path(rf"{ROOT}/byId/?$", ask.by_id, name="by_id"),
    re_path(rf"{ROOT}/byUser/?$", ask.by_user, name="by_user"),
    re_path(rf"{ROOT}/cancel/?$", ask.cancel, name="cancel"),
    re_path(
        r"^files/([A-Za-z0-9_-]{1,64})/([A-Za-z0-9._-]{1,120})\.(mp3|wav)$", files.file, name="file"
    ),
    # Nothing below the engine is ever answered by a page of the desk.
    re_path(r"", unknown),
]
