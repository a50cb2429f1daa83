"""Sign-up is closed: people come by invitation, made elsewhere; this only shuts allauth's door."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's defaults without open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
