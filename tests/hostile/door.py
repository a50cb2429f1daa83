"""Sends files through the real door: taken in as an upload, checked, listened to, and judged."""

import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from remixes import vault
from remixes.actions import uploads
from remixes.actions.rejected import Rejected
from remixes.jobs.listen import listen
from remixes.jobs.peaks import peaks
from remixes.models import Analysis, Person, Upload, UploadState
from tests.hostile.canaries import Canaries

# Of the processor, which is the same on a busy machine; a file that just waits hangs.
LONGEST_S = 5.0
HANGS_S = 60.0


@dataclass
class Door:
    """What went through it: the sentence each file got ("" for one that was taken), seconds of the
    processor it took, and which canaries it made sing."""

    person: Person
    canaries: Canaries
    listens: bool = True
    said: dict[str, str] = field(default_factory=dict)
    took_s: dict[str, float] = field(default_factory=dict)
    sang: dict[str, list[str]] = field(default_factory=dict)

    def send_all(self, files: Iterable[tuple[str, bytes | Path]], folder: Path) -> "Door":
        """Every file in its turn; nothing is caught but the sentence for people."""
        for name, content in files:
            path = content if isinstance(content, Path) else folder / "hostile"
            if isinstance(content, bytes):
                path.write_bytes(content)
            self._send(name, path)
        return self

    def _send(self, name: str, path: Path) -> None:
        begun, used = time.monotonic(), _processor_s()
        self.said[name] = self._judged(name, path)
        self.took_s[name] = _processor_s() - used
        assert time.monotonic() - begun < HANGS_S, name
        if sang := self.canaries.sang():
            self.sang[name] = sang

    def _judged(self, name: str, path: Path) -> str:
        with path.open("rb") as file:
            sent = UploadedFile(file, f"{name}.mp3", "audio/mpeg", path.stat().st_size)
            try:
                upload = uploads.add_file(self.person, sent).upload
            except Rejected as rejected:
                return rejected.sentence
        Upload.objects.filter(pk=upload.pk).update(next_action_at=timezone.now())
        peaks(str(upload.pk))
        upload.refresh_from_db()
        if upload.state == UploadState.READY:
            if not self.listens:
                return ""
            Analysis.objects.filter(pk=upload.sha256).update(next_action_at=timezone.now())
            listen(upload.sha256)
            return ""
        assert upload.state == UploadState.REFUSED, (name, upload.state)
        return upload.reason

    @property
    def worst(self) -> tuple[float, str]:
        """Seconds of the processor and name of the slowest file."""
        return max((seconds, name) for name, seconds in self.took_s.items())

    def report(self) -> str:
        """One line for people."""
        taken = sum(not sentence for sentence in self.said.values())
        seconds, name = self.worst
        return (
            f"{len(self.said)} hostile files: {taken} held sound, "
            f"{len(self.said) - taken} refused, 0 crashes, 0 hangs, "
            f"{len(self.sang)} canaries sang, worst {seconds:.1f} s ({name}), "
            f"largest process {_largest_mib()} MiB"
        )


def assert_unharmed(door: Door) -> None:
    """No canary sang, nothing took too long, no memory ran out, and the disk holds just songs."""
    print(door.report())
    assert door.sang == {}
    assert door.worst[0] < LONGEST_S, door.worst
    assert all(sentence.endswith(".") for sentence in door.said.values() if sentence), door.said
    assert _largest_mib() < 2048
    assert left_behind() == []


def left_behind() -> list[str]:
    """Temporary files, and stored bytes that no row names."""
    folders = ("parts", "incoming")
    halves = [p.name for f in folders for p in (Path(settings.MEDIA_ROOT) / f).glob("*")]
    known = set(Upload.objects.filter(is_stored=True).values_list("sha256", flat=True))
    stored = (path.name for path in vault.root().glob("??/*"))
    return [*halves, *(name for name in stored if name not in known)]


def _processor_s() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    return children.ru_utime + children.ru_stime + own.ru_utime + own.ru_stime


def _largest_mib() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
