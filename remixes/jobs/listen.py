"""Hears what is in a song: tempo, key, sections. Nothing waits for it and nothing fails by it."""

from __future__ import annotations

from django.conf import settings

from remixes import record, vault
from remixes.analysis import Listened
from remixes.analysis import listen as heard_in
from remixes.audio import BadAudio
from remixes.jobs import bell
from remixes.jobs.held import Held
from remixes.models import Analysis

_GAVE_UP = "It could not be analysed after several tries."
_GONE = "Its file is not here."


def ask_for(sha256: str) -> None:
    """Has these bytes listened to, unless they were before."""
    if record.want_analysis(sha256):
        bell.ring("listen", sha256)


def listen(sha256: str) -> None:
    """Listens to one file and keeps what was heard, or why nothing was."""
    wanted = Analysis.objects.filter(pk=sha256, next_action_at__isnull=False)
    with Held(wanted) as held:
        if not held.is_mine:
            return
        heard, problem = _heard(sha256) if held.may_try() else (None, _GAVE_UP)
    # What was heard before stays when this time nothing could be.
    found = {"facts": heard.facts, "wave": heard.wave} if heard else {}
    wanted.update(**found, problem=problem, next_action_at=None)


def _heard(sha256: str) -> tuple[Listened | None, str]:
    path = vault.path_of(sha256)
    if not path.is_file():
        return None, _GONE
    try:
        return heard_in(path, max_duration_s=settings.REMIX_MAX_DURATION_S), ""
    except BadAudio as bad:
        return None, bad.sentence
