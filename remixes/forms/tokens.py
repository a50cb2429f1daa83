"""A new personal token as a form: what for, what it may, how long."""

from __future__ import annotations

from datetime import timedelta

from django import forms

from remixes.forms.words import LineField
from remixes.models import Person, Scope

_LASTS = (("30", "30 days"), ("90", "90 days"), ("365", "a year"), ("", "until I revoke it"))


class TokenForm(forms.Form):
    name = LineField(
        max_length=80,
        label="What is it for?",
        error_messages={"required": "Give the token a name, so that you know what uses it."},
    )
    scope = forms.ChoiceField(choices=Scope.choices, label="It may")
    days = forms.ChoiceField(choices=_LASTS, required=False, initial="90", label="It lasts")

    def __init__(self, person: Person, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not person.can_make:
            self.fields["scope"].choices = [(Scope.READ, Scope.READ.label)]  # type: ignore[attr-defined]

    @property
    def lasts(self) -> timedelta | None:
        """How long the token lives, None for ever; once the form is valid."""
        days = self.cleaned_data["days"]
        return timedelta(days=int(days)) if days else None
