"""A task that its service shows no sign of any more, as after a restart, and when it is lost.

Some services answer "still running" for any id they are asked about. One such answer means
nothing; several, over a while, mean that waiting is in vain.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from remixes.models import Submission

READS = 3
LOST = (
    "The service does not know this job any more: it was probably restarted. "
    "Send it again if you still want it."
)


def is_lost(submission: Submission, *, is_missing: bool) -> bool:
    """Counts one more look at a task; True when it has been missing for long enough.

    Any sign of it starts the count anew. Called with the submission locked.
    """
    if not is_missing:
        _count(submission, 0)
        return False
    _count(submission, submission.absence_reads + 1)
    since, patience = submission.missing_since, timedelta(seconds=settings.REMIX_LOST_AFTER_S)
    return bool(since and submission.absence_reads >= READS and timezone.now() - since >= patience)


def _count(submission: Submission, reads: int) -> None:
    if not reads and submission.missing_since is None:
        return
    submission.absence_reads = reads
    submission.missing_since = (submission.missing_since or timezone.now()) if reads else None
    submission.save(update_fields=["absence_reads", "missing_since"])
