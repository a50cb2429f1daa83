"""The addresses of the JSON API, under /api/v1/."""

from django.urls import include, path

from remixes.api.v1.urls import OPERATIONS

urlpatterns = [
    # Pages link to lyric files by this name.
    *(
        path(str(one.pattern), one.callback, name="conversion_lyrics")
        for one in OPERATIONS
        if one.name == "lyrics"
    ),
    path("", include("remixes.api.v1.urls")),
]
