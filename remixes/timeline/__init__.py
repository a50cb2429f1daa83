"""Lyric timelines as files and side by side: formats that people exchange, and differences.

Pure functions over lines; knows neither rows nor requests.
"""

from remixes.timeline.formats import FORMATS, Format, Sheet, read_any
from remixes.timeline.unreadable import BadTimeline

__all__ = ["FORMATS", "BadTimeline", "Format", "Sheet", "read_any"]
