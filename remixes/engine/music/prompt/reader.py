"""From a prompt to a wish: parts taken out, words put into English, looked up, turned round."""

import re
from collections.abc import Iterable
from functools import lru_cache

from remixes.engine.music.catalogue import STYLES
from remixes.engine.music.prompt.choice import choose
from remixes.engine.music.prompt.heard import heard
from remixes.engine.music.prompt.mentions import Mention, mentions
from remixes.engine.music.prompt.negation import Refusal, Sentence
from remixes.engine.music.prompt.part_words import without_places
from remixes.engine.music.prompt.players import players
from remixes.engine.music.prompt.tempo_words import tempo_said
from remixes.engine.music.prompt.tokens import Token, plain, tokens
from remixes.engine.music.prompt.traits import colours, decade, direction, first, swing
from remixes.engine.music.prompt.wish import Wish

_SMALL_WORDS = re.compile(
    r"\b(?:please|pls|make|it|this|that|my|the|song|track|remix|turn|into|can|could|you|i|want"
    r"|give|me|a|an|version|of|to|be|something|some|like|with|in|style|vibe|vibes|sound|sounds)\b"
)
_TELLING_NOTHING = {"op", "pace", "part", "colour", "absent", "sung"}
"""Kinds that say nothing about style."""


@lru_cache(maxsize=64)
def read(prompt: str) -> Wish:
    """Understand any text; one without a known word gets the default style, `heard` empty."""
    tempo = tempo_said(without_places(plain(prompt)))
    words = tokens(tempo.rest)
    found = mentions(words)
    sentence = Sentence(words, found)
    refusals = sentence.refusals()
    away = {refusal.mention.first for refusal in refusals}
    wanted = [one for one in found if one.first not in away and not one.has("op")]
    named = {style for one in wanted for style in one.values("names")}
    refused = _refused_styles(refusals) - named
    choice = choose(words, wanted, refused, _prose(words, found, away))
    band = players(wanted, refusals, sentence.alone(), choice)
    pace = tempo.pace or direction(wanted, "pace", "slower", "faster")
    is_half_time = any("half" in one.values("pace") for one in wanted)
    blend = STYLES[choice.blend] if choice.blend else None
    return Wish(
        style=STYLES[choice.style],
        heard=heard(tempo, wanted, refusals, band, choice),
        bpm=tempo.bpm,
        pace=pace,
        is_half_time=is_half_time,
        absent=band.absent,
        chords=band.chords,
        arp=band.arp,
        colours=colours(wanted, refusals),
        named_style=choice.how == "name",
        energy=direction(wanted, "energy", "calmer", "harder"),
        moods=frozenset(value for one in wanted for value in one.values("mood")),
        era=first(wanted, "era") or decade(words),
        instruments=band.others,
        blend=blend,
        swing=swing(wanted, refusals),
        texture=any(one.has("texture") for one in wanted),
        unwanted=band.unwanted,
        is_likeness=choice.how == "likeness",
    )


def _refused_styles(refusals: Iterable[Refusal]) -> set[str]:
    """ "No swing" is about rhythm, not about jazz; "less pop" still may be pop."""
    return {
        style
        for refusal in refusals
        if not refusal.is_partial and not refusal.mention.has("swing", "part")
        for style in refusal.mention.values("names", "forms", "artists")
    }


def _prose(words: list[Token], found: list[Mention], away: set[int]) -> str:
    """What is left to be embedded: no refusals, no small words; "" when nothing tells a style."""
    refused = _covered(one for one in found if one.first in away or one.has("op", "pace"))
    said = [(at, token.text) for at, token in enumerate(words) if at not in refused]
    dull = _covered(
        one for one in found if all(meaning.kind in _TELLING_NOTHING for meaning in one.meanings)
    )
    telling = _SMALL_WORDS.sub(" ", " ".join(word for at, word in said if at not in dull))
    has_hints = any(one.has("hints") for one in found if one.first not in away)
    has_words = has_hints or re.search(r"[a-z]{3}", telling)
    return " ".join(word for _, word in said) if has_words else ""


def _covered(found: Iterable[Mention]) -> set[int]:
    return {at for one in found for at in range(one.first, one.stop)}
