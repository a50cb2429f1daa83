"""Mode REMIX: the whole song in another style, tempo and form, twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from remixes.analysis.song import Song
from remixes.engine.music.desk import desk_for
from remixes.engine.music.draft import Draft, draft_version
from remixes.engine.music.instruments.notes import played
from remixes.engine.music.master import master
from remixes.engine.music.mixer import fade_out, mix
from remixes.engine.music.order import Version
from remixes.engine.music.plan import remix_plan
from remixes.engine.music.recut import recut
from remixes.engine.music.separate import without_drums
from remixes.engine.music.side_by_side import both_versions, meanwhile
from remixes.engine.music.sound import RATE, Frames
from remixes.engine.music.stretch import stretch, stretched_frames
from remixes.engine.music.tempo import paces
from remixes.engine.music.titles import remix_titles
from remixes.engine.music.treatment import Treated, treatment_for
from remixes.engine.music.watch import Watch
from remixes.engine.music.work import Work, seeds
from remixes.engine.studio.messages import Message

_TAIL_S = 1.5
_FADE_S = 2.5
_SHARE = 0.38
"""Of the whole work, one version's."""
_MIXED, _MASTERED = 0.25, 0.3
"""How much of it mixing takes, stretching included, and how much has passed after mastering."""


def remix(work: Work) -> Iterator[Version]:
    """Yield both versions as they become complete. Raises Unrenderable, Cancelled."""
    layer, song, drafts = _prepared(work)
    yield from both_versions(
        work, lambda own, number: _version(own, layer, song, drafts[number - 1])
    )


def _prepared(work: Work) -> tuple[Frames, Song, list[Draft]]:
    """The song without its drums, what it is made of, and both versions before their sound."""
    sound = work.read_sound()
    down = 1.0 if "drums" in work.wish.absent else work.wish.style.layer.drums_down

    def take_down(watch: Watch) -> Message:
        step = watch.step(0.17, 0.24, "taking drums down")
        return {"kept": str(work.scratch.keep(without_drums(sound, down, step)))}

    with meanwhile(work, take_down) as drums_down:
        song = work.analysed(sound)
        drafts = _drafted(work, song)
        work.on_plan(remix_plan(song, work.wish, drafts))
        layer = work.scratch.opened(Path(drums_down()["kept"]))
    return layer, song, drafts


def _drafted(work: Work, song: Song) -> list[Draft]:
    work.watch.step(0.17, 0.17, "arranging")
    both = paces(song, work.wish)
    untitled = [draft_version(work, song, both, number, "") for number in (1, 2)]
    names = remix_titles(work.order.title, work.wish, untitled)
    return [replace(d, title=name) for d, name in zip(untitled, names, strict=True)]


def _version(work: Work, layer: Frames, song: Song, draft: Draft) -> Version:
    low = 0.24 + _SHARE * (draft.number - 1)
    cut = recut(layer, song, draft.spans)
    rate = draft.pace.rate
    frames = stretched_frames(len(cut), rate)
    out = work.scratch.room(frames + int(_TAIL_S * RATE))
    treatment = treatment_for(work.wish, has_new_voice=bool(draft.lead.notes))
    desk = desk_for(work.wish, draft.score, seeds(work)[0], draft.motion)
    desk = replace(desk, lead_spans=draft.lead.spans)
    step = work.watch.step(low, low + _MIXED, f"mixing version {draft.number}")
    slow = stretch(cut.blocks(), len(cut), rate)
    stems = played(draft.score.stems) | draft.lead.parts
    mix(slow, Treated(treatment, layer), stems, desk, out, step)
    fade_out(out, min(_FADE_S, len(out) / RATE / 6))
    step = work.watch.step(low + _MIXED, low + _MASTERED, f"mastering version {draft.number}")
    record = master(out, step)
    share = (low + _MASTERED, low + _SHARE)
    return work.publish(draft.number, draft.title, record, draft.lead.timeline, share)
