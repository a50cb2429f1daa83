"""Words that say where in a song, not how it sounds; an INPAINT prompt is full of them."""

import re

_UNIT = r"(?:s|secs?|seconds?|mins?|minutes?|sekunden?|minuten?|secondes?|segundos?)\b"
_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,6})?"
_TIME = rf"(?:{_CLOCK}|\d{{1,5}}(?:[.,]\d{{1,6}})?\s*-?{_UNIT})"
_DECADE = r"(?:(?:19|20)\d0s|[5-9]0s|00s)\b"
_TO = r"(?:-|\u2013|\u2014|to|until|till|through|bis|and|und|a|à|al|até)"
_DECADES = rf"(?<![\d:])(?:19|20)?[5-9]0s?\s*{_TO}\s*(?:(?:19|20)?[5-9]0|2000|00)s\b"
_SPAN = rf"\b(?:replace|from|between|von)\s+(?:the\s+)?(?:{_TIME}|\d{{1,5}})\s*{_TO}\s*{_TIME}"
_COUNT = r"(?:\d+|few|couple(?:\s+of)?|two|three|four|eight|ten|sixteen|twenty|thirty|half)"
_WHERE = re.compile(
    "|".join(
        (
            _SPAN,
            rf"\b(?:replace|from|after|before|at|until|up\s+to|von|ab|bis)\s+(?!{_DECADE}){_TIME}",
            rf"\b(?!{_DECADES})\d{{1,5}}(?:[.,]\d+)?\s*{_TO}\s*{_TIME}",
            rf"(?<!\d)(?!{_DECADES}){_TIME}\s*{_TO}\s*(?:{_TIME}|the\s+end\b)",
            rf"(?<!\d)(?!{_DECADE}){_TIME}",
            rf"\b(?:the\s+)?(?:first|last|final|opening|closing)\s+(?:{_COUNT}\s*)?"
            rf"(?:bars?|measures?|beats|takte|{_UNIT})\b",
            r"\b\d{1,3}\s+(?:bars?|measures?|takte)\b(?!\s+blues)",
            r"\b(?:the\s+)?(?:(?:first|second|third|fourth|last|final|1st|2nd|3rd|next)\s+)?"
            r"(?:verses?|pre-?chorus(?:es)?|chorus(?:es)?|bridge|intro|outro|refrain|middle\s+eight"
            r"|interlude|strophe|breakdown|build-?up)\b",
            r"\b(?:replace|redo|regenerate|re-?write|re-?do)\s+(?:the\s+|this\s+)?"
            r"(?:part|section|middle|beginning|ending|end|start|drop|hook|solo)\b",
            r"\bsection\b",
        )
    )
)
_ERA = re.compile(
    rf"(?P<span>{_SPAN})|{_DECADES}|\b(?:from|around)\s+(?:{_DECADE})(?!\s+on(?:wards?)?\b)"
)


def without_places(text: str) -> str:
    """Plain text with ranges, counts of bars and names of parts taken out."""
    return _WHERE.sub(" ", text)


def without_eras(text: str) -> str:
    """Lower-case text in which "80s-90s synth" is no place; "from 80s to 90s" still is one."""
    return _ERA.sub(lambda match: match.group() if match["span"] else " ", text)
