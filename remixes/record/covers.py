"""The picture of a task: when it is expected, where it is, and when there will be none.

What is due is written down here; the sweeper rings for it, because no picture is in a hurry.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from remixes.models import Cover, Submission
from remixes.remote import Report

_NO_COVER = "The service made no picture."


def expect_cover(submission: Submission) -> None:
    """Looks for a picture that was asked for although no webhook brings it: some get lost."""
    if not submission.remix.wants_cover:
        return
    wait_s = 2 * (submission.eta_s or 0) + settings.REMIX_ASK_AFTER_S
    due = timezone.now() + timedelta(seconds=wait_s)
    Cover.objects.get_or_create(submission=submission, defaults={"next_action_at": due})


def learn_cover(submission: Submission, report: Report) -> None:
    """Takes over the links of a picture, or that there will be none; harmless when told twice."""
    if report.cover_url:
        _learn_link(submission, report)
    elif report.kind == "W4":
        waiting = Cover.objects.filter(submission=submission, url="")
        waiting.update(problem=report.message or _NO_COVER, next_action_at=None)


def _learn_link(submission: Submission, report: Report) -> None:
    now = timezone.now()
    links = {"url": report.cover_url, "thumbnail_url": report.thumbnail_url}
    _, is_new = Cover.objects.get_or_create(
        submission=submission, defaults={**links, "next_action_at": now}
    )
    if is_new:
        return
    # byId brings newer links and no thumbnail; what is saved or was given up needs none.
    known = Cover.objects.filter(submission=submission, sha256="")
    known.filter(url="").update(**links, next_action_at=now, problem="")
    fresh = {name: link for name, link in links.items() if link}
    known.filter(next_action_at__isnull=False).exclude(url=report.cover_url).update(**fresh)
