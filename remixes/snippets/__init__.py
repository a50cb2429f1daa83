"""One API request as text that is safe to paste: curl, Python, JavaScript and raw HTTP.

Knows no model, no page and no setting; what is sent and where is told to it.
"""

from remixes.snippets.languages import LANGUAGES, Language
from remixes.snippets.pieces import Piece
from remixes.snippets.reply import head_pieces, json_pieces
from remixes.snippets.request import ApiRequest, NotText, SentFile

__all__ = [
    "LANGUAGES",
    "ApiRequest",
    "Language",
    "NotText",
    "Piece",
    "SentFile",
    "head_pieces",
    "json_pieces",
]
