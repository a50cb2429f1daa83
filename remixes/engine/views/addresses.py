"""Where result files are, as seen by whoever asks; knows addresses, no task."""

from django.http import HttpRequest
from django.urls import reverse


def files_url(request: HttpRequest) -> str:
    """Result addresses begin as the caller's own request did, so the caller can reach them."""
    sample = reverse("engine:file", args=("token", "name", "mp3"))
    return request.build_absolute_uri(sample.removesuffix("token/name.mp3"))
