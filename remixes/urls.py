"""Every address of the desk and the view behind it; it knows nothing else."""

from django.urls import include, path

from remixes import webhooks
from remixes.api.by_token import or_token
from remixes.views import (
    against,
    callbacks,
    choosing,
    covers,
    desk,
    library,
    media,
    new_remix,
    notes,
    peaks,
    remix,
    remix_buttons,
    take_home,
    timelines,
    upload_buttons,
    uploads,
)

REMIX = "remixes/<uuid:pk>"
UPLOAD = "uploads/<uuid:pk>"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("live/", desk.desk_live, name="desk_live"),
    path("remixes/", library.library, name="library"),
    path("remixes/new/", new_remix.new, name="new"),
    path(f"{REMIX}/", remix.remix, name="remix"),
    path(f"{REMIX}/live/", remix.remix_live, name="remix_live"),
    path(f"{REMIX}/cancel/", remix_buttons.cancel, name="remix_cancel"),
    path(f"{REMIX}/retry/", remix_buttons.retry, name="remix_retry"),
    path(f"{REMIX}/ask/", remix_buttons.ask_now, name="remix_ask"),
    path(f"{REMIX}/send-again/", remix_buttons.send_again, name="remix_send_again"),
    path(f"{REMIX}/give-up/", remix_buttons.give_up, name="remix_give_up"),
    path(f"{REMIX}/trash/", remix_buttons.trash, name="remix_trash"),
    path(f"{REMIX}/restore/", remix_buttons.restore, name="remix_restore"),
    path(f"{REMIX}/notes/", notes.notes_live, name="notes_live"),
    path(f"{REMIX}/notes/add/", notes.add, name="note_add"),
    path("notes/<uuid:pk>/answer/", notes.answer, name="note_answer"),
    path("notes/<uuid:pk>/edit/", notes.edit, name="note_edit"),
    path("notes/<uuid:pk>/delete/", notes.delete, name="note_delete"),
    path("notes/<uuid:pk>/resolve/", notes.resolve, name="note_resolve"),
    path(f"{REMIX}/prefer/", choosing.prefer, name="remix_prefer"),
    path(f"{REMIX}/winner/", choosing.winner, name="remix_winner"),
    path(f"{REMIX}/take-home.zip", or_token(take_home.take_home), name="take_home"),
    path(f"{REMIX}/against/<uuid:other>/", against.against, name="against"),
    path("conversions/<uuid:pk>/remix/", upload_buttons.of_version, name="remix_version"),
    path(f"{REMIX}/cover/", covers.cover, name="remix_cover"),
    path(f"{REMIX}/words/", timelines.words, name="words"),
    path("conversions/<uuid:pk>/lyrics/", timelines.editor, name="timeline"),
    path("conversions/<uuid:pk>/lyrics/read/", timelines.read_file, name="timeline_read"),
    path("conversions/<uuid:pk>/lyrics/original/", timelines.original, name="timeline_original"),
    path("conversions/<uuid:pk>/archive/", remix_buttons.archive_again, name="archive_again"),
    path("conversions/<uuid:pk>/peaks.json", peaks.conversion_peaks, name="conversion_peaks"),
    path("conversions/<uuid:pk>/wave", peaks.conversion_wave, name="conversion_wave"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/add/", upload_buttons.add, name="upload_add"),
    path(f"{UPLOAD}/", uploads.upload, name="upload"),
    path("callbacks/<uuid:pk>/send/", callbacks.callback_resend, name="callback_resend"),
    path(f"{UPLOAD}/live/", uploads.upload_live, name="upload_live"),
    path(f"{UPLOAD}/edit/", upload_buttons.edit, name="upload_edit"),
    path(f"{UPLOAD}/trash/", upload_buttons.trash, name="upload_trash"),
    path(f"{UPLOAD}/restore/", upload_buttons.restore, name="upload_restore"),
    path(f"{UPLOAD}/delete/", upload_buttons.delete, name="upload_delete"),
    path(f"{UPLOAD}/peaks.json", peaks.upload_peaks, name="upload_peaks"),
    path(f"{UPLOAD}/wave", peaks.upload_wave, name="upload_wave"),
    path("media/uploads/<uuid:pk>/<str:name>", or_token(media.source_media), name="source_media"),
    path(
        "media/<uuid:pk>/<str:name>.mp3", or_token(media.media), {"extension": "mp3"}, name="media"
    ),
    path(
        "media/<uuid:pk>/<str:name>.wav", or_token(media.media), {"extension": "wav"}, name="media"
    ),
    path("f/<str:signed>/<str:name>.mp3", media.signed, {"extension": "mp3"}, name="signed_media"),
    path("f/<str:signed>/<str:name>.wav", media.signed, {"extension": "wav"}, name="signed_media"),
    path(f"{REMIX}/blind/<str:letter>.mp3", media.blind, {"extension": "mp3"}, name="blind"),
    path(f"{REMIX}/blind/<str:letter>.wav", media.blind, {"extension": "wav"}, name="blind"),
    path("webhooks/remix/<str:token>/", webhooks.webhook, name="webhook"),
    path("api/v1/", include("remixes.api.urls")),
    path("api/", include("remixes.api.public.urls")),
    path("explorer/", include("remixes.urls_explorer")),
    path("", include("remixes.urls_people")),
]
