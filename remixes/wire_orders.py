"""One order over the wire of the Remix API, from its fields to the reply; no HTTP in it.

The team API's door answers with it, and the explorer's page on behalf of who is signed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from remixes import fetch
from remixes.actions import uploads
from remixes.actions.callbacks import address_problem
from remixes.actions.calls import KEY_LENGTH, Asked, earlier_call, place_call
from remixes.actions.estimate import estimate
from remixes.actions.offers import is_built_in
from remixes.actions.rejected import Rejected
from remixes.actions.remixes import Wish
from remixes.forms import built_in
from remixes.forms.remix import LYRICS_CAP, PROMPT_CAP
from remixes.models import Call, Person, Remix, Token
from remixes.wire import replies, wish
from remixes.wire.fields import Fields
from remixes.wire.problem import Problem, Unprocessable

CAPABILITIES = ("progress", "cancel")
_LISTENS = "Viewers can listen and download, but not make remixes. Ask an owner."


@dataclass(frozen=True)
class Answer:
    """What goes back: HTTP status, JSON body and headers; the remix where there is one."""

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    remix: Remix | None = None


def answer(
    person: Person, feature: str, fields: Fields, *, token: Token | None = None, key: str = ""
) -> Answer:
    """Order a remix for `person` as the door of `feature` would, and say what it became.

    Answers at once: nothing here waits for a service. `key` is the Idempotency-Key, "" for none.
    """
    try:
        call = _ordered(person, feature, fields, token, key.strip())
    except Rejected as rejected:
        problem: Problem = Unprocessable(rejected.sentence)
    except Problem as raised:
        problem = raised
    else:
        return Answer(200, call.reply, remix=call.remix)
    return Answer(problem.status, problem.body, problem.headers)


def _ordered(person: Person, feature: str, fields: Fields, token: Token | None, key: str) -> Call:
    if not person.can_make:
        raise Problem(403, _LISTENS)
    service = fields.get("service") or next(iter(settings.REMIX_SERVICES))
    wanted = wish.read_wish(fields, feature, _rules(service))
    if problem := wanted.webhook_url and address_problem(wanted.webhook_url):
        raise Unprocessable(f"webhook_url cannot be called back. {problem} Nothing was ordered.")
    asked = Asked(
        feature=feature,
        webhook_url=wanted.webhook_url,
        wants_timestamps=wanted.wants_timestamps,
        token=token,
        key=_checked_key(key),
        asked_hash=_asked_hash(feature, fields, wanted) if key else "",
    )
    if known := earlier_call(person, asked):
        return known
    placed = place_call(
        person, _wish(person, wanted, service), asked, lambda remix: _reply(remix, feature)
    )
    return placed.call


def _rules(service: str) -> wish.Rules:
    """What the desk knows to be refused; another service's own limits are for it to say."""
    is_ours = is_built_in(service)
    return wish.Rules(
        prompt_limit=settings.REMIX_PROMPT_LIMIT if is_ours else PROMPT_CAP,
        lyrics_limit=settings.REMIX_LYRICS_LIMIT if is_ours else LYRICS_CAP,
        max_file_bytes=settings.REMIX_MAX_UPLOAD_BYTES,
        lyrics_problem=built_in.lyrics_problem if is_ours else _no_problem,
        link_problem=_link_problem if is_ours else _fetch_problem,
    )


def _no_problem(lyrics: str) -> str:
    return ""


def _fetch_problem(url: str) -> str:
    try:
        fetch.check_url(url, settings.REMIX_FETCH_ALLOW)
    except fetch.Blocked as blocked:
        return blocked.sentence
    return ""


def _link_problem(url: str) -> str:
    return _fetch_problem(url) or built_in.link_problem(url)


def _wish(person: Person, wanted: wish.Wish, service: str) -> Wish:
    """The source is stored first; the same bytes or link are the same source."""
    if wanted.file is not None:
        upload = uploads.add_file(person, wanted.file).upload
    else:
        upload = uploads.add_link(person, wanted.url).upload
    return Wish(
        upload=upload,
        mode=wanted.mode,
        prompt=wanted.prompt,
        lyrics=wanted.lyrics,
        replace_start_at=wanted.part.start,
        replace_end_at=wanted.part.end,
        service=service,
        section=wanted.section,
        gender=wanted.gender,
        title=wanted.title,
        wants_cover=wanted.wants_cover,
    )


def _reply(remix: Remix, feature: str) -> dict[str, Any]:
    """`eta` is -1 and the price is left out where the team's past does not tell them."""
    likely = estimate(remix.service, remix.mode)
    return replies.submit_reply(
        feature,
        str(remix.pk),
        [str(remix.version_1_id), str(remix.version_2_id)],
        eta_s=likely.seconds or -1,
        credit_estimate=None if likely.credits is None else float(likely.credits),
        capabilities=CAPABILITIES,
    )


def _checked_key(key: str) -> str:
    if len(key) > KEY_LENGTH:
        raise Unprocessable(f"Idempotency-Key is too long: at most {KEY_LENGTH} characters.")
    return key


def _asked_hash(feature: str, fields: Fields, wanted: wish.Wish) -> str:
    """One hash for what was sent, whatever its content type; the file by its bytes."""
    said = repr((feature, sorted(fields.texts.items())))
    digest = hashlib.sha256(said.encode())
    if wanted.file is not None:
        digest.update(_file_hash(wanted.file))
    return digest.hexdigest()


def _file_hash(file: UploadedFile[Any]) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.digest()
