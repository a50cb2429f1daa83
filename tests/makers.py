"""Makes rows and small real audio for tests, each with every fact a page needs; knows no queue."""

from __future__ import annotations

import hashlib
import io
import itertools
import math
import secrets
import struct
import uuid
import wave
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import lameenc
from django.utils import timezone

from remixes import vault
from remixes.models import (
    Conversion,
    ConversionState,
    Cover,
    ExplorerCall,
    Move,
    Person,
    Remix,
    Role,
    Status,
    Submission,
    Upload,
    UploadState,
    hash_token,
)

PASSWORD = "correct horse battery"
RATE = 22050
PEAKS = [round(128 + 110 * math.sin(i / 19) * math.cos(i / 7)) for i in range(1000)]
LYRICS = "[Verse]\nRain on the awning\nI count the seconds\n[Chorus]\nCarry it over the rooftops"
TIMELINE = [
    {"text": "[Verse]", "start_ms": 100, "end_ms": 100, "is_section": True},
    {"text": "Rain on the awning", "start_ms": 100, "end_ms": 700, "is_section": False},
    {"text": "I count the seconds", "start_ms": 800, "end_ms": 1300, "is_section": False},
    {"text": "[Chorus]", "start_ms": 1400, "end_ms": 1400, "is_section": True},
    {"text": "Carry it over the rooftops", "start_ms": 1400, "end_ms": 1400, "is_section": False},
]
_count = itertools.count(1)


def make_person(role: str = Role.MEMBER, **facts: Any) -> Person:
    """Somebody who can sign in with PASSWORD."""
    number = next(_count)
    facts = {"email": f"person{number}@example.org", "name": f"Person {number}", **facts}
    return Person.objects.create_person(
        facts.pop("email"), facts.pop("password", PASSWORD), role=role, **facts
    )


def make_owner(**facts: Any) -> Person:
    return make_person(Role.OWNER, **facts)


def make_viewer(**facts: Any) -> Person:
    return make_person(Role.VIEWER, **facts)


def _samples(seconds: float, hertz: float) -> bytes:
    count = int(seconds * RATE)
    step = 2 * math.pi * hertz / RATE
    return struct.pack(f"<{count}h", *(round(9000 * math.sin(i * step)) for i in range(count)))


def wav_bytes(seconds: float = 2.0, hertz: float = 440.0) -> bytes:
    """A mono 16-bit tone as a complete WAV file; another pitch is another file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(_samples(seconds, hertz))
    return out.getvalue()


def mp3_bytes(seconds: float = 2.0, hertz: float = 440.0) -> bytes:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_bit_rate(64)
    encoder.set_quality(7)
    return bytes(encoder.encode(_samples(seconds, hertz)) + encoder.flush())


def keep_bytes(*chunks: bytes) -> str:
    """Puts bytes into the vault; returns their hash."""
    with vault.part() as part:
        return vault.keep(part, vault.write(chunks, part)).sha256


def make_upload(
    person: Person | None = None, *, content: bytes | None = None, **facts: Any
) -> Upload:
    """A checked source whose bytes are really in the vault: ``content``, else a tone of its own.

    A REFUSED one has no bytes, as the database demands.
    """
    number = next(_count)
    is_stored = facts.get("state") != UploadState.REFUSED
    if content is None:
        content = wav_bytes(0.05, 200 + number / 7)
    facts = {
        "state": UploadState.READY,
        "title": f"Song {number}",
        "artist": "The Makers",
        "file_name": "song.wav",
        "sha256": keep_bytes(content) if is_stored else secrets.token_hex(32),
        "is_stored": is_stored,
        "size": len(content),
        "extension": "wav",
        "mime": "audio/wav",
        "codec": "PCM_16",
        "duration_s": 2.0,
        "sample_rate": RATE,
        "channels": 1,
        "peaks": PEAKS,
        "loudness_lufs": -14.2,
        **facts,
    }
    return Upload.objects.create(person=person or make_person(), **facts)


def make_link(person: Person | None = None, **facts: Any) -> Upload:
    """A source that is a link the service fetches by itself."""
    facts = {
        "state": UploadState.READY,
        "url": f"https://songs.example.com/{next(_count)}.mp3",
        "title": "A song on the web",
        **facts,
    }
    return Upload.objects.create(person=person or make_person(), **facts)


def make_remix(person: Person | None = None, upload: Upload | None = None, **facts: Any) -> Remix:
    """A wish in any status, with the Move that tells how it got there."""
    person = person or (upload.person if upload else make_person())
    facts = {
        "prompt": f"dreamy house with a warm pad, take {next(_count)}",
        "status": Status.QUEUED,
        "form_key": uuid.uuid4(),
        **facts,
    }
    remix = Remix.objects.create(person=person, upload=upload or make_upload(person), **facts)
    Move.objects.create(remix=remix, to_status=remix.status, person=person, why="Ordered.")
    return remix


def make_submission(remix: Remix, **facts: Any) -> Submission:
    """An accepted POST, still open unless ``closed_as`` says how it ended."""
    now = timezone.now()
    number = remix.submissions.count() + 1
    facts = {
        "service": remix.service,
        "number": number,
        "deadline_at": now + timedelta(minutes=5),
        "token_hash": hash_token(secrets.token_urlsafe(32)),
        "http_status": 200,
        "replied_at": now,
        "task_id": str(uuid.uuid4()),
        "expected": 2,
        "eta_s": 184,
        **facts,
    }
    if facts.get("closed_as"):
        facts.setdefault("closed_at", now)
    return Submission.objects.create(remix=remix, **facts)


def make_conversion(
    remix: Remix,
    version: int = 1,
    *,
    submission: Submission | None = None,
    mp3: bytes | None = None,
    wav: bytes | None = None,
    **facts: Any,
) -> Conversion:
    """A saved result; with ``mp3`` or ``wav`` the bytes are really in the vault."""
    submission = submission or remix.submissions.last() or make_submission(remix)
    own_ids = {1: remix.version_1_id, 2: remix.version_2_id}
    files: dict[str, Any] = {"mp3_sha256": hashlib.sha256(b"mp3").hexdigest()}
    if mp3 is not None:
        files = {"mp3_sha256": keep_bytes(mp3), "mp3_size": len(mp3)}
    if wav is not None:
        files |= {"wav_sha256": keep_bytes(wav), "wav_size": len(wav)}
    facts = {
        "id": own_ids.get(version, uuid.uuid4()),
        "service_id": str(uuid.uuid4()),
        "state": ConversionState.SAVED,
        "title": "Awning",
        "duration_s": 2.0,
        "measured_s": 2.0,
        "lyrics": LYRICS,
        "timeline": TIMELINE,
        "peaks": PEAKS,
        "loudness_lufs": -14.0,
        "arrived_at": timezone.now(),
        "saved_at": timezone.now(),
        **(files if facts.get("state", ConversionState.SAVED) == ConversionState.SAVED else {}),
        **facts,
    }
    return Conversion.objects.create(remix=remix, submission=submission, version=version, **facts)


def make_cover(submission: Submission, picture: bytes, extension: str = "png") -> Cover:
    """A saved picture whose bytes are really in the vault."""
    return Cover.objects.create(
        submission=submission,
        url="https://results.example.com/cover.jpg",
        sha256=keep_bytes(picture),
        size=len(picture),
        extension=extension,
        saved_at=timezone.now(),
    )


def make_finished_remix(
    person: Person | None = None,
    upload: Upload | None = None,
    *,
    versions: Iterable[int] = (1, 2),
    **facts: Any,
) -> Remix:
    """A remix that is ready, with its saved versions (no bytes in the vault)."""
    remix = make_remix(person, upload, status=Status.DONE, rested_at=timezone.now(), **facts)
    submission = make_submission(remix, closed_as="settled", finished_at=timezone.now())
    for version in versions:
        make_conversion(remix, version, submission=submission)
    return remix


def make_explorer_call(person: Person, remix: Remix | None = None, **facts: Any) -> ExplorerCall:
    """A call of the explorer that was accepted, or refused where there is no remix."""
    facts = {
        "endpoint": "Remix",
        "fields": [["prompt", "warm house"], ["mode", "REMIX"]],
        "asked": {"prompt": "warm house", "mode": "REMIX"},
        "status": 200 if remix else 422,
        "body": f'{{"success": {"true" if remix else "false"}}}',
        "headers": [["Content-Type", "application/json"]],
        "took_ms": 12,
        **facts,
    }
    return ExplorerCall.objects.create(person=person, remix=remix, **facts)
