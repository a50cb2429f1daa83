"""What the browser gets: foreign files as they were published, everything from our own address."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from remixes.templatetags.scripts import import_map, preloads

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
PACKAGES = json.loads((STATIC / "vendor" / "vendor.json").read_text())
SHEETS = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["package"])
def test_vendored_files_are_those_that_were_noted(package: dict[str, str]) -> None:
    for file in package["files"]:
        content = (STATIC / file["path"]).read_bytes()  # type: ignore[index]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]  # type: ignore[index]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["package"])
def test_every_vendored_package_brings_its_licence(package: dict[str, str]) -> None:
    assert (STATIC / package["licence_file"]).stat().st_size > 500
    assert package["version"]


def test_every_vendored_file_is_noted() -> None:
    noted = {file["path"] for package in PACKAGES for file in package["files"]}
    ours = {"vendor/vendor.json", "vendor/inter/inter.css"}
    ours |= {package["licence_file"] for package in PACKAGES}

    found = {str(file.relative_to(STATIC)) for file in (STATIC / "vendor").rglob("*.*")}
    found |= {str(file.relative_to(STATIC)) for file in (STATIC / "vendor").rglob("LICENSE")}

    assert found - ours - noted == set()


def test_every_address_in_a_style_sheet_exists() -> None:
    named = [
        sheet.parent / address
        for sheet in SHEETS
        for address in re.findall(r'url\(["\']?([^"\')]+)', sheet.read_text())
        if not address.startswith("data:")
    ]

    assert named
    assert [file for file in named if not file.is_file()] == []


def test_no_script_names_a_source_map_or_a_foreign_host() -> None:
    words = {script: script.read_text() for script in SCRIPTS}
    ours = [script for script in SCRIPTS if "vendor" not in script.parts]

    assert [script for script in SCRIPTS if "sourceMappingURL" in words[script]] == []
    assert ours
    assert [s for s in ours if re.search(r"https?://(?!www\.w3\.org)", words[s])] == []


def test_the_sprite_has_every_icon_that_is_named_and_no_other() -> None:
    icons = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
    rooms = [Path(settings.BASE_DIR) / "remixes" / room for room in ("templatetags", "views")]
    files = [
        *TEMPLATES.rglob("*.html"),
        *SCRIPTS,
        *(f for room in rooms for f in room.glob("*.py")),
    ]
    words = "\n".join(file.read_text() for file in files)

    drawn = set(re.findall(r"""(?:{% (?:icon|sprite) |\bicon\()["']([\w-]+)["']""", words))

    assert drawn - icons == set()
    assert {
        icon for icon in icons if f'"{icon}"' not in words and f"'{icon}'" not in words
    } == set()


def test_every_module_a_script_imports_is_in_the_import_map() -> None:
    names = json.loads(import_map())["imports"]
    ours = [script for script in SCRIPTS if "vendor" not in script.parts]

    wanted = {
        name
        for script in ours
        for name in re.findall(r'(?:from|import)\s*\(?"([^"]+)"', script.read_text())
    }

    assert "desk/page-turn" in wanted
    assert wanted <= set(names)
    assert names["desk/page-turn"] == "/static/js/page-turn.js"


def test_a_page_asks_at_once_for_what_its_first_script_needs_and_for_no_more() -> None:
    asked = re.findall(r'href="/static/js/([\w-]+)\.js"', preloads())

    assert asked[0] == "main"
    assert {"sound-out", "deck-loop"} <= set(asked)  # found two imports deep
    assert not {"lyric-editor", "wave"} & set(asked)
    assert len(asked) == len(set(asked))


def test_no_template_has_inline_style_handler_or_script_without_nonce() -> None:
    bare = r"""\sstyle="|\son[a-z]+=|<script(?![^>]*(?:nonce=|src=))[^>]*>"""
    # a tag may well say "with one=…"
    words = {page: re.sub(r"{%.*?%}", "", page.read_text()) for page in TEMPLATES.rglob("*.html")}

    assert words
    assert [
        (page.name, found[0]) for page in words if (found := re.search(bare, words[page]))
    ] == []
