"""Prints a new personal token and nothing else, for scripts that set a desk up."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from remixes.actions.rejected import Rejected
from remixes.actions.tokens import make_token
from remixes.models import Person, Scope


class Command(BaseCommand):
    help = "Makes a personal token for somebody who can sign in, and prints it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--scope", choices=Scope.values, default=None)
        parser.add_argument("--name", default="make_token")

    def handle(self, *args: object, **options: str) -> None:
        person = Person.objects.active().filter(email__iexact=options["email"].strip()).first()
        if person is None:
            raise CommandError(f"Nobody who can sign in has the address {options['email']}.")
        scope = options["scope"] or (Scope.SUBMIT if person.can_make else Scope.READ)
        try:
            _, secret = make_token(person, options["name"], scope)
        except Rejected as rejected:
            raise CommandError(rejected.sentence) from rejected
        self.stdout.write(secret)
