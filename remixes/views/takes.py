"""A source or a result as the player shows it: what to play, what to download, what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from remixes.actions import timelines
from remixes.file_names import TYPES, result_url, source_url
from remixes.models import Conversion, ConversionState, Remix, Upload
from remixes.remote.lyrics import Block, blocks
from remixes.views.heard import Section, Sounding, soundings

_REASONLESS = "The service flagged this version and gave no reason."


@dataclass(frozen=True)
class Take:
    """One player. ``number`` 0 is the source; without ``src``, ``wait`` says why."""

    number: int
    label: str
    title: str = ""
    src: str = ""
    mime: str = ""
    duration_s: float | None = None
    peaks: Any = None
    mp3_url: str = ""
    wav_url: str = ""
    flag_reason: str = ""
    is_saved: bool = True
    wait: str = ""
    note: str = ""
    conversion: Conversion | None = None
    blocks: tuple[Block, ...] = ()
    plain: str = ""
    loudness_lufs: float | None = None
    is_blind: bool = False
    sections: tuple[Section, ...] = ()
    wave_url: str = ""

    @property
    def has_words(self) -> bool:
        return bool(self.blocks or self.plain)

    @property
    def has_reason(self) -> bool:
        """Whether the service said, or we know, why there is nothing to play."""
        return bool(self.flag_reason or (self.conversion and self.conversion.reason))

    @property
    def can_archive(self) -> bool:
        """Whether copying the files once more makes sense: it was tried and did not work."""
        found = self.conversion
        if self.is_blind or found is None or not (found.mp3_url or found.wav_url):
            return False
        lacks_wav = bool(found.wav_url and found.wav_problem and not found.wav_sha256)
        return lacks_wav if self.is_saved else bool(found.archive_problem)


def source_take(upload: Upload) -> Take | None:
    """The source as take 0; None for a link or when its bytes are gone."""
    if not upload.has_audio:
        return None
    return Take(
        number=0,
        label="Source",
        title=str(upload),
        src=source_url(upload),
        mime=TYPES.get(upload.extension, ""),
        duration_s=upload.duration_s,
        peaks=upload.peaks,
        loudness_lufs=upload.loudness_lufs,
    )


def result_take(conversion: Conversion, *, is_over: bool = False) -> Take:
    """One version; ``is_over`` when its remix has ended and waits for nothing more."""
    mp3 = result_url(conversion, "mp3") if conversion.mp3_sha256 else ""
    wav = result_url(conversion, "wav") if conversion.wav_sha256 else ""
    timed = blocks(timelines.current(conversion).lines)
    return Take(
        number=conversion.version,
        label=f"Version {conversion.version}",
        title=conversion.title,
        src=mp3 or wav,
        mime=TYPES["mp3" if mp3 else "wav"] if mp3 or wav else "",
        duration_s=conversion.play_seconds,
        peaks=conversion.peaks,
        loudness_lufs=conversion.loudness_lufs,
        mp3_url=f"{mp3}?download=1" if mp3 else "",
        wav_url=f"{wav}?download=1" if wav else "",
        flag_reason=_flag(conversion),
        is_saved=conversion.is_saved,
        wait=_wait(conversion, is_over=is_over),
        note=_note(conversion),
        conversion=conversion,
        blocks=timed,
        plain="" if timed else conversion.lyrics,
    )


def with_soundings(upload: Upload, takes: Sequence[Take]) -> list[Take]:
    """The takes with their parts and the address of their fine wave, in one query for all."""
    hashes = {take.number: _hashes(take, upload) for take in takes if take.src}
    found = soundings([sha256 for several in hashes.values() for sha256 in several])
    told = []
    for take in takes:
        known = [found[one] for one in hashes.get(take.number, ()) if one in found]
        told.append(_sounding(take, upload, known[0]) if known else take)
    return told


def _hashes(take: Take, upload: Upload) -> list[str]:
    one = take.conversion
    return [h for h in ((one.mp3_sha256, one.wav_sha256) if one else (upload.sha256,)) if h]


def _sounding(take: Take, upload: Upload, heard: Sounding) -> Take:
    if not heard.has_wave:
        return replace(take, sections=heard.sections)
    name, pk = (
        ("conversion_wave", take.conversion.pk) if take.conversion else ("upload_wave", upload.pk)
    )
    return replace(take, sections=heard.sections, wave_url=reverse(name, args=[pk]))


def awaited_takes(remix: Remix, named: list[Conversion], expected: int) -> list[Take]:
    """Places for results that nobody has named yet, while the remix is under way."""
    if remix.is_at_rest:
        return []
    last = max((conversion.version for conversion in remix.conversions.all()), default=0)
    numbers = range(last + 1, last + 1 + expected - len(named))
    return [Take(number=n, label=f"Version {n}", wait="Not here yet.") for n in numbers]


def _flag(conversion: Conversion) -> str:
    if not (conversion.is_flagged or conversion.state == ConversionState.FLAGGED):
        return ""
    if not conversion.reason:
        return _REASONLESS
    return f"The service flagged this version: {conversion.reason}"


def _wait(conversion: Conversion, *, is_over: bool) -> str:
    if conversion.state == ConversionState.EXPECTED:
        return "Will not come." if is_over else "Not here yet."
    if conversion.state == ConversionState.FAILED:
        return conversion.reason or "The service could not make this version."
    if conversion.state == ConversionState.ARRIVED and conversion.archive_problem:
        return f"It arrived but is not saved yet. {conversion.archive_problem}"
    return "It arrived. Not saved yet: the copy is being made."


def _note(conversion: Conversion) -> str:
    """One or two more sentences under a take that plays."""
    lacks_wav = conversion.is_saved and conversion.wav_url and not conversion.wav_sha256
    lack = f"There is no WAV copy. {conversion.wav_problem}" if lacks_wav else ""
    return f"{conversion.note} {lack}".strip()
