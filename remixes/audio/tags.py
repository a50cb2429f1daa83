"""Title and artist from a file's tags, as text that is safe to show; never fails."""

import io
import unicodedata
from pathlib import Path

from tinytag import TinyTag

_LONGEST = 200
_BUDGET_BYTES = 8 << 20
_BUDGET_READS = 20_000


class _Spent(Exception):
    """A crafted file asked for more reading than any tag needs."""


class _Frugal(io.FileIO):
    """A file that may be read only so much, because tag sizes are whatever the writer claims."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._bytes, self._reads = _BUDGET_BYTES, _BUDGET_READS

    def read(self, size: int | None = -1) -> bytes:
        """As FileIO.read, within the budget. Raises _Spent."""
        wanted = self._bytes + 1 if size is None or size < 0 else size
        self._bytes -= min(wanted, _BUDGET_BYTES * 2)
        self._reads -= 1
        if self._bytes < 0 or self._reads < 0:
            raise _Spent
        return super().read(wanted) or b""


def title_and_artist(path: Path) -> tuple[str, str]:
    """Both as NFC without control and bidi characters, at most 200 characters; "" if unknown."""
    try:
        with _Frugal(path) as file:
            tag = TinyTag.get(file_obj=file, duration=False, image=False)
        return clean(tag.title), clean(tag.artist)
    except Exception:
        # Whatever a tag makes its reader raise: the audio may be good all the same.
        return "", ""


def clean(text: str | None) -> str:
    """Text of a stranger made fit for one line of ours."""
    spaced = " ".join(unicodedata.normalize("NFC", (text or "")[: _LONGEST * 8]).split())
    # Cc, Cs, Co, Cn and Cf: the last holds the marks that turn the direction of what follows.
    kept = "".join(c for c in spaced if unicodedata.category(c)[0] != "C" or c in "\u200c\u200d")
    return kept.strip()[:_LONGEST].strip()
