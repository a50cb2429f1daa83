"""Which style a prompt means, and which colours it: by name, else by likeness, else the default."""

from collections import Counter
from dataclasses import dataclass

from remixes.engine.music.prompt.likeness import NEUTRAL, Likeness, likeness
from remixes.engine.music.prompt.mentions import PLAYER_KINDS, Mention
from remixes.engine.music.prompt.tokens import Token

DEFAULT = "pop"

_NAMED, _ARTIST, _FORM, _TOUCH, _SOURCE = 4, 3, 2, 1, 0
_BELIEVABLE = 0.36
_HINT = 0.25
_HINT_BELIEVED = 0.1
_MOST_HINTS = 3
_SONG = {"song", "songs", "track", "tune", "piece", "beat", "banger", "hit", "record", "recording"}
_OWN = {"this", "my", "our", "that", "original", "existing", "your", "of", "from", "the"}
_INTO = {"into", "to", "in", "as"}
_SPICE = {"elements", "influences", "influence", "touch", "feel", "vibe", "vibes", "flavour"}
_SPICE |= {"flavor", "chords", "drums", "groove", "rhythm", "twist", "accents", "undertones"}
_SPICE |= {"tinged", "infused", "influenced", "inspired", "flavoured", "flavored", "ish", "esque"}
_TASTE = {"touch", "hint", "bit", "elements", "flavour", "flavor", "dash", "splash", "sprinkle"}
_TASTE |= {"influences", "pinch", "taste", "influenced", "inspired", "infused", "undertones"}


@dataclass(frozen=True)
class Choice:
    """`used` are the mentions that decided; `how` is name, likeness or default."""

    style: str
    blend: str
    how: str
    used: tuple[Mention, ...]


@dataclass(frozen=True)
class _Candidate:
    style: str
    rank: int
    mention: Mention


def choose(words: list[Token], wanted: list[Mention], refused: set[str], prose: str) -> Choice:
    """The style of the wanted mentions; `prose` is what is embedded when none names one."""
    found = _candidates(words, wanted, refused)
    if found:
        return _named(found)
    hints = [mention for mention in wanted if mention.has("hints")]
    return _alike(hints, refused, prose)


def _candidates(words: list[Token], wanted: list[Mention], refused: set[str]) -> list[_Candidate]:
    found = [
        _Candidate(style, _rank(words, wanted, mention), mention)
        for mention in wanted
        for style in mention.values("names", "artists", "forms")
        if style not in refused
    ]
    kept = [one for one in found if one.rank > _SOURCE]
    return kept or found


def _named(found: list[_Candidate]) -> Choice:
    first = max(found, key=lambda one: (one.rank, -one.mention.first))
    main = _head(found, first)
    others = [one for one in found if one.style != main.style and one.rank > _SOURCE]
    other = max(others, key=lambda one: (one.rank, -one.mention.first), default=None)
    named = [main] if other is None else [main, other]
    used = tuple(one.mention for one in found if one.style in {n.style for n in named})
    return Choice(main.style, other.style if other else "", "name", used)


def _head(found: list[_Candidate], first: _Candidate) -> _Candidate:
    """Of names side by side the last is what it is, as in "latin house"."""
    for one in found:
        beside = one.mention.first == first.mention.stop
        if beside and one.rank == first.rank and one.style != first.style:
            return _head(found, one)
    return first


def _rank(words: list[Token], wanted: list[Mention], mention: Mention) -> int:
    if _is_source(words, mention):
        return _SOURCE
    if _is_touch(words, mention):
        return _TOUCH
    if mention.has("names"):
        return _FORM if _is_modifier(words, wanted, mention) else _NAMED
    return _ARTIST if mention.has("artists") else _FORM


def _is_modifier(words: list[Token], wanted: list[Mention], mention: Mention) -> bool:
    """Whether it describes something else: "disco drums", "jazz-inspired"."""
    beside = next((one for one in wanted if one.first == mention.stop), None)
    if beside and beside.has(*PLAYER_KINDS):
        return True
    after = {token.text for token in words[mention.stop : mention.stop + 2]}
    return _word(words, mention.stop) in _SPICE or ("-" in after and bool(after & _SPICE))


def _is_touch(words: list[Token], mention: Mention) -> bool:
    """Whether only a little of it is wanted: "with a touch of jazz"."""
    before = {token.text for token in words[max(0, mention.first - 3) : mention.first]}
    return bool(before & _TASTE)


def _is_source(words: list[Token], mention: Mention) -> bool:
    """Whether it is what the song was: "turn this rock song into", "from pop to"."""
    before = [token.text for token in words[max(0, mention.first - 3) : mention.first]]
    after = _word(words, mention.stop)
    last = words[mention.stop - 1].text
    if "from" in before[-2:] and after in _INTO:
        return True
    own = set(before) & (_OWN - {"the"})
    if last in _SONG:
        return bool(own or after in _INTO)
    return after in _SONG and bool(own or _word(words, mention.stop + 1) in _INTO)


def _word(words: list[Token], at: int) -> str:
    return words[at].text if at < len(words) else ""


def _alike(hints: list[Mention], refused: set[str], prose: str) -> Choice:
    """The nearest anchor, hints counted in; the default when nothing is near enough."""
    seen = likeness(prose) if prose else Likeness({}, 0.0)
    hinted = Counter(style for mention in hints for style in mention.values("hints"))
    scores = {
        style: score + _HINT * min(hinted[style], _MOST_HINTS)
        for style, score in seen.scores.items()
        if style not in refused
    }
    best = max(scores, key=lambda style: scores[style], default="")
    if best not in {"", NEUTRAL} and seen.nearest + _HINT_BELIEVED * hinted[best] >= _BELIEVABLE:
        used = tuple(mention for mention in hints if best in mention.values("hints"))
        return Choice(best, "", "likeness", used)
    return Choice(DEFAULT, "", "default", ())
