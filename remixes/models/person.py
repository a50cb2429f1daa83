"""Somebody who may sign in; the e-mail address is the login, the role says what they may do."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    MEMBER = "member", "Member"
    VIEWER = "viewer", "Viewer"


class Theme(models.TextChoices):
    SYSTEM = "system", "Like my system"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(is_active=True)

    def owners(self) -> PersonQuerySet:
        return self.active().filter(role=Role.OWNER)


class PersonManager(BaseUserManager["Person"]):
    """Makes people; every way in sets the flags that the role implies."""

    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def active(self) -> PersonQuerySet:
        return self.get_queryset().active()

    def owners(self) -> PersonQuerySet:
        return self.get_queryset().owners()

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username or "")

    def create_person(
        self, email: str, password: str | None, *, role: str = Role.MEMBER, **extra: object
    ) -> Person:
        """A new person; ``password=None`` makes an account that cannot sign in yet."""
        person = self.model(email=email.strip().lower(), **extra)
        person.take_role(role)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_owner(self, email: str, password: str | None, name: str = "") -> Person:
        return self.create_person(email, password, role=Role.OWNER, name=name)

    def create_user(
        self, email: str, password: str | None = None, *, role: str = Role.MEMBER, **extra: object
    ) -> Person:
        return self.create_person(email, password, role=role, **extra)

    def create_superuser(
        self, email: str, password: str | None = None, *, name: str = "", **_flags: object
    ) -> Person:
        """What ``createsuperuser`` calls; the role sets the flags it passes."""
        return self.create_owner(email, password, name=name)


class Person(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    is_staff = models.BooleanField(default=False, editable=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    invited_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="invited"
    )
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.SYSTEM)
    has_single_keys = models.BooleanField(
        "single-key shortcuts", default=True, help_text="Space, arrows and digits drive the player."
    )

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("name", "email")
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(Lower("email"), name="person_email_any_case"),
            # The role is the one truth; Django's two flags may never tell another story.
            models.CheckConstraint(
                condition=Q(role=Role.OWNER, is_staff=True, is_superuser=True)
                | (~Q(role=Role.OWNER) & Q(is_staff=False, is_superuser=False)),
                name="person_flags_follow_role",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email

    def take_role(self, role: str) -> None:
        """Sets the role and the flags Django's admin reads; the caller saves."""
        self.role = role
        self.is_staff = self.is_superuser = role == Role.OWNER

    @property
    def is_owner(self) -> bool:
        return self.role == Role.OWNER

    @property
    def can_make(self) -> bool:
        """Whether this person may upload and remix (viewers only listen)."""
        return self.role in (Role.OWNER, Role.MEMBER)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
