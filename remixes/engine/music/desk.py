"""The mix settings of a style, bent by the colours of a prompt."""

from remixes.engine.music.arrange.band import Score
from remixes.engine.music.arrange.drums import is_kick
from remixes.engine.music.mixer import Desk
from remixes.engine.music.prompt import Wish


def desk_for(wish: Wish, score: Score, seed: int) -> Desk:
    """Balance, room and pumping for one mix."""
    balance = dict(wish.style.balance)
    if "heavy bass" in wish.colours:
        balance["bass"] = balance.get("bass", -2.0) + 3
    if "hard drums" in wish.colours:
        balance["drums"] = balance.get("drums", 0.0) + 2.5
    room_s, share = wish.style.room
    if "wide" in wish.colours:
        room_s, share = max(2.4, 1.5 * room_s), min(0.7, 1.8 * share)
    if "dry" in wish.colours:
        share *= 0.4
    kicks = [note.start_s for note in score.stems["drums"] if is_kick(note)]
    return Desk(balance, room_s, share, wish.style.pump, kicks, (), seed)
