"""docs/licences.md names what is installed and shipped, and nothing in it forbids business."""

import json
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from deploy.list_licences import Package, packages, row, stated_licence

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "licences.md").read_text()
INSTALLED = {found.name.lower().replace("_", "-") for found in distributions()}
PACKAGES = [found for found in packages() if found.name in INSTALLED]
VENDORED = json.loads((ROOT / "static" / "vendor" / "vendor.json").read_text())
# not LGPL: a library that anybody may replace asks nothing of what uses it
FORBIDDEN = re.compile(
    r"(?<!L)GPL|Affero|(?<!Lesser )General Public|Non-?Commercial|CC-BY-NC", re.I
)


def test_every_pinned_package_is_listed_with_its_versions() -> None:
    assert [row(package) for package in packages() if row(package) not in PAGE] == []


def is_free(package: Package) -> bool:
    said = (package.licence, stated_licence(package.name).partition("\n")[0])
    return bool(package.licence) and not any(map(FORBIDDEN.search, said))


def test_no_package_forbids_business_or_asks_for_our_source() -> None:
    assert PACKAGES
    assert [package.name for package in PACKAGES if not is_free(package)] == []


@pytest.mark.parametrize("package", VENDORED, ids=lambda package: package["package"])
def test_every_vendored_package_is_listed(package: dict[str, str]) -> None:
    assert f"| {package['package']} | {package['version']} | {package['licence']} |" in PAGE


def test_neither_web_nor_engine_nor_workers_import_pyav() -> None:
    code = (
        "import sys, django; django.setup();"
        "import remixsite.wsgi, remixes.engine.jobs, remixes.engine.render;"
        "import remixes.jobs.peaks, remixes.jobs.archive, remixes.sweep, remixes.audio.decode;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "assert not {'av', 'remixes.audio.reader_av'} & set(sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
