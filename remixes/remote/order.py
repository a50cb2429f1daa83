"""What is to be remixed and how, before it is put into any form of the wire."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Order:
    """One remix to be made: a stored `file` or a `url` (the file wins), and what to do with it.

    `file_name` is the name its owner gave the file, `replace_start_at` and `replace_end_at` are
    seconds and mean INPAINT only, as does `section`: the words of that part. `gender` is "male",
    "female", "neutral" or "" for any; `title` is what the versions shall be called, "" leaves that
    to the service. `webhook_url` holds a secret token.
    """

    mode: str
    prompt: str
    lyrics: str = ""
    webhook_url: str = field(default="", repr=False)
    file: Path | None = None
    file_name: str = ""
    file_mime: str = ""
    url: str = ""
    replace_start_at: float | None = None
    replace_end_at: float | None = None
    section: str = ""
    gender: str = ""
    title: str = ""
    wants_cover: bool = False
