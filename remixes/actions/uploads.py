"""Taking in sources: a file checked by its content, or a link handed to the service as it is."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.utils import timezone

from remixes import record, vault
from remixes.actions.rejected import Rejected
from remixes.actions.room import NO_ROOM, check_disk, check_quota
from remixes.audio import BadAudio, Probe, probe
from remixes.file_names import result_name, result_title
from remixes.jobs import bell
from remixes.models import Conversion, Person, Upload, UploadState
from remixes.wire.links import is_youtube

log = logging.getLogger(__name__)

SAMPLE = Path("sample") / "paper-lanterns.mp3"
_LONGEST_LINK = 2000
_TITLE_LENGTH = 200
_DEEPEST = 50
_NOT_SAVED = "This version is not saved here yet, so nothing can be made from it."
_SCHEMES = ("http", "https", "s3")
_MIB = 1024 * 1024


@dataclass(frozen=True)
class Added:
    upload: Upload
    is_new: bool


def add_file(person: Person, file: UploadedFile[bytes]) -> Added:
    """Keeps an uploaded file once it has been seen to be audio; raises Rejected otherwise.

    The same bytes are the same upload, whoever sends them; one from the trash comes back.
    """
    _may_make(person)
    if (file.size or 0) > settings.REMIX_MAX_UPLOAD_BYTES:
        raise Rejected(
            f"This file is larger than {settings.REMIX_MAX_UPLOAD_BYTES // _MIB} MiB, the most "
            "this desk takes. Export it as mp3 or shorten it."
        )
    check_disk()
    with vault.part() as part:
        sha256 = vault.write(file.chunks(), part)
        if part.stat().st_size != file.size:
            # Its end was dropped on the way in, because the disk was full by then.
            raise Rejected(NO_ROOM)
        return _keep(person, part, sha256, clean_name(file.name or "audio"))


def add_sample(person: Person) -> Upload:
    """The song that comes with the desk, so that a first remix is one click away."""
    source = Path(settings.BASE_DIR) / "static" / SAMPLE
    with vault.part() as part:
        sha256 = vault.write([source.read_bytes()], part)
        upload = _keep(person, part, sha256, source.name).upload
    Upload.objects.filter(pk=upload.pk).update(is_sample=True)
    return upload


def add_version(person: Person, conversion: Conversion) -> Upload:
    """A version of a remix as a source of further ones: the same bytes, nothing is copied.

    The lossless file if there is one that a service takes. Raises Rejected.
    """
    _may_make(person)
    sha256 = _best_file(conversion)
    if not sha256:
        raise Rejected(_NOT_SAVED)
    known = _known(sha256) or _new_version(person, conversion, sha256)
    if known.made_of_id is None and not _comes_from(conversion, known):
        known.made_of, known.made_of_words = conversion, _words_of(conversion)
        known.save(update_fields=["made_of", "made_of_words"])
    return known


def _new_version(person: Person, conversion: Conversion, sha256: str) -> Upload:
    path = vault.path_of(sha256)
    try:
        found, size = probe(path), path.stat().st_size
    except BadAudio as bad:
        raise Rejected(bad.sentence) from bad
    except FileNotFoundError as gone:
        raise Rejected(_NOT_SAVED) from gone
    facts = {
        "title": result_title(conversion)[:_TITLE_LENGTH],
        "artist": conversion.remix.upload.artist,
        "made_of": conversion,
        "made_of_words": _words_of(conversion),
    }
    name = result_name(conversion, "wav" if sha256 == conversion.wav_sha256 else "mp3")
    try:
        with record.vault_locked():
            # Whoever deletes the version for good has taken its bytes along, or now leaves them.
            if not vault.has(sha256) or not Conversion.objects.filter(pk=conversion.pk).exists():
                raise Rejected(_NOT_SAVED)
            upload = _row(person, sha256, name, size, found, **facts)
            bell.ring("peaks", upload.pk)
    except IntegrityError:
        # Somebody else has asked for the same version a moment earlier.
        return Upload.objects.get(sha256=sha256, is_stored=True)
    return upload


def _words_of(conversion: Conversion) -> str:
    return f"Version {conversion.version} of “{result_title(conversion)}”"


def _comes_from(conversion: Conversion, upload: Upload) -> bool:
    """Whether a version was made from these very bytes, as when a service returns what it got."""
    maker: Conversion | None = conversion
    for _ in range(_DEEPEST):
        if maker is None:
            return False
        if maker.remix.upload_id == upload.pk:
            return True
        maker = maker.remix.upload.made_of
    return True


def _best_file(conversion: Conversion) -> str:
    """The hash of the file to remix, "" when there is none here."""
    wav, mp3 = conversion.wav_sha256, conversion.mp3_sha256
    fits = (conversion.wav_size or 0) <= settings.REMIX_MAX_UPLOAD_BYTES
    wanted = wav if wav and fits and vault.has(wav) else mp3
    return wanted if vault.has(wanted) else ""


def add_link(person: Person, url: str, title: str = "") -> Added:
    """Takes a link that the service will fetch; nothing is fetched from here."""
    _may_make(person)
    url = check_link(url)
    known = Upload.objects.kept().filter(url=url).first()
    if known:
        return Added(known, is_new=False)
    upload = Upload.objects.create(
        person=person,
        url=url,
        title=title.strip()[:_TITLE_LENGTH] or name_of_link(url),
        state=UploadState.READY,
    )
    return Added(upload, is_new=True)


def rename(upload: Upload, title: str, artist: str) -> None:
    upload.title, upload.artist = title.strip()[:_TITLE_LENGTH], artist.strip()[:_TITLE_LENGTH]
    upload.save(update_fields=["title", "artist"])


def trash(upload: Upload, who: Person) -> None:
    """Puts a source aside. Remixes made from it, and those under way, go on."""
    log.info("%s puts upload %s in the trash", who.pk, upload.pk)
    Upload.objects.filter(pk=upload.pk, trashed_at__isnull=True).update(trashed_at=timezone.now())


def restore(upload: Upload, who: Person) -> None:
    log.info("%s takes upload %s out of the trash", who.pk, upload.pk)
    Upload.objects.filter(pk=upload.pk).update(trashed_at=None)


def delete_for_good(upload: Upload, who: Person) -> None:
    """Deletes the bytes of a trashed source; raises Rejected while a remix still uses them."""
    if upload.trashed_at is None:
        raise Rejected("Put it in the trash first; from there it can be deleted for good.")
    if not Upload.objects.filter(pk=upload.pk).unused().exists():
        raise Rejected("Remixes made from this source still play it. Put those in the trash first.")
    log.info("%s deletes upload %s for good", who.pk, upload.pk)
    record.forget_upload(upload)


def check_link(url: str) -> str:
    """The link as it will be handed on; raises Rejected with what is wrong with it."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname)
    except ValueError:
        has_host = False
    if not has_host or parts.scheme.lower() not in _SCHEMES:
        raise Rejected("This is not a link to audio. Expected one that starts with https://.")
    if len(url) > _LONGEST_LINK or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise Rejected("This link is too long or holds spaces. Paste the plain address.")
    if parts.username or parts.password:
        raise Rejected("This link holds a user name or password. Use one without.")
    return url


def name_of_link(url: str) -> str:
    """A title for people: the file's name, or for YouTube the video's id."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if is_youtube(url):
        found = re.search(r"(?:v=|youtu\.be/|shorts/)([\w-]{6,})", url)
        return f"YouTube {found.group(1)}" if found else "YouTube link"
    name = PurePosixPath(unquote(parts.path)).stem
    return pretty_title(name) or host


def clean_name(name: str) -> str:
    """A file name as text to show: no path, no control or direction characters, 255 at most."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    return shown.strip()[-255:] or "audio"


def pretty_title(stem: str) -> str:
    return re.sub(r"[_\s]+", " ", clean_name(stem) if stem else "").strip()[:_TITLE_LENGTH]


def _keep(person: Person, part: Path, sha256: str, name: str) -> Added:
    known = _known(sha256)
    if known:
        if not vault.has(sha256):
            # The row came back from a backup and its file did not: here it is again.
            vault.keep(part, sha256)
        return Added(known, is_new=False)
    try:
        found = probe(part)
    except BadAudio as bad:
        raise Rejected(bad.sentence) from bad
    _check(found)
    check_quota(person, part.stat().st_size)
    try:
        with record.vault_locked():
            upload = _row(person, sha256, name, part.stat().st_size, found)
            vault.keep(part, sha256)
            bell.ring("peaks", upload.pk)
    except IntegrityError:
        # Somebody else's browser finished the same bytes a moment earlier.
        known = _known(sha256)
        if known is None:
            raise
        return Added(known, is_new=False)
    return Added(upload, is_new=True)


def _row(
    person: Person, sha256: str, name: str, size: int, found: Probe, **facts: object
) -> Upload:
    own = {
        "title": found.title or pretty_title(PurePosixPath(name).stem),
        "artist": found.artist,
    }
    return Upload.objects.create(
        person=person,
        sha256=sha256,
        is_stored=True,
        size=size,
        file_name=name,
        **{**own, **facts},
        extension=found.kind.extension,
        mime=found.kind.mime,
        codec=found.codec,
        duration_s=found.duration_s,
        sample_rate=found.sample_rate,
        channels=found.channels,
        next_action_at=timezone.now(),
    )


def _known(sha256: str) -> Upload | None:
    known = Upload.objects.filter(sha256=sha256, is_stored=True).first()
    if known and known.trashed_at:
        known.trashed_at = None
        known.save(update_fields=["trashed_at"])
    return known


def _check(found: Probe) -> None:
    longest = settings.REMIX_MAX_DURATION_S
    if found.duration_s and found.duration_s > longest:
        raise Rejected(
            f"This file plays for {found.duration_s / 60:.0f} minutes; "
            f"the longest this desk takes is {longest // 60}."
        )
    if found.channels and found.channels > settings.REMIX_MAX_CHANNELS:
        raise Rejected(
            f"This file has {found.channels} channels; expected "
            f"{settings.REMIX_MAX_CHANNELS} at most. Export a stereo mix."
        )


def _may_make(person: Person) -> None:
    if not person.can_make:
        raise Rejected("Viewers can listen but not upload. Ask an owner to make you a member.")
