"""The request that is to be spelled: where it goes, its text fields, at most one file."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOKEN_NAME = "REMIXDESK_TOKEN"  # noqa: S105  # the name of a variable, not what is in it

_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
_NO_FILE_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff/]")
_MIME = re.compile(r"[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+")
_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_URL = re.compile(r"https?://[\w.\-~:\[\]@%/]+")


class NotText(ValueError):
    """``.field`` holds what no program can be given: NUL, half a character, a slash in a name."""

    def __init__(self, field: str) -> None:
        super().__init__(f"{field} cannot be sent as text.")
        self.field = field


@dataclass(frozen=True)
class SentFile:
    """A file that lies beside whoever runs the text; ``size`` in bytes. Raises NotText."""

    field: str
    name: str
    mime: str
    size: int

    def __post_init__(self) -> None:
        is_named = bool(self.name) and not _NO_FILE_NAME.search(self.name)
        if not is_named or not _MIME.fullmatch(self.mime):
            raise NotText(self.field)

    @property
    def path(self) -> str:
        """How the file is named to a program: one that begins like an option is no option."""
        return f"./{self.name}" if self.name.startswith("-") else self.name


@dataclass(frozen=True)
class ApiRequest:
    """POST of text fields, as multipart with a file and urlencoded without. Raises NotText."""

    url: str
    fields: tuple[tuple[str, str], ...]
    file: SentFile | None = None

    def __post_init__(self) -> None:
        if not _URL.fullmatch(self.url):
            raise NotText("url")
        for field, text in self.fields:
            if not _FIELD.fullmatch(field) or _UNSENDABLE.search(text):
                raise NotText(field)
