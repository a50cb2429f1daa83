"""Results of a server of one's own: one master behind its key, from which both files are made."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from remixes import vault
from remixes.audio import BadAudio, press
from remixes.jobs.copies import LONGEST_RESULT_S, Copy, Spoiled, fetch, kind_of, measured
from remixes.models import Conversion
from remixes.remote import ACE_STEP, Service
from remixes.remote.ace_step import is_own_audio


def keeper_of(conversion: Conversion) -> Service | None:
    """The server that holds this version's master, None for a service that hands out files."""
    key = conversion.submission.service
    if key not in settings.REMIX_SERVICES:
        return None
    service = Service.from_settings(key)
    is_its_own = service.form == ACE_STEP and is_own_audio(service, conversion.wav_url)
    return service if is_its_own else None


def press_master(
    conversion: Conversion, keeper: Service, mp3: Path, wav: Path
) -> tuple[Copy, Copy]:
    """Fetches the master with the server's key; makes an mp3 and a 16-bit wav, in this order.

    Raises FetchError and Spoiled.
    """
    with vault.part() as master:
        fetch(conversion.submission, conversion.wav_url, master, keeper.authorization)
        if kind_of(master) is None:
            raise Spoiled("The server gave something that is not audio.")
        try:
            press(master, wav=wav, mp3=mp3, max_duration_s=LONGEST_RESULT_S)
        except BadAudio as bad:
            raise Spoiled(bad.sentence) from bad
    facts = measured(conversion, mp3)
    first, second = (
        Copy(part, vault.hash_of(part), part.stat().st_size, facts) for part in (mp3, wav)
    )
    return first, second
