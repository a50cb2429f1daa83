"""The browsers somebody is signed in with: listing them and signing them out.

A session's key is as good as a password, so it leaves this module only as its SHA-256.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from remixes.actions.rejected import Rejected
from remixes.models import Person, hash_token

LONG_AGO = datetime.min.replace(tzinfo=UTC)
GONE = "That browser is signed out already."


class SignedIn(NamedTuple):
    """One browser; nothing is known of one that signed in before the desk kept such notes."""

    name: str
    user_agent: str
    address: str
    since: datetime | None
    is_this: bool


def of(person: Person, this_key: str = "") -> list[SignedIn]:
    """Where somebody is signed in now: this browser first, then the newest."""
    keys = [session.pk for session in _live(person)]
    known = {note.session_key: note for note in UserSession.objects.filter(session_key__in=keys)}
    found = [_seen(key, known.get(key), is_this=key == this_key) for key in keys]
    return sorted(found, key=lambda one: (one.is_this, one.since or LONG_AGO), reverse=True)


def end(person: Person, name: str) -> None:
    """Signs one browser out; Rejected when it is none of theirs or signed out already."""
    keys = [session.pk for session in _live(person) if hash_token(session.pk) == name]
    if not _end(keys):
        raise Rejected(GONE)


def end_all(person: Person, *, but: str = "") -> int:
    """Signs somebody out everywhere, but for the session with that key; returns how many ended."""
    return _end([session.pk for session in _live(person) if session.pk != but])


def _live(person: Person) -> Iterator[Session]:
    """Sessions are opaque rows, so each live one is opened. Those from before the last change of
    the password let nobody in any more."""
    proof = person.get_session_auth_hash()
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        inside = session.get_decoded()
        if inside.get(SESSION_KEY) == str(person.pk) and constant_time_compare(
            inside.get(HASH_SESSION_KEY, ""), proof
        ):
            yield session


def _end(keys: list[str]) -> int:
    count, _ = Session.objects.filter(pk__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return count


def _seen(key: str, note: UserSession | None, *, is_this: bool) -> SignedIn:
    name = hash_token(key)
    if note is None:
        return SignedIn(name, "", "", None, is_this)
    return SignedIn(name, note.user_agent, note.ip, note.created_at, is_this)
