"""Drawing tags for templates: icon, badge, waveform, durations; knows nothing of the models."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


class Face(NamedTuple):
    """How a status looks: an icon of the sprite and a word."""

    icon: str
    word: str


FACES = {
    "QUEUED": Face("clock", "Waiting"),
    "SENDING": Face("loader-circle", "Sending"),
    "UNCONFIRMED": Face("circle-question-mark", "Unconfirmed"),
    "SUBMITTED": Face("audio-lines", "At the service"),
    "PARTIAL": Face("circle-dot", "Partly arrived"),
    "OVERDUE": Face("hourglass", "Longer than usual"),
    "DONE": Face("circle-check", "Ready"),
    "FAILED": Face("octagon-alert", "Failed"),
    "CANCELLED": Face("ban", "Cancelled"),
    "NOTHING": Face("octagon-alert", "No usable result"),
    "CHECKING": Face("loader-circle", "Checking"),
    "READY": Face("circle-check", "Ready"),
    "REFUSED": Face("circle-x", "Refused"),
    "SAVED": Face("hard-drive-download", "Saved"),
    "UNSAVED": Face("hourglass", "Not saved yet"),
    "FLAGGED": Face("flag", "Flagged"),
    "PAUSED": Face("circle-pause", "Paused"),
}
MESSAGE_ICONS = {
    "success": "circle-check",
    "warning": "triangle-alert",
    "error": "octagon-alert",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One symbol of the sprite; hidden from screen readers unless it has a label of its own."""
    href = sprite(name)
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, href
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', href)


@register.simple_tag
def sprite(name: str) -> str:
    """The address of one symbol, for an <svg> that needs attributes of its own."""
    return f"{static('icons/sprite.svg')}#{name}"


@register.filter
def unlocalized(number: int | None) -> str:
    """A number as machines read it, without separators; empty when unknown."""
    return "" if number is None else str(number)


@register.simple_tag
def badge(status: str, word: str = "") -> SafeString:
    """Where something stands: icon and word, the colour comes from data-status."""
    face = FACES.get(str(status), Face("circle-dashed", str(status).capitalize()))
    return format_html(
        '<span class="badge" data-status="{}">{} {}</span>',
        status,
        icon(face.icon),
        word or face.word,
    )


@register.filter
def message_icon(level: str) -> str:
    """The icon of a Django message by its level tag."""
    return MESSAGE_ICONS.get(level, "info")


@register.filter
def clock(seconds: float | None) -> str:
    """Seconds as m:ss or h:mm:ss; a dash when unknown."""
    if seconds is None or seconds < 0:
        return "\u2013"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def clock_ms(milliseconds: float | None) -> str:
    """Milliseconds as m:ss."""
    return clock(None if milliseconds is None else milliseconds / 1000)


@register.filter
def span(seconds: float | None) -> str:
    """Seconds in words for estimates: 40 s, 3 min, 2 h 5 min; empty when unknown."""
    if seconds is None or seconds < 0:
        return ""
    if seconds < 90:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


@register.filter
def kind_of_name(name: str) -> str:
    """The one or two letters that stand for a person."""
    words = str(name).split("@")[0].replace(".", " ").replace("_", " ").split()
    return "".join(word[0] for word in words[:2]) or "?"


@register.simple_tag
def ago(moment: datetime | None) -> SafeString | str:
    """A moment in the person's zone; <time-ago> turns it into "5 minutes ago" and keeps it true."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time-ago><time datetime="{}" title="{}">{}</time></time-ago>',
        local.isoformat(timespec="seconds"),
        f"{local:%-d %B %Y, %H:%M}",
        f"{local:%-d %b %Y, %H:%M}",
    )


@register.simple_tag
def elapsed(moment: datetime | None) -> SafeString | str:
    """A running clock since a moment; without script, the moment itself."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return format_html(
        '<time-ago data-form="elapsed"><time datetime="{}">since {}</time></time-ago>',
        local.isoformat(timespec="seconds"),
        f"{local:%H:%M}",
    )


@register.filter
def peaks_attr(peaks: Iterable[int] | None) -> str:
    """Peaks 0..255 as the compact list that <take-player data-peaks> reads; empty when unknown."""
    return ",".join(str(int(peak)) for peak in peaks or ())


@register.simple_tag
def waveform(
    peaks: Sequence[int] | None, label: str = "", bars: int = 120, size: str = ""
) -> SafeString:
    """A wave as SVG from peaks 0..255 of any length: strong upper bars and a paler reflection."""
    heights = _bars(peaks or (), bars)
    up, down = _paths(heights)
    said = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="waveform"{}{} {} viewBox="0 0 {} 100" preserveAspectRatio="none">'
        '<path class="wave-up" d="{}"/><path class="wave-down" d="{}"/></svg>',
        format_html(' data-size="{}"', size) if size else "",
        "" if peaks else SafeString(" data-empty"),
        said,
        bars * 3 - 1,
        up,
        down,
    )


def _bars(peaks: Sequence[int], bars: int) -> list[float]:
    """The loudest peak of each of `bars` equal stretches, 0..1, scaled so that the loudest is 1."""
    if not peaks:
        return [0.02] * bars
    top = max(max(peaks), 1)
    edges = [index * len(peaks) / bars for index in range(bars + 1)]
    loudest = (
        max(peaks[int(start) : max(int(end), int(start) + 1)] or [0])
        for start, end in itertools.pairwise(edges)
    )
    return [max(peak / top, 0.02) for peak in loudest]


def _paths(heights: Sequence[float]) -> tuple[str, str]:
    """Upper bars stand on a line at 68 of 100, the reflection hangs one unit below it."""
    up = "".join(f"M{x * 3} 67h2V{67 - 66 * h:.1f}h-2z" for x, h in enumerate(heights))
    down = "".join(f"M{x * 3} 69h2V{69 + 30 * h:.1f}h-2z" for x, h in enumerate(heights))
    return up, down
