"""What people type about people: first owner, invitation, joining, settings; it saves nothing."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache
from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm, SetPasswordForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from remixes.forms.words import LineField
from remixes.models import Invitation, Person, Role
from remixes.models.person import Theme

ROLE_CHOICES = [
    (Role.MEMBER.value, "Member: uploads, remixes, and edits their own work"),
    (Role.VIEWER.value, "Viewer: listens and downloads"),
    (Role.OWNER.value, "Owner: everything, including people and money"),
]
PASSWORD_ADVICE = "At least 8 characters. A few unusual words are good."  # noqa: S105 - no password
PASSWORD_LABELS = {
    "oldpassword": "Your password now",
    "password1": "New password",
    "password2": "The same again",
}
# Names that the time zone database only keeps for old programs.
LEGACY_REGIONS = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")


@lru_cache(maxsize=1)
def all_zones() -> frozenset[str]:
    """Every zone this machine knows; asked once, because it walks a directory tree."""
    return frozenset(zoneinfo.available_timezones())


@lru_cache(maxsize=1)
def offered_zones() -> tuple[str, ...]:
    """The zones worth showing in a list: a place in a region, and UTC."""
    places = (name for name in all_zones() if "/" in name and not name.startswith(LEGACY_REGIONS))
    return ("UTC", *sorted(places))


class TimeZoneField(forms.CharField):
    """A zone by its database name; the page offers a list, the browser may propose its own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Time zone")
        super().__init__(max_length=64, **kwargs)
        self.widget.attrs |= {
            "list": "time-zones",
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
        }

    def clean(self, value: Any) -> str:
        """Spaces for underscores and any case are fine: that is how people write city names."""
        text = str(super().clean(value)).strip().replace(" ", "_")
        known = {name.lower(): name for name in all_zones()}
        if text.lower() not in known:
            raise ValidationError("Choose a time zone from the list, for example Europe/London.")
        return known[text.lower()]


class EmailField(forms.EmailField):
    """An address in the one spelling that is stored: lower case."""

    def __init__(self, *, autocomplete: str = "username", **kwargs: Any) -> None:
        super().__init__(label=kwargs.pop("label", "E-mail"), **kwargs)
        self.widget.attrs |= {"autocomplete": autocomplete, "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class NewPersonForm(forms.Form):
    """Name, address, password and zone of somebody who is about to exist."""

    name = LineField(
        label="Your name",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField()
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=1000,
        help_text=PASSWORD_ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    # filled by the browser, so a zone nobody here knows is no reason to turn somebody away
    time_zone = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean_time_zone(self) -> str:
        zone = str(self.cleaned_data["time_zone"])
        return zone if zone in all_zones() else "UTC"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if password := facts.get("password"):
            person = Person(email=facts.get("email", ""), name=facts.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return facts


class JoinForm(NewPersonForm):
    """The same for an invitation; an address that the invitation names is not asked again."""

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invitation.email:
            self.fields["email"].disabled = True
            self.fields["email"].initial = invitation.email


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=ROLE_CHOICES)


class InviteForm(forms.Form):
    role = forms.ChoiceField(choices=ROLE_CHOICES, initial=Role.MEMBER)
    email = EmailField(
        required=False,
        autocomplete="off",
        help_text="Leave it empty for a link that works for whoever opens it first.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    name = LineField(
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    time_zone = TimeZoneField()

    class Meta:
        model = Person
        fields: ClassVar = ["name", "time_zone", "theme", "has_single_keys"]
        widgets: ClassVar = {"theme": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme.choices)


class ChangeEmailForm(forms.Form):
    """Another address, with the password: an unlocked laptop must not be enough."""

    email = EmailField(label="New e-mail")
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if not self.person.check_password(password):
            raise ValidationError("That is not your password.")
        return password


class _PlainPasswords(forms.Form):
    """Allauth's password forms in this desk's words: one line of advice, no placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = PASSWORD_LABELS[name]
        self.fields["password1"].help_text = PASSWORD_ADVICE


class NewPasswordForm(_PlainPasswords, ResetPasswordKeyForm):  # type: ignore[misc]
    """The page behind a password link."""


class OtherPasswordForm(_PlainPasswords, ChangePasswordForm):  # type: ignore[misc]
    """Changing one's own password."""


class FirstPasswordForm(_PlainPasswords, SetPasswordForm):  # type: ignore[misc]
    """Setting one where there was none."""
