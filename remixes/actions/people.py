"""Who belongs to the team: first owner, invitations, roles, leaving; it knows no request.

The last active owner can neither be demoted nor deactivated. That is decided on locked rows, so
two owners who remove each other at the same moment cannot both succeed.
"""

from __future__ import annotations

import logging
import secrets
import uuid
from typing import NamedTuple

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from remixes.actions import sessions, tokens, uploads
from remixes.actions.rejected import Rejected
from remixes.models import Invitation, Lease, Person, Role, hash_token

logger = logging.getLogger(__name__)

FIRST_OWNER_LEASE = "first owner"
FIRST_OWNER_LEASE_S = 60
TOKEN_BYTES = 32
TAKEN = "Somebody on this desk already uses that e-mail address."
LAST_OWNER = "This is the last active owner. Make somebody else an owner first."
CLOSED = "This invitation has been used, revoked or has run out. Ask an owner for a new link."


class Invited(NamedTuple):
    """A new invitation with the link that opens it; the link cannot be read again later."""

    invitation: Invitation
    link: str
    is_mailed: bool


def make_first_owner(
    email: str, password: str, *, name: str = "", time_zone: str = "UTC"
) -> Person:
    """The owner of an empty desk, with the sample song ready; Rejected once anybody exists."""
    owner = _new_person(email, password, Role.OWNER, name=name, time_zone=time_zone)
    with transaction.atomic():
        # A row that both of two simultaneous first visitors must write: the second one waits
        # here until the first has committed, and then sees the person it made.
        if not Lease.take(FIRST_OWNER_LEASE, str(uuid.uuid4()), FIRST_OWNER_LEASE_S):
            raise Rejected("Somebody else is setting up this desk at this moment.")
        if Person.objects.exists():
            raise Rejected("This desk already has an owner. Sign in, or ask them for a link.")
        owner.save()
        Lease.objects.filter(name=FIRST_OWNER_LEASE).delete()
    _offer_sample(owner)
    return owner


def _offer_sample(owner: Person) -> None:
    try:
        uploads.add_sample(owner)
    except (Rejected, OSError):
        # An owner without the sample can still upload; an error page here would lock them out.
        logger.exception("The sample song could not be added.")


def invite(who: Person, role: str, email: str = "") -> Invited:
    """A link for one new person, mailed too where mail is set up; Rejected if they are here."""
    email = email.strip().lower()
    if email and Person.objects.filter(email__iexact=email).exists():
        raise Rejected(TAKEN)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        token_hash=hash_token(token), email=email, role=role, invited_by=who
    )
    link = settings.PUBLIC_URL + reverse("invitation", args=[token])
    return Invited(invitation, link, is_mailed=_mail(invitation, link))


def _mail(invitation: Invitation, link: str) -> bool:
    """Whether the link went out; a mail server that is down must not cost the owner the link."""
    if not (invitation.email and settings.REMIX_HAS_EMAIL):
        return False
    words = {"invitation": invitation, "link": link}
    try:
        send_mail(
            f"{invitation.invited_by} invites you to Remixdesk",
            render_to_string("people/invitation_email.txt", words),
            None,
            [invitation.email],
        )
    except OSError:  # SMTPException is one
        logger.exception("An invitation could not be mailed.")
        return False
    return True


def revoke(invitation: Invitation) -> None:
    """The link stops working; Rejected when somebody has already used it."""
    rows = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True)
    if not rows.filter(revoked_at__isnull=True).update(revoked_at=timezone.now()):
        raise Rejected("This invitation has already been used or revoked.")


def accept(
    invitation: Invitation, *, email: str, password: str, name: str, time_zone: str = "UTC"
) -> Person:
    """Makes the invited person; Rejected when the link is no longer open or the e-mail is taken.

    An address that the invitation names is kept: a link meant for one person makes no other.
    """
    person = _new_person(
        invitation.email or email,
        password,
        invitation.role,
        name=name,
        time_zone=time_zone,
        invited_by=invitation.invited_by,
    )
    with transaction.atomic():
        # One conditional UPDATE decides between two browsers that open the same link.
        mine = Invitation.objects.open().filter(pk=invitation.pk)
        if not mine.update(accepted_at=timezone.now()):
            raise Rejected(CLOSED)
        _save_new(person)
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    return person


def _new_person(email: str, password: str, role: str, **facts: object) -> Person:
    """An unsaved person; the slow password hash is made before any transaction holds a lock."""
    person = Person(email=email.strip().lower(), **facts)
    person.take_role(role)
    person.set_password(password)
    return person


def _save_new(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise Rejected(TAKEN) from None


def change_role(person: Person, role: str) -> None:
    """Gives another role; Rejected for the last active owner."""
    with transaction.atomic():
        person = _locked(person)
        if role != Role.OWNER:
            _refuse_last_owner(person)
            _withdraw_invitations(person)
        person.take_role(role)
        person.save(update_fields=["role", "is_staff", "is_superuser"])


def deactivate(person: Person) -> None:
    """Signs a person out and keeps them out, with every program that works for them; their work
    stays. Rejected for the last owner."""
    with transaction.atomic():
        person = _locked(person)
        _refuse_last_owner(person)
        _withdraw_invitations(person)
        person.is_active = False
        person.save(update_fields=["is_active"])
        tokens.revoke_all(person)
    sessions.end_all(person)


def reactivate(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=True)


def reset_link(person: Person) -> str:
    """A link with which one person sets a new password, for an owner to pass on by hand."""
    if not person.is_active:
        raise Rejected(f"{person} is deactivated. Reactivate them first.")
    where = {
        "uidb36": user_pk_to_url_str(person),
        "key": PASSWORD_RESET_TOKEN_GENERATOR().make_token(person),
    }
    return settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs=where)


def change_email(person: Person, email: str) -> None:
    """Another address to sign in with; Rejected when somebody else has it."""
    email = email.strip().lower()
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(email=email)
            # allauth remembers addresses by itself; an old one must neither sign in nor get mail
            EmailAddress.objects.filter(user=person).exclude(email=email).delete()
    except IntegrityError:
        raise Rejected(TAKEN) from None
    person.email = email


def change_settings(person: Person, **settings_: object) -> None:
    """What a person decides for themselves: name, time zone, theme, single-key shortcuts."""
    for name, value in settings_.items():
        setattr(person, name, value)
    person.save(update_fields=list(settings_))


def _withdraw_invitations(person: Person) -> None:
    """A link they kept for themselves must not be a way back in."""
    Invitation.objects.open().filter(invited_by=person).update(revoked_at=timezone.now())


def _locked(person: Person) -> Person:
    """The row as it is now, with every owner's row held until this transaction ends."""
    list(Person.objects.owners().select_for_update().order_by("pk"))
    return Person.objects.select_for_update().get(pk=person.pk)


def _refuse_last_owner(person: Person) -> None:
    others = Person.objects.owners().exclude(pk=person.pk)
    if person.is_owner and person.is_active and not others.exists():
        raise Rejected(LAST_OWNER)
