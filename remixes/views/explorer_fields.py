"""Every field of the Remix API for people: its name in both forms, what it takes, what it means."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings

from remixes.actions.offers import offer_of
from remixes.forms.explorer import ExplorerForm
from remixes.models import Mode

NOTHING = ""


class ApiField(NamedTuple):
    """One field. ``name`` is the form's own word for it, ``needed`` says when it has to be sent."""

    name: str
    classic: str
    current: str
    kind: str
    needed: str
    meaning: str
    bound: Any = None
    lacks: str = ""


_ONE_OF_TWO = "one of the two"
# Where the abilities of a service have another word for a field than the form.
_WISHES = {"wants_cover": "cover"}


def reference() -> list[ApiField]:
    """All fields, in the order in which the table lists them."""
    prompt, lyrics = settings.REMIX_PROMPT_LIMIT, settings.REMIX_LYRICS_LIMIT
    mib = settings.REMIX_MAX_UPLOAD_BYTES // (1024 * 1024)
    return [
        ApiField(
            "file",
            "audio_file",
            "audio_file",
            f"file part, up to {mib} MiB",
            _ONE_OF_TWO,
            "The song itself: mp3, wav, flac, ogg, m4a, aac or webm. A file wins over a link.",
        ),
        ApiField(
            "link",
            "audio_path",
            "audio_url",
            "URL",
            _ONE_OF_TWO,
            "Where the song can be fetched.",
        ),
        ApiField(
            "prompt",
            "prompt",
            "prompt",
            f"text, up to {prompt} characters",
            "required",
            "What the remix should sound like: style, tempo, instruments, mood.",
        ),
        ApiField(
            "lyrics",
            "lyrics",
            "lyrics",
            f"text, up to {lyrics} characters",
            "required to sing over an instrumental in the current form",
            "What is to be sung, with [Verse] and [Chorus] on lines of their own.",
        ),
        ApiField(
            "mode",
            "mode",
            NOTHING,
            "REMIX, INPAINT or OVER_INSTRUMENTAL",
            "required in the classic form",
            "What is done with the song. In the current form the address says it: /Remix, /inpaint "
            "or /sing_over_instrumental.",
        ),
        ApiField(
            "range",
            NOTHING,
            "replace_start_at, replace_end_at",
            "seconds",
            "both required for /inpaint",
            "The part that is replaced. The classic form has no field for it: it is said at the "
            "end of the prompt, as in (replace 0:16.0 to 0:24.0).",
        ),
        ApiField(
            "section",
            NOTHING,
            "lyrics_section_to_replace",
            "text",
            "",
            "What is sung in the replaced part.",
        ),
        ApiField("gender", NOTHING, "gender", "male, female or neutral", "", "Who sings."),
        ApiField(
            "title",
            NOTHING,
            "title",
            "text, up to 200 characters",
            "",
            "What the versions are called; without it the service finds one.",
        ),
        ApiField(
            "wants_timestamps",
            NOTHING,
            "lyrics_timestamps",
            "true or false",
            "",
            "Sends the times of the lyrics in callbacks of their own, one for each version.",
        ),
        ApiField(
            "wants_cover",
            NOTHING,
            "generate_album_cover",
            "true or false",
            "",
            "Makes a picture, too.",
        ),
        ApiField(
            "webhook_url",
            "webhook_url",
            "webhook_url",
            "URL",
            "",
            "Where this desk calls back, once for each version. Without it, ask byId.",
        ),
    ]


def told(form: ExplorerForm, service: str) -> dict[str, ApiField]:
    """The fields by name with their inputs, and why the service makes nothing of some."""
    hidden: dict[str, str] = {}
    for mode in Mode.values:
        hidden |= offer_of(service, mode).hidden
    # What may be a link depends on who is to read it.
    link = str(form.fields["link"].help_text)
    return {
        one.name: one._replace(
            bound=form[one.name] if one.name in form.fields else None,
            meaning=link if one.name == "link" else one.meaning,
            lacks=hidden.get(_WISHES.get(one.name, one.name), ""),
        )
        for one in reference()
    }
