"""Who plays instead of instruments that the prompt refuses; knows bands, not notes."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from remixes.engine.music.styles import Band

_CHORDS = ("electric piano", "clean guitar", "organ", "strings", "warm pad", "piano", "supersaw")
_ARPS = ("pluck", "vibraphone", "clean guitar", "bells", "piano")
_PADS = ("warm pad", "strings", "organ")
_BASSES = ("finger bass", "upright bass", "synth bass", "sub bass")


def without(band: Band, unwanted: Collection[str]) -> Band:
    """The band with other instruments in their places; the counter-melody may fall silent."""
    if not unwanted:
        return band
    arp = band.arp
    return replace(
        band,
        bass=replace(band.bass, instrument=_other(band.bass.instrument, _BASSES, unwanted)),
        chords=replace(band.chords, instrument=_other(band.chords.instrument, _CHORDS, unwanted)),
        arp=arp and replace(arp, instrument=_other(arp.instrument, _ARPS, unwanted)),
        pad=_other(band.pad, _PADS, unwanted),
        counter="" if band.counter in unwanted else band.counter,
    )


def _other(name: str, instead: Sequence[str], unwanted: Collection[str]) -> str:
    """The name itself where nothing else is left."""
    if name not in unwanted:
        return name
    return next((one for one in instead if one not in unwanted), name)
