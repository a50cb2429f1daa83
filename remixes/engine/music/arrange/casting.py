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
_STRUCK = "..x...x...x...x."
_DRIVEN = ("distorted guitar", "overdriven guitar")
_BASSES = ("bass", "808")
_HELD = ("strings", "pad", "choir", "voice oo", "organ")
_ERA_KITS = {
    "60s": ("studio kick", "studio snare"),
    "70s": ("studio kick", "studio snare"),
    "80s": ("electronic kick", "gated snare"),
    "90s": ("kick", "tight snare"),
    "2000s": ("deep kick", "clap"),
}
_TIMELESS = ("jazz kick", "timpani", "jazz snare", "brush", "rim", "sidestick", "claves")
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
              "sad": "slow strings", "calm": "warm pad", "dark": "dark pad"}  # fmt: skip
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
        band = replace(band, chords=_played_on(wish.chords, band.chords))
    if wish.arp:
        arp = band.arp or Arp(wish.arp, 4, 0.5)
        band = replace(band, arp=replace(arp, instrument=wish.arp))
    for k, name in enumerate(name for name in wish.instruments if name in PITCHED):
        band = _joined(band, name, k)
    struck = tuple((name, _STRUCK) for name in wish.instruments if name in DRUMS)
    band = replace(band, drums=replace(band.drums, extra=(*band.drums.extra, *struck)))
    band = without(band, wish.unwanted)
    return _halved(band) if wish.is_half_time else band


def _played_on(instrument: str, comp: Comp) -> Comp:
    """The same comping on another instrument: distortion wants fifths, all others full chords."""
    is_driven = instrument in _DRIVEN
    if is_driven == (comp.tones == "power"):
        return replace(comp, instrument=instrument)
    if is_driven:
        return replace(comp, instrument=instrument, tones="power", centre=50)
    return replace(comp, instrument=instrument, tones="triad", centre=62, ring=0.8)


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
    if era not in _ERA_KITS:
        return band
    keys = _ERA_KEYS[era]

    def now(name: str) -> str:
        return keys.get(name, name)

    return replace(
        band,
        drums=_kit_of(band.drums, *_ERA_KITS[era]),
        bass=replace(band.bass, instrument=now(band.bass.instrument)),
        chords=replace(band.chords, instrument=now(band.chords.instrument)),
        arp=replace(band.arp, instrument=now(band.arp.instrument)) if band.arp else None,
        pad="" if era == "60s" else now(band.pad),
    )


def _kit_of(drums: Drums, kick: str, snare: str) -> Drums:
    """The same groove on another kit; hands and brushes stay what they are."""
    old_kick, old_snare = drums.kick, drums.snare
    if old_kick and old_kick[0] not in _TIMELESS:
        old_kick = (kick, old_kick[1])
    if old_snare and old_snare[0] not in _TIMELESS:
        old_snare = (snare, old_snare[1])
    return replace(drums, kick=old_kick, snare=old_snare)


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
    if "playful" in wish.moods and not band.arp:
        band = replace(band, arp=Arp("pizzicato", 2, 0.5))
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
