"""What a song is called when nobody said: by its tags, else by the name of its file or link."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from remixes.audio import BadAudio, probe
from remixes.engine.models import Task
from remixes.wire.links import is_youtube
from remixes.wire.wish import MAX_TITLE


def title_of(task: Task, source: Path) -> str:
    """The order's title, else the source's own, "" when nothing tells; at most MAX_TITLE long."""
    return (task.title or _tagged(source) or _file_name(task))[:MAX_TITLE]


def _tagged(source: Path) -> str:
    try:
        return probe(source).title
    except BadAudio:
        return ""


def _file_name(task: Task) -> str:
    if task.source_name:
        name = task.source_name
    elif task.source_url and not is_youtube(task.source_url):
        name = unquote(urlsplit(task.source_url).path)
    else:
        return ""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return re.sub(r"[\s_]+", " ", "".join(c for c in stem if c.isprintable())).strip()
