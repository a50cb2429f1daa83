"""What a song is made of: beats, bars, key, chords and form, from its samples alone.

It knows samples and, to listen to a stranger's file, the limited process of `remixes.audio`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from remixes.analysis.listening import Listened, listen

if TYPE_CHECKING:
    from remixes.analysis.facts import summary

__all__ = ["Listened", "listen", "summary"]

# Loaded when first asked for: a web process needs no numpy.
_LATER = {"summary": "facts"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
