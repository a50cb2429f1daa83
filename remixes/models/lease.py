"""A named right that one process holds for a while, so that two sweepers never sweep together."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone


class Lease(models.Model):
    name = models.CharField(max_length=40, primary_key=True)
    holder = models.CharField(max_length=80)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} held by {self.holder}"

    @classmethod
    def take(cls, name: str, holder: str, seconds: float) -> bool:
        """Takes or renews the lease; False while somebody else holds it."""
        now = timezone.now()
        until = now + timedelta(seconds=seconds)
        mine = models.Q(holder=holder) | models.Q(until__lt=now)
        if cls.objects.filter(mine, name=name).update(holder=holder, until=until):
            return True
        try:
            with transaction.atomic():
                cls.objects.create(name=name, holder=holder, until=until)
        except IntegrityError:
            return False
        return True

    @classmethod
    def lock(cls, name: str) -> None:
        """Holds a name until the current transaction ends; others who lock it wait for that."""
        free = {"holder": "", "until": timezone.now()}
        cls.objects.select_for_update().get_or_create(name=name, defaults=free)
