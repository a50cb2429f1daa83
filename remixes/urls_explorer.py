"""The addresses of the endpoint explorer."""

from django.urls import path

from remixes.views import explorer, explorer_calls, explorer_gallery

urlpatterns = [
    path("", explorer.explorer, name="explorer"),
    # The same page, at the one address that takes files.
    path("send/", explorer.explorer, name="explorer_send"),
    path("request/", explorer.explorer_request, name="explorer_request"),
    path("calls/", explorer_calls.explorer_calls, name="explorer_calls"),
    path("gallery/", explorer_gallery.explorer_gallery, name="explorer_gallery"),
    path("gallery/<slug:slug>/", explorer_gallery.explorer_render, name="explorer_render"),
    path("<uuid:pk>/", explorer_calls.explorer_call, name="explorer_call"),
    path("<uuid:pk>/live/", explorer_calls.explorer_call_live, name="explorer_call_live"),
]
