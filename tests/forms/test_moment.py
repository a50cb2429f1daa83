"""Times as people write them."""

import pytest

from remixes.forms.moment import MomentField, read_moment, write_moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("48", 48.0),
        ("48s", 48.0),
        (" 48.5 ", 48.5),
        ("48,5", 48.5),
        ("0:48", 48.0),
        ("1:04.25", 64.25),
        ("61:00", 3660.0),
        ("1:02:03", 3723.0),
        ("90", 90.0),
    ],
)
def test_moment_is_read(text: str, seconds: float) -> None:
    assert read_moment(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "1:60", "1:75:00", "1:2:3:4", "inf", "1e3", "0x10", "\u0663", "1.2.3"]
)
def test_nonsense_is_no_moment(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize("seconds", [0.0, 0.5, 48.0, 59.999, 64.25, 3723.0])
def test_what_is_written_is_read_again(seconds: float) -> None:
    assert read_moment(write_moment(seconds)) == seconds


def test_field_shows_seconds_as_a_moment() -> None:
    assert MomentField().prepare_value(64.5) == "1:04.5"
