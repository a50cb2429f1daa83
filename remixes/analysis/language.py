"""Whether the built-in voice can sing a text: it sings English; pure words, nothing to load.

Decided by script, then by the little words every line of a language is full of. In doubt it says
yes: a name, a slang word or "la la la" is nobody's language.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from remixes.analysis.function_words import ENGLISH, FOREIGN, TELLING

_TAG = re.compile(r"^\s*[\[{].*?[\]}]", re.MULTILINE)
_INLINE = re.compile(r"\[[^\]]*\]|\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_CALL = re.compile(
    r"^(?:(?:la|na|da|ba|pa|ma|sha|doo|do|di|dum|du|oh|ooh|uh|ah|ha|hey|ho|hi|he|eh|mm|hm|whoa|woah|yeah|"
    r"yah|ay|aye|ey|bom|bum|bam|boom|tra|shoop|bop|woo|wo|yo|ooo|o|a|e)+h*)$"
)  # fmt: skip
_SCRIPTS = {
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CJK": "Chinese",
    "CYRILLIC": "text in Cyrillic script",
    "GREEK": "Greek",
    "ARABIC": "text in Arabic script",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "text in Devanagari script",
    "THAI": "Thai",
    "LATIN": "",
}
_OTHER_SCRIPT = "text in another script"
_MOSTLY = 0.3
"""The share of letters in another script from which on a text is not English."""
_SURE = 2.0
"""So much evidence a language needs: words of its own count 1 each."""
_SHARED, _CALLED = 0.75, 0.25
"""What words count that several languages have, and those that may be mere calls, as "la"."""
_TOLD = 1.5
_ENGLISH_ENDS = ("n't", "'ll", "'re", "'ve", "ing", "ight", "ness")
_HINT = 1.5
"""What is enough where no word at all is English."""
_FEW = 0.12
_MANY = 8
_SOME = 4


def problem(lyrics: str) -> str:
    """Why the built-in voice cannot sing the lyrics, as a sentence; "" if it can."""
    language = foreign_language(lyrics)
    if not language:
        return ""
    return (
        f"The built-in voice sings English only; these lyrics look like {language}. "
        "Give English lyrics, or leave them out."
    )


def foreign_language(lyrics: str) -> str:
    """The language that most of a text is in, as far as it is not English; "" for English."""
    text = unicodedata.normalize("NFC", _INLINE.sub(" ", _TAG.sub(" ", lyrics)))
    script = _script(text)
    if script:
        return script
    # Each word once: a refrain is no more evidence than a line.
    words = dict.fromkeys(word.lower().replace("\u2019", "'") for word in _WORD.findall(text))
    language, evidence = _nearest(words, text.lower())
    own = [word for word in words if not _CALL.match(word)]
    english = sum(_is_english(word) and word not in FOREIGN[language] for word in own)
    if evidence >= _SURE and evidence > english:
        return language
    if evidence >= _HINT and not english and len(own) >= _SOME:
        return language
    if len(own) >= _MANY and english < _FEW * len(own):
        return language if evidence >= _SURE else "another language"
    return ""


def _script(text: str) -> str:
    """What most letters are, if they are not Latin."""
    letters = [c for c in text if c.isalpha()]
    if all(c < "\u0250" for c in letters):
        return ""
    scripts = Counter(_script_of(c) for c in letters)
    foreign = len(letters) - scripts[""]
    if foreign <= _MOSTLY * len(letters):
        return ""
    # Japanese is written with Chinese characters, too.
    if scripts["Japanese"]:
        return "Japanese"
    return next(name for name, _ in scripts.most_common() if name)


def _script_of(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((s for start, s in _SCRIPTS.items() if name.startswith(start)), _OTHER_SCRIPT)


def _is_english(word: str) -> bool:
    return word in ENGLISH or (word.isascii() and word.endswith(_ENGLISH_ENDS))


def _nearest(words: Iterable[str], text: str) -> tuple[str, float]:
    """The language with most evidence, and how much: words of its own, letters of its own."""
    found: dict[str, float] = dict.fromkeys(FOREIGN, 0.0)
    for word in words:
        if word in ENGLISH:
            continue  # it says nothing that being English would not explain
        owners = [name for name, known in FOREIGN.items() if word in known]
        weight = _CALLED if _CALL.match(word) else 1.0 if len(owners) == 1 else _SHARED
        for name in owners:
            found[name] += weight
        for name in {TELLING[c] for c in word if c in TELLING}:
            found[name] += 0.5 if word in FOREIGN[name] else _TOLD
    for sign in "\u00bf\u00a1":
        found["Spanish"] += text.count(sign)
    language = max(found, key=lambda name: found[name])
    return language, found[language]
