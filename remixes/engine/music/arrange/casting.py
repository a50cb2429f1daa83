"""Who plays in a version: the style's band bent by what the prompt says of era, mood and sound."""

from dataclasses import replace

from remixes.engine.music.arrange.shape import Bar
from remixes.engine.music.arrange.unwanted import without
from remixes.engine.music.instruments.drums import DRUMS
from remixes.engine.music.instruments.pitched import PITCHED
from remixes.engine.music.prompt import Wish
from remixes.engine.music.styles import Arp, Band, Comp, Drums, Style

_SWUNG = 0.6
_HALF_TIME = "........X......."
_BASSES = ("bass", "808")
_HELD = ("strings", "pad", "choir", "voice oo", "organ")
_ERA_DRUMS = {
    "60s": {"clap": "snare", "tight snare": "snare", "hard kick": "soft kick", "deep kick": "kick"},
    "70s": {"clap": "snare", "deep kick": "kick", "hard kick": "kick"},
    "80s": {"snare": "gated snare", "tight snare": "gated snare", "rim": "clap"},
    "90s": {"gated snare": "tight snare", "soft kick": "kick"},
    "2000s": {"gated snare": "clap", "snare": "clap"},
}
_ERA_KEYS = {
    "60s": {"supersaw": "organ", "synth stab": "organ", "electric piano": "organ",
            "pluck": "clean guitar", "synth bass": "finger bass", "warm pad": "strings"},
    "70s": {"supersaw": "strings", "synth stab": "electric piano", "piano": "electric piano",
            "warm pad": "strings", "pluck": "clean guitar", "bells": "vibraphone"},
    "80s": {"piano": "electric piano", "clean guitar": "synth stab", "finger bass": "synth bass",
            "strings": "supersaw", "marimba": "bells", "upright bass": "synth bass"},
    "90s": {"supersaw": "synth stab", "electric piano": "piano"},
    "2000s": {"organ": "supersaw", "electric piano": "pluck"},
}  # fmt: skip
_MOOD_PADS = {"dreamy": "glass pad", "romantic": "slow strings", "epic": "slow strings",
              "sad": "slow strings", "calm": "warm pad"}  # fmt: skip
_MOOD_LIFT = {"dark": -3, "bright": 3, "happy": 2, "sad": -2, "epic": -1}


def band_for(wish: Wish, version: int) -> Band:
    """The style's band for a version as the prompt wants it."""
    band = wish.style.bands[version - 1]
    if wish.blend:
        other = wish.blend.bands[version - 1]
        pad, counter = other.pad or band.pad, other.counter or band.counter
        band = replace(band, chords=other.chords, arp=other.arp, pad=pad, counter=counter)
    band = _moody(_of_era(band, wish.era), wish)
    if wish.chords:
        band = replace(band, chords=replace(band.chords, instrument=wish.chords))
    if wish.arp:
        arp = band.arp or Arp(wish.arp, 4, 0.5)
        band = replace(band, arp=replace(arp, instrument=wish.arp))
    for k, name in enumerate(name for name in wish.instruments if name in PITCHED):
        band = _joined(band, name, k)
    band = without(band, wish.unwanted)
    return _halved(band) if wish.is_half_time else band


def style_for(wish: Wish) -> Style:
    """The style with the feel that was asked for."""
    if wish.swing is None:
        return wish.style
    return replace(wish.style, swing=max(_SWUNG, wish.style.swing) if wish.swing else 0.5)


def tempered(bars: tuple[Bar, ...], energy: int) -> tuple[Bar, ...]:
    """Bars of a harder or calmer version: everybody from the verse on, or never everybody."""
    if energy > 0:
        return tuple(replace(b, level=3) if b.level == 2 and b.part != "build" else b for b in bars)
    if energy < 0:
        return tuple(
            replace(b, level=min(b.level, 2), fill=min(b.fill, 0.45), halts=False) for b in bars
        )
    return bars


def _of_era(band: Band, era: str) -> Band:
    drums, keys = _ERA_DRUMS.get(era, {}), _ERA_KEYS.get(era, {})
    if not drums:
        return band
    arp = replace(band.arp, instrument=keys.get(band.arp.instrument, band.arp.instrument)) \
        if band.arp else None  # fmt: skip
    return replace(
        band,
        drums=_renamed(band.drums, drums),
        bass=replace(band.bass, instrument=keys.get(band.bass.instrument, band.bass.instrument)),
        chords=replace(
            band.chords, instrument=keys.get(band.chords.instrument, band.chords.instrument)
        ),
        arp=arp,
        pad="" if era == "60s" else keys.get(band.pad, band.pad),
    )


def _renamed(drums: Drums, names: dict[str, str]) -> Drums:
    def other(part: tuple[str, str] | None) -> tuple[str, str] | None:
        return (names.get(part[0], part[0]), part[1]) if part else None

    extra = tuple((names.get(drum, drum), steps) for drum, steps in drums.extra)
    return replace(drums, kick=other(drums.kick), snare=other(drums.snare), extra=extra)


def _moody(band: Band, wish: Wish) -> Band:
    lift = sum(_MOOD_LIFT.get(mood, 0) for mood in wish.moods)
    pad = next((_MOOD_PADS[mood] for mood in sorted(wish.moods) if mood in _MOOD_PADS), "")
    chords: Comp = replace(band.chords, centre=band.chords.centre + max(-4, min(4, lift)))
    if wish.moods & {"sad", "calm", "romantic"}:
        chords = replace(chords, breathes=min(0.5, chords.breathes + 0.25))
    drums = band.drums
    if "aggressive" in wish.moods and drums.kick and "hard kick" in DRUMS:
        drums = replace(drums, kick=("hard kick", drums.kick[1]))
    if "epic" in wish.moods and drums.kick:
        drums = replace(drums, extra=(*drums.extra, ("low tom", "X.....x.X...x.xx")), fill="toms")
    counter = band.counter or ("strings" if wish.moods & {"romantic", "epic"} else "")
    return replace(band, chords=chords, drums=drums, pad=band.pad or pad, counter=counter)


def _joined(band: Band, name: str, k: int) -> Band:
    """One more instrument that was asked for, where an instrument of its kind belongs."""
    if any(word in name for word in _BASSES):
        return replace(band, bass=replace(band.bass, instrument=name))
    if any(word in name for word in _HELD) and k == 0:
        return replace(band, pad=name)
    if k % 2 == 0:
        return replace(band, counter=name)
    return replace(band, arp=replace(band.arp or Arp(name, 4, 0.6), instrument=name))


def _halved(band: Band) -> Band:
    """The backbeat on three."""
    snare = band.drums.snare
    if not snare:
        return band
    return replace(band, drums=replace(band.drums, snare=(snare[0], _HALF_TIME)))
