"""The addresses of the JSON API, under /api/v1/."""

from django.urls import path

from remixes.api import lyrics

urlpatterns = [
    path("conversions/<uuid:pk>/lyrics.<str:extension>", lyrics.lyrics, name="conversion_lyrics"),
]
