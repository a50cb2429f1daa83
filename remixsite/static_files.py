"""Static files under hashed names, where a style sheet that is made of imports becomes one file.

A browser learns of an import when it has read the sheet that has it, so that every level of imports
is one more round trip before anything is drawn. Knows nothing of what the sheets say.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

_IMPORT = re.compile(r"@import\s+(?P<what>[^;]*);")
_PLAIN = re.compile(r"""url\(["'](?P<address>[^"']+)["']\)(?:\s+layer\((?P<layer>[\w.-]+)\))?""")
_ADDRESS = re.compile(r"""url\(\s*["']?(?P<address>[^"')]+)["']?\s*\)""")
_FOREIGN = re.compile(r"^(?:[a-z]+:|/|#)")

Read = Callable[[str], str]


def whole(name: str, read: Read) -> str:
    """The sheet `name` with what it imports in the place of its imports, each in its layer.

    `read` gives a sheet by its name below the static root. ValueError for an import with
    conditions, which nobody here needs.
    """

    def imported(found: re.Match[str]) -> str:
        plain = _PLAIN.fullmatch(found["what"].strip())
        if plain is None:
            raise ValueError(f"{name} imports in a way that is not understood: {found[0]}")
        other = _joined(name, plain["address"])
        rules = _moved(whole(other, read), other, name)
        return f"@layer {plain['layer']} {{\n{rules}}}\n" if plain["layer"] else rules

    return _IMPORT.sub(imported, read(name))


def _joined(sheet: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(sheet), address))


def _moved(rules: str, old: str, new: str) -> str:
    """Rules whose addresses were relative to the sheet `old`, for the sheet `new`."""

    def address(found: re.Match[str]) -> str:
        if _FOREIGN.match(found["address"]):
            return found[0]
        target = _joined(old, found["address"])
        return f'url("{posixpath.relpath(target, posixpath.dirname(new))}")'

    return _ADDRESS.sub(address, rules)


class WholeSheetsStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Puts the sheets together before their names are made of their content."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[Any]:
        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        if options.get("dry_run"):
            return
        sheets = [name for name in paths if name.endswith(".css")]
        parted = [name for name in sheets if _IMPORT.search(read(name))]
        for name, rules in {name: whole(name, read) for name in parted}.items():
            self.delete(name)
            self._save(name, ContentFile(rules.encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, **options)
