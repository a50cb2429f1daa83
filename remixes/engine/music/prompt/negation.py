"""Which mentions are meant away: "no drums, bass or vocals", "anything but techno", "drums off"."""

from dataclasses import dataclass

from remixes.engine.music.prompt.mentions import Mention
from remixes.engine.music.prompt.tokens import Token

_STOPS = {".", ";", "!", "?", ":", "(", ")"}
_FARTHEST = 5
"""Words between "no" and what is unwanted."""
_STRANGERS = 2
"""How many of them may be unknown: "no cheesy old synths"."""


@dataclass(frozen=True)
class Refusal:
    """An unwanted mention; `is_partial` when only less of it is wanted, or only one sort of it."""

    mention: Mention
    is_partial: bool


class Sentence:
    """The words and mentions of a prompt and the small words between them."""

    def __init__(self, words: list[Token], found: list[Mention]) -> None:
        self.words = words
        self.found = found
        self._at = {mention.first: mention for mention in found}

    def refusals(self) -> list[Refusal]:
        """Everything that is unwanted, once each."""
        refused: dict[int, Refusal] = {}
        for number, mention in enumerate(self.found):
            for refusal in self._refused_by(number, mention):
                refused.setdefault(refusal.mention.first, refusal)
        return [refused[first] for first in sorted(refused)]

    def alone(self) -> list[Mention]:
        """The players after "only" or "just", or before "only"."""
        for number, mention in enumerate(self.found):
            if "only" in mention.values("op"):
                listed = self._list(mention.stop, is_strict=True)
                if listed and listed[0].sort in {"player", "part"}:
                    return listed
            if "only_after" in mention.values("op") and number:
                before = self.found[number - 1]
                if before.stop == mention.first and before.sort in {"player", "part"}:
                    return [before]
        return []

    def _refused_by(self, number: int, mention: Mention) -> list[Refusal]:
        operators = mention.values("op")
        if mention.has("absent"):
            return [Refusal(mention, is_partial=False)]
        if "not" in operators or ("less" in operators):
            is_less = "less" in operators and "not" not in operators
            return self._phrase(mention.stop, is_less=is_less)
        if number and {"after", "after_any"} & set(operators):
            before = self.found[number - 1]
            is_fit = before.sort in {"part", "player"} or "after_any" in operators
            if before.stop >= mention.first - 1 and is_fit:
                return [Refusal(before, is_partial=False)]
        return []

    def _phrase(self, at: int, *, is_less: bool) -> list[Refusal]:
        listed = self._list(at, is_strict=False)
        partial = is_less or self._is_qualified(at, listed)
        parts = [one for one in listed if one.sort == "part"]
        is_described = len(parts) < len(listed) and self._touch(listed)
        return [
            Refusal(one, is_partial=partial or (is_described and one.sort == "part"))
            for one in listed
        ]

    def _touch(self, listed: list[Mention]) -> bool:
        """Whether the first two stand side by side: "heavy drums" is about heaviness."""
        return len(listed) > 1 and listed[0].stop == listed[1].first

    def _is_qualified(self, at: int, listed: list[Mention]) -> bool:
        stop = listed[0].first if listed else at
        return any("qualifier" in m.values("op") for m in self.found if at <= m.first < stop)

    def _list(self, at: int, *, is_strict: bool) -> list[Mention]:
        """The mentions of one list that begins at a word."""
        listed: list[Mention] = []
        mention = self._next(at, 0 if is_strict else _STRANGERS)
        while mention:
            listed.append(mention)
            mention = self._following(listed, is_strict=is_strict)
        return listed

    def _following(self, listed: list[Mention], *, is_strict: bool) -> Mention | None:
        last = listed[-1]
        beside = self._at.get(last.stop)
        if beside and beside.sort != "op" and not is_strict:
            return beside
        joined = self._after_join(last.stop)
        if joined:
            is_or, mention = joined
            return mention if is_or or is_strict or _go_together(last, mention) else None
        return self._after_comma(last)

    def _after_join(self, at: int) -> tuple[bool, Mention] | None:
        """What follows "and", "or", "nor", or a comma with one of them."""
        comma = at < len(self.words) and self.words[at].text == ","
        operator = self._at.get(at + comma)
        if not operator or "join" not in operator.values("op"):
            return None
        mention = self._next(operator.stop, 0, is_repeat_fine=True)
        word = self.words[operator.first].text
        return (word in {"or", "nor"}, mention) if mention else None

    def _after_comma(self, last: Mention) -> Mention | None:
        """The next of a list with commas that ends with a joining word."""
        if last.stop >= len(self.words) or self.words[last.stop].text != ",":
            return None
        mention = self._next(last.stop + 1, 0)
        if not mention or not _go_together(last, mention):
            return None
        return mention if self._after_join(mention.stop) or self._after_comma(mention) else None

    def _next(self, at: int, strangers: int, *, is_repeat_fine: bool = False) -> Mention | None:
        """The first mention from here on; None when the thought ends before."""
        stop = min(len(self.words), at + _FARTHEST)
        while at < stop:
            mention = self._at.get(at)
            if mention and mention.sort != "op":
                return mention
            if mention and not self._may_pass(mention, is_repeat_fine=is_repeat_fine):
                return None
            if not mention:
                strangers -= 1
                if strangers < 0 or self.words[at].text in _STOPS or self.words[at].text == ",":
                    return None
            at = mention.stop if mention else at + 1
        return None

    def _may_pass(self, mention: Mention, *, is_repeat_fine: bool) -> bool:
        values = mention.values("op")
        passing = {"filler", "qualifier"} | ({"not"} if is_repeat_fine else set())
        return bool(passing & set(values))


def _go_together(one: Mention, other: Mention) -> bool:
    return one.sort == other.sort
