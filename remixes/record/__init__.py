"""Facts from the service become rows here: the only writer of results, whichever way they came."""

from remixes.record.analyses import want_analysis
from remixes.record.bytes import (
    forget_bytes,
    forget_results,
    forget_upload,
    is_referenced,
    vault_locked,
)
from remixes.record.deliveries import Received, apply_delivery, receive
from remixes.record.lines import current_fingerprint, open_line, pause_line
from remixes.record.posts import (
    growing_gap,
    record_absent,
    record_refused,
    record_reply,
    record_unclear,
    record_unsent,
)
from remixes.record.reports import Recorded, record_failure, record_report
from remixes.record.settle import (
    expected_in_all,
    has_come,
    settle,
    settle_remix,
    told_of,
)

__all__ = [
    "Received",
    "Recorded",
    "apply_delivery",
    "current_fingerprint",
    "expected_in_all",
    "forget_bytes",
    "forget_results",
    "forget_upload",
    "growing_gap",
    "has_come",
    "is_referenced",
    "open_line",
    "pause_line",
    "receive",
    "record_absent",
    "record_failure",
    "record_refused",
    "record_reply",
    "record_report",
    "record_unclear",
    "record_unsent",
    "settle",
    "settle_remix",
    "told_of",
    "vault_locked",
    "want_analysis",
]
