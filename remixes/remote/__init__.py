"""The client of a Remix API: the only room that knows its URLs, fields, status codes and oddities.

Knows nothing of models, jobs or pages; what comes in leaves as frozen dataclasses and RemoteErrors.
"""

from remixes.remote.abilities import Ability, abilities_of, ability_of
from remixes.remote.asked import asked_ability
from remixes.remote.by_id import read_by_id, read_by_user
from remixes.remote.client import Client
from remixes.remote.clients import ServiceClient, client_of
from remixes.remote.errors import (
    AskFailed,
    NoAccess,
    NoFunds,
    NotSent,
    Refusal,
    Refused,
    RemoteError,
    TooMany,
    Unclear,
    Unreadable,
)
from remixes.remote.evidence import Exchange
from remixes.remote.lyrics import (
    Block,
    Line,
    LitLine,
    as_rows,
    blocks,
    from_rows,
    read_timeline,
)
from remixes.remote.order import Order
from remixes.remote.services import ACE_STEP, Service, is_free, sends_webhooks
from remixes.remote.shapes import ConversionFacts, Report, SubmitReply, UserPage
from remixes.remote.submit_reply import read_submit_reply
from remixes.remote.webhook import read_webhook
from remixes.remote.wire_forms import prompt_on_wire

__all__ = [
    "ACE_STEP",
    "Ability",
    "AskFailed",
    "Block",
    "Client",
    "ConversionFacts",
    "Exchange",
    "Line",
    "LitLine",
    "NoAccess",
    "NoFunds",
    "NotSent",
    "Order",
    "Refusal",
    "Refused",
    "RemoteError",
    "Report",
    "Service",
    "ServiceClient",
    "SubmitReply",
    "TooMany",
    "Unclear",
    "Unreadable",
    "UserPage",
    "abilities_of",
    "ability_of",
    "as_rows",
    "asked_ability",
    "blocks",
    "client_of",
    "from_rows",
    "is_free",
    "prompt_on_wire",
    "read_by_id",
    "read_by_user",
    "read_submit_reply",
    "read_timeline",
    "read_webhook",
    "sends_webhooks",
]
