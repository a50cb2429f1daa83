"""What one person's callbacks are signed with; the secret itself is in no row.

It is derived from the row's random id and SECRET_KEY, which lies beside the database and not in
it: a copy of the database alone signs nothing, and its owner can still be shown it at any time.
"""

from __future__ import annotations

import base64
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from remixes.models.person import Person

PREFIX = "whsec_"
# Receivers change over to a new secret within this; until then both signatures are sent.
OVERLAP = timedelta(hours=24)
_SALT = "remixes.signing_key"


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def signing(self) -> SigningKeyQuerySet:
        """The present one, and before it those that were replaced a short while ago."""
        recent = Q(replaced_at__gt=timezone.now() - OVERLAP)
        return self.filter(Q(replaced_at__isnull=True) | recent).order_by("created_at")


class SigningKey(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signing_keys"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SigningKeyQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(replaced_at__isnull=True),
                name="signing_key_one_present",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}, {'replaced' if self.replaced_at else 'present'}"

    @classmethod
    def of(cls, person: Person) -> SigningKey:
        """The present one, made when it is first needed."""
        key: SigningKey = cls.objects.get_or_create(person=person, replaced_at=None)[0]
        return key

    @property
    def secret(self) -> str:
        """As libraries for Standard Webhooks take it: `whsec_` and 256 bits in base64."""
        digest = salted_hmac(_SALT, self.pk.hex, algorithm="sha256").digest()
        return PREFIX + base64.b64encode(digest).decode()
