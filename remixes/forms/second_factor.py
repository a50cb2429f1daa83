"""allauth's forms for codes and passkeys in this desk's words; no code of the app counts twice."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

from remixes.actions.second_factor import spend_code
from remixes.forms.words import LineField

LONGEST_NAME = 60
CODE_INPUT = {
    "autocomplete": "one-time-code",
    "autocapitalize": "none",
    "spellcheck": "false",
    "inputmode": "numeric",
}
USED = "That code is wrong, too old or already used. Wait for the next one."
NOT_CONFIRMED = "That passkey could not be confirmed. Try it again, or use another way."


class _Plain(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class _Code(_Plain):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = "Code"
        field.widget.attrs = dict(CODE_INPUT)


class _CodeOnce(_Code):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "From your app, or one of your recovery codes."

    def clean_code(self) -> str:
        """allauth remembers used codes in the cache of one process; here the database does."""
        code = str(super().clean_code())  # type: ignore[misc]
        used: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if used.type == Authenticator.Type.TOTP and not spend_code(used, code):
            raise ValidationError(USED, code="incorrect_code")
        return code


class ActivateForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""


class CodeForm(_CodeOnce, AuthenticateForm):  # type: ignore[misc]
    """A code, from the app or the list of recovery codes, after the password."""


class CodeAgainForm(_CodeOnce, ReauthenticateForm):  # type: ignore[misc]
    """The same of somebody who is signed in and wants to change what protects them."""


class _PasskeyName(_Plain):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = LineField(
            label="Name",
            max_length=LONGEST_NAME,
            help_text="So that you can tell it from others later.",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class AddPasskeyForm(_PasskeyName, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: the browser makes it, then this is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # the browser has made the passkey by now; a missing name must not lose it
        self.fields["name"].required = False
        self.fields["credential"].error_messages["required"] = NOT_CONFIRMED
        alone = self.fields["passwordless"]
        alone.label = "Sign in with it alone, without a password"
        alone.help_text = (
            "It then asks for your finger, face or PIN. Without this it is asked for after the "
            "password."
        )
        alone.initial = True


class RenamePasskeyForm(_PasskeyName, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""


class _Passkey(_Plain):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = NOT_CONFIRMED

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError as error:
            if error.code != "incorrect_code":
                raise
        except (AttributeError, KeyError):  # JSON that no browser sends
            pass
        raise ValidationError(NOT_CONFIRMED, code="incorrect_code")


class PasskeyAloneForm(_Passkey, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey and nothing else."""


class PasskeyForm(_Passkey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class PasskeyAgainForm(_Passkey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """The same of somebody who is signed in and wants to change what protects them."""
