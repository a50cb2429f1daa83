"""Print the table of runtime packages and their licences for docs/licences.md.

Run from the project's root: `.venv/bin/python -m deploy.list_licences`. Versions are those of the
lock file, licences those that the installed packages state.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

LOCK = Path(__file__).parent / "requirements.txt"
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)

# What the packages' own licence files say where their metadata say nothing, or nothing exact.
READ = {
    "async-timeout": "Apache-2.0",
    "certifi": "MPL-2.0",
    "colorama": "BSD-3-Clause",  # on Windows alone
    "django-csp": "BSD-3-Clause",
    "django-ninja": "MIT",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "numpy": "BSD-3-Clause",
    "pysqlite3": "Zlib",
    "python-stretch": "MIT",
    "qrcode": "BSD-3-Clause",
    "requests": "Apache-2.0",
    "scipy": "BSD-3-Clause",
    "soundfile": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "tinytag": "MIT",
    "valkey": "MIT",
}


class Package(NamedTuple):
    """One pinned package; `versions` has more than one entry where Python's version decides."""

    name: str
    versions: tuple[str, ...]
    licence: str


def packages() -> list[Package]:
    """Every package of the lock file, by name."""
    pinned: dict[str, list[str]] = {}
    for name, version in PIN.findall(LOCK.read_text()):
        pinned.setdefault(name, []).append(version)
    return [Package(name, tuple(pinned[name]), licence_of(name)) for name in sorted(pinned)]


def licence_of(name: str) -> str:
    """The SPDX words for a package; raises PackageNotFoundError for one that is not installed."""
    return READ.get(name) or stated_licence(name)


def stated_licence(name: str) -> str:
    """What an installed package's metadata say, "" where they say nothing."""
    told = metadata(name)
    fields = ("License-Expression", "License")
    return next((told[field].strip() for field in fields if told[field]), "")


def row(package: Package) -> str:
    """The package's line in the table."""
    return f"| {package.name} | {', '.join(package.versions)} | {package.licence} |"


def main() -> None:
    try:
        lines = [row(package) for package in packages()]
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed; run `make run` once.")
    sys.stdout.write("\n".join(["| package | version | licence |", "|---|---|---|", *lines, ""]))


if __name__ == "__main__":
    main()
