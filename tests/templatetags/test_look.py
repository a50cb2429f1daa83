"""The drawing tags: what they say to eyes, to screen readers and to scripts."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from remixes.models import Status, UploadState
from remixes.templatetags import look

SPRITE = Path(settings.BASE_DIR) / "static" / "icons" / "sprite.svg"


def heights(svg: str) -> list[float]:
    """How high the upper bars of a drawn wave are, 0 to 66."""
    path = re.search(r'class="wave-up" d="([^"]*)"', svg)
    assert path is not None
    return [67 - float(top) for top in re.findall(r"h2V([\d.]+)", path[1])]


@pytest.mark.parametrize("status", [*Status.values, *UploadState.values, "NOTHING", "UNSAVED"])
def test_a_badge_always_has_a_known_icon_and_a_word(status: str) -> None:
    badge = look.badge(status)

    symbol = re.search(r"#([\w-]+)", badge)
    assert symbol is not None
    assert f'<symbol id="{symbol[1]}"' in SPRITE.read_text()
    assert look.FACES[status].word in badge


def test_a_badge_escapes_the_word_it_is_given() -> None:
    badge = look.badge("DONE", "<b>1 of 2</b>")

    assert "&lt;b&gt;1 of 2" in badge


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    templates = Path(settings.BASE_DIR) / "templates"
    scripts = Path(settings.BASE_DIR) / "static" / "js"
    words = "".join(page.read_text() for page in templates.rglob("*.html"))
    words += "".join(script.read_text() for script in scripts.glob("*.js"))

    named = set(re.findall(r'{% (?:icon|sprite) [\'"]([\w-]+)|[ (]icon\("([\w-]+)"\)', words))

    known = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))
    assert named
    assert {tag or script for tag, script in named} <= known


def test_a_wave_shows_the_loudest_of_each_stretch_and_fills_its_height() -> None:
    peaks = [0] * 50 + [100] + [0] * 49

    drawn = heights(look.waveform(peaks, bars=4))

    assert drawn[2] == pytest.approx(66, abs=0.1)
    assert max(drawn[0], drawn[1], drawn[3]) < 2


@pytest.mark.parametrize("peaks", [None, [], [0], [255], list(range(256)), [7] * 5000])
def test_a_wave_of_any_length_has_as_many_bars_as_asked(peaks: list[int] | None) -> None:
    svg = look.waveform(peaks, bars=30)

    assert len(heights(svg)) == 30
    assert ("data-empty" in svg) == (not peaks)


def test_a_wave_speaks_only_when_it_has_a_label() -> None:
    assert 'aria-label="Wave of &quot;A&quot;"' in look.waveform([1], 'Wave of "A"')
    assert 'aria-hidden="true"' in look.waveform([1])


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (59.9, "0:59"), (187, "3:07"), (3600, "1:00:00"), (None, "\u2013")],
)
def test_seconds_read_as_a_clock(seconds: float | None, said: str) -> None:
    assert look.clock(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(40, "40 s"), (170, "3 min"), (7500, "2 h 5 min"), (None, "")]
)
def test_estimates_read_in_words(seconds: float | None, said: str) -> None:
    assert look.span(seconds) == said


def test_a_moment_is_told_in_the_zone_of_the_person() -> None:
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    with timezone.override("Asia/Tokyo"):
        said = look.ago(moment)

    assert "23 Nov 2026, 08:30" in said
    assert 'datetime="2026-11-23T08:30:00+09:00"' in said


def test_peaks_travel_as_plain_numbers() -> None:
    assert look.peaks_attr([0, 255, 7]) == "0,255,7"
    assert look.peaks_attr(None) == ""
