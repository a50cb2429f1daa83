"""The nouns of the desk, one a file; a row knows itself, nothing of requests, queues, the wire."""

from remixes.models.analysis import Analysis
from remixes.models.call import Call
from remixes.models.callback import Callback, CallbackKind
from remixes.models.conversion import Conversion, ConversionState
from remixes.models.cover import Cover, cover_among
from remixes.models.delivery import Delivery, Reading
from remixes.models.explorer_call import ExplorerCall
from remixes.models.invitation import Invitation
from remixes.models.lease import Lease
from remixes.models.move import Move
from remixes.models.note import Mention, Note
from remixes.models.person import Person, Role
from remixes.models.preference import Preference
from remixes.models.remix import MOVES, UNDER_WAY, Gender, Hold, Mode, Remix, Status
from remixes.models.service_line import LineState, ServiceLine
from remixes.models.signing_key import SigningKey
from remixes.models.submission import Closing, Submission, hash_token
from remixes.models.timeline_edit import TimelineEdit
from remixes.models.token import Scope, Token
from remixes.models.upload import Upload, UploadState

__all__ = [
    "MOVES",
    "UNDER_WAY",
    "Analysis",
    "Call",
    "Callback",
    "CallbackKind",
    "Closing",
    "Conversion",
    "ConversionState",
    "Cover",
    "Delivery",
    "ExplorerCall",
    "Gender",
    "Hold",
    "Invitation",
    "Lease",
    "LineState",
    "Mention",
    "Mode",
    "Move",
    "Note",
    "Person",
    "Preference",
    "Reading",
    "Remix",
    "Role",
    "Scope",
    "ServiceLine",
    "SigningKey",
    "Status",
    "Submission",
    "TimelineEdit",
    "Token",
    "Upload",
    "UploadState",
    "cover_among",
    "hash_token",
]
