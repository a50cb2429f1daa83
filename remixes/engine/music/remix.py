"""Mode REMIX: the whole song in another style, tempo and form, twice."""

from collections.abc import Iterator

from remixes.engine.music.analysis.song import Song
from remixes.engine.music.arrange.band import Score, write
from remixes.engine.music.arrange.drums import is_kick
from remixes.engine.music.arrange.shape import shape
from remixes.engine.music.master import master
from remixes.engine.music.mixer import Desk, fade_out, mix
from remixes.engine.music.order import Version
from remixes.engine.music.plan import plan
from remixes.engine.music.prompt import Wish
from remixes.engine.music.separate import take_down_drums
from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.stretch import stretch
from remixes.engine.music.tempo import Pace, paces
from remixes.engine.music.titles import titles
from remixes.engine.music.treatment import Treated, treatment_for
from remixes.engine.music.work import Work, seeds

_TAIL_S = 1.5


def remix(work: Work) -> Iterator[Version]:
    """Yield both versions as they become complete. Raises Unrenderable, Cancelled."""
    sound, song = work.read_song()
    wish = work.wish
    layer = work.scratch.room(len(sound))
    down = 1.0 if "drums" in wish.absent else wish.style.layer.drums_down
    take_down_drums(sound, layer, down, work.watch.step(0.17, 0.24, "taking drums down"))
    both = paces(song, wish)
    names = titles(work.order.title, wish, both)
    scores = [_score(song, wish, both[k], k + 1, seeds(work)[k]) for k in (0, 1)]
    work.on_plan(plan(song, wish, both, names, [s for _, s in scores]))
    for k in (0, 1):
        counted, score = scores[k]
        yield _version(work, layer, counted, score, both[k], k + 1, names[k])


def _score(song: Song, wish: Wish, pace: Pace, number: int, seed: int) -> tuple[Song, Score]:
    counted = pace.count(song)
    return counted, write(counted, shape(counted, number), wish, number, seed)


def _version(
    work: Work, layer: Frames, song: Song, score: Score, pace: Pace, number: int, title: str
) -> Version:
    low = 0.24 + 0.38 * (number - 1)
    step = work.watch.step(low, low + 0.1, f"stretching version {number}")
    stretched = stretch(layer, pace.rate, work.scratch, step)
    step = work.watch.step(low + 0.1, low + 0.2, f"mixing version {number}")
    out = work.scratch.room(len(stretched) + int(_TAIL_S * RATE))
    treated = Treated(treatment_for(work.wish, has_new_voice=False), stretched)
    mix(stretched, treated, score.stems, desk_for(work.wish, score, seeds(work)[0]), out, step)
    fade_out(out, min(2.5, len(out) / RATE / 6))
    record = master(out, work.watch.step(low + 0.2, low + 0.3, f"mastering version {number}"))
    return work.publish(number, title, record, (), (low + 0.3, low + 0.38))


def desk_for(wish: Wish, score: Score, seed: int) -> Desk:
    """The style's mix settings bent by the prompt's colours."""
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
