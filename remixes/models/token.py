"""A personal key for programs: shown once, kept as a hash, limited in what and how long."""

from __future__ import annotations

import logging
import secrets
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import OperationalError, models
from django.db.models import Q
from django.utils import timezone

from remixes.models.submission import hash_token

if TYPE_CHECKING:
    from remixes.models.person import Person

log = logging.getLogger(__name__)

PREFIX = "rxd"
_SECRET_LENGTH = 32
_SHOWN = 8
_SEEN_EVERY = timedelta(minutes=1)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Scope(models.TextChoices):
    READ = "read", "Read"
    SUBMIT = "submit", "Read and submit"


class TokenQuerySet(models.QuerySet["Token"]):
    def usable(self) -> TokenQuerySet:
        """Neither revoked nor expired, of somebody who may still sign in."""
        lives = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        return self.filter(lives, revoked_at__isnull=True, person__is_active=True)


class Token(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens"
    )
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.READ)
    start = models.CharField(max_length=20, help_text="How it begins, to tell it from others.")
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @classmethod
    def make(
        cls, person: Person, name: str, scope: str, lasts: timedelta | None = None
    ) -> tuple[Token, str]:
        """A new token and its secret, which nobody can read again."""
        body = "".join(secrets.choice(_DIGITS) for _ in range(_SECRET_LENGTH))
        secret = f"{PREFIX}_{body}{_checksum(body)}"
        token = cls.objects.create(
            person=person,
            name=name,
            scope=scope,
            start=secret[: len(PREFIX) + 1 + _SHOWN],
            hash=hash_token(secret),  # 190 random bits need no slow one
            expires_at=timezone.now() + lasts if lasts else None,
        )
        return token, secret

    @classmethod
    def of(cls, secret: str) -> Token | None:
        """The usable token with this secret; what cannot be one is not even looked up."""
        if not is_token(secret):
            return None
        found: Token | None = (
            cls.objects.usable().select_related("person").filter(hash=hash_token(secret)).first()
        )
        if found:
            found._seen()
        return found

    def allows(self, scope: str) -> bool:
        """Whoever may submit may read."""
        return self.scope == scope or self.scope == Scope.SUBMIT

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and (
            self.expires_at is None or self.expires_at > timezone.now()
        )

    def _seen(self) -> None:
        """Last use, to the minute: a busy program must not write at every call."""
        now = timezone.now()
        if self.used_at and self.used_at >= now - _SEEN_EVERY:
            return
        try:
            Token.objects.filter(pk=self.pk).update(used_at=now)
        except OperationalError:
            # A question must not fail because something else is writing.
            log.warning("the last use of token %s was not noted", self.pk)


def is_token(text: str) -> bool:
    """Whether a text has the form of a token and its checksum is right: typos are told offline."""
    prefix, _, rest = text.partition("_")
    body, check = rest[:_SECRET_LENGTH], rest[_SECRET_LENGTH:]
    return prefix == PREFIX and len(body) == _SECRET_LENGTH and check == _checksum(body)


def _checksum(body: str) -> str:
    """CRC-32 of the random part in six digits of base 62."""
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, rest = divmod(number, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return digits
