"""What allauth asks the site: sign-up is closed, and second factors are kept as sealed text."""

import base64
import logging
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

SECRET_BYTES = 20


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's defaults without open sign-up: people come by invitation, made elsewhere."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors in this desk's words; a copy of the database alone gives none of them away."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is wrong, too old or already used. Wait for the next one.",
    }

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The sealed text; one that nobody can guess where it was sealed with another SECRET_KEY,
        so that no code fits and an owner can reset the factor."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was sealed with another SECRET_KEY; reset it.")
            return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"


def _seal() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_fernet_key(key)) for key in keys])


def _fernet_key(secret_key: str | bytes) -> bytes:
    made = salted_hmac("remixsite.second_factor", "", secret=secret_key, algorithm="sha256")
    return base64.urlsafe_b64encode(made.digest())
