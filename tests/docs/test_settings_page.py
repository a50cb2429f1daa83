"""docs/settings.md names every setting, no other, and its default."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
READERS = ("settings.py", "remote_services.py")
ROW = re.compile(r"^\| (`[^|]+`) \| ([^|]+) \|", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs" / "settings.md").read_text())


def names_in_code() -> set[str]:
    """Every name that the settings look up in the environment."""
    code = "".join((ROOT / "remixsite" / name).read_text() for name in READERS)
    plain = re.findall(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z0-9_]+)"', code)
    by_service = re.findall(r'f"\{prefix\}_([A-Z_]+)"', code)
    return {*plain, *(f"REMIX_<KEY>_{tail}" for tail in by_service)}


def names_on_page() -> list[str]:
    return [name for cell, _ in ROWS for name in re.findall(r"`([^`]+)`", cell)]


def numbers_on_page() -> list[tuple[str, int]]:
    """Settings whose default is given as one plain number."""
    return [
        (cell.strip("`"), int(default.strip("` ")))
        for cell, default in ROWS
        if re.fullmatch(r"`\d+`", default.strip())
    ]


def test_every_setting_is_on_the_page_and_nothing_else() -> None:
    assert set(names_on_page()) == names_in_code()


def test_no_setting_is_explained_twice() -> None:
    names = names_on_page()

    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "number"), numbers_on_page())
def test_defaults_on_the_page_are_those_of_the_code(name: str, number: int) -> None:
    minutes = name == "REMIX_SLOT_HOLD"

    assert getattr(settings, f"{name}_S" if minutes else name) == number * (60 if minutes else 1)
