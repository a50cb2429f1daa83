"""Names of versions: the song's own title and what makes this version different."""

from collections.abc import Sequence

from remixes.engine.music.draft import Draft
from remixes.engine.music.prompt import Wish

_LONGEST = 90
_AS_IT_IS = "follows the song"


def _song_name(title: str) -> str:
    name = " ".join(title.split()) or "Untitled"
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "\u2026"


def style_words(wish: Wish) -> str:
    """The style and what colours it, e.g. "house with jazz"."""
    return f"{wish.style.label} with {wish.blend.label}" if wish.blend else wish.style.label


def remix_titles(song_title: str, wish: Wish, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """One title per version, e.g. "Paper Lanterns (lo-fi, 84 BPM, slow build)"."""
    name, style = _song_name(song_title), style_words(wish)
    marks = [_mark(draft, drafts) for draft in drafts]
    titles = [
        f"{name} ({style}, {draft.pace.bpm:.0f} BPM, {mark})"
        for draft, mark in zip(drafts, marks, strict=True)
    ]
    if len(set(titles)) == len(titles):
        return tuple(titles)
    return tuple(f"{title[:-1]}, take {k})" for k, title in enumerate(titles, 1))


def _mark(draft: Draft, drafts: Sequence[Draft]) -> str:
    """What nobody else has: another form, else an instrument, else the song's own order."""
    form = draft.form.words.partition(",")[0]
    if not form.startswith(_AS_IT_IS):
        return form
    others = {name for other in drafts if other is not draft for name in other.score.instruments}
    own = next((name for name in draft.score.instruments if name not in others), "")
    return own or "in the song's order"


def titles_with(song_title: str, what: str, instruments: tuple[str, str]) -> tuple[str, str]:
    """Titles of two versions that differ by who plays, e.g. "Night Bus (new part with organ)"."""
    first, second = instruments
    return titles_of(song_title, (f"{what} with {first}", f"{what} with {second}"))


def titles_of(song_title: str, marks: tuple[str, str]) -> tuple[str, str]:
    """Titles of two versions by what each is, e.g. "Night Bus (voice alone)"."""
    name = _song_name(song_title)
    return f"{name} ({marks[0]})", f"{name} ({marks[1]})"
