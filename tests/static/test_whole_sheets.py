"""Style sheets made of imports are one file for browsers, and say the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from remixsite.static_files import whole

SHEETS = {
    "css/app.css": (
        '@layer a;\n@import url("../font/f.css");\n@import url("parts/x.css") layer(a);\n'
    ),
    "font/f.css": "@font-face { src: url(f.woff2) }\n",
    "css/parts/x.css": 'b { background: url("../../i.svg#x"), url(data:image/png,1) }\n',
    "css/odd.css": '@import url("a.css") print;',
}


def test_imports_stand_in_their_layers_with_addresses_that_hold() -> None:
    assert whole("css/app.css", SHEETS.__getitem__).split("\n") == [
        "@layer a;",
        '@font-face { src: url("../font/f.woff2") }',
        "",
        "@layer a {",
        'b { background: url("../i.svg#x"), url(data:image/png,1) }',
        "}",
        "",
        "",
    ]


def test_an_import_with_conditions_is_refused() -> None:
    with pytest.raises(ValueError, match="not understood"):
        whole("css/odd.css", SHEETS.__getitem__)


def test_every_page_links_sheets_without_imports(tmp_path: Path) -> None:
    storages = {
        "default": settings.STORAGES["default"],
        "staticfiles": {"BACKEND": "remixsite.static_files.WholeSheetsStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)

    (served,) = tmp_path.glob("css/app.*.css")
    rules = served.read_text()
    assert not [sheet for sheet in tmp_path.rglob("*.*.css") if "@import" in sheet.read_text()]
    assert rules.startswith("/*")
    assert rules.index("@layer tokens, base, parts, pages;") < rules.index("@layer tokens {")
    fonts = re.findall(r'url\("([^"]+woff2)"\)', rules)
    assert fonts
    for font in fonts:
        assert (served.parent / font).is_file(), font
