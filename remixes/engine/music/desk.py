"""The mix settings of a style, bent by the colours, moods and era of a prompt."""

from remixes.engine.music.arrange.band import Score
from remixes.engine.music.arrange.hits import is_kick
from remixes.engine.music.arrange.motion import Motion
from remixes.engine.music.mixer import Desk
from remixes.engine.music.prompt import Wish

_UNMOVED = Motion()
_DRY_ERAS = ("60s", "70s")
_WIDE_MOODS = frozenset({"dreamy", "epic", "romantic"})


def desk_for(wish: Wish, score: Score, seed: int, moves: Motion = _UNMOVED) -> Desk:
    """Balance, room, pumping and automation for one mix."""
    kicks = [note.start_s for note in score.stems["drums"] if is_kick(note)]
    return Desk(
        _balance(wish),
        *_room(wish),
        wish.style.pump * (1.2 if wish.energy > 0 else 0.6 if wish.energy < 0 else 1.0),
        kicks,
        (),
        seed,
        sweeps=moves.sweeps,
        fades=moves.fades,
    )


def _balance(wish: Wish) -> dict[str, float]:
    """dB of each stem against the song's layer."""
    balance = dict(wish.style.balance)
    if wish.blend:
        borrowed = ("chords", "arp", "pad", "counter")
        balance |= {
            name: wish.blend.balance[name] for name in borrowed if name in wish.blend.balance
        }
    drums, bass = balance.get("drums", 0.0), balance.get("bass", -2.0)
    drums += 2.5 * ("hard drums" in wish.colours) + 1.5 * wish.energy
    drums -= 3.5 * ("soft drums" in wish.colours)
    bass += 3.0 * ("heavy bass" in wish.colours) - 4.0 * ("light bass" in wish.colours)
    if "aggressive" in wish.moods:
        drums, bass = drums + 1, bass + 1
    return balance | {"drums": drums, "bass": bass}


def _room(wish: Wish) -> tuple[float, float]:
    """Reverb time in seconds and its share."""
    room_s, share = wish.style.room
    if "wide" in wish.colours or wish.moods & _WIDE_MOODS:
        room_s, share = max(2.4, 1.5 * room_s), min(0.7, 1.8 * share)
    if wish.era == "80s":
        room_s, share = max(1.6, room_s), min(0.7, 1.4 * share)
    if "dry" in wish.colours or wish.era in _DRY_ERAS:
        share *= 0.4
    return room_s, share
