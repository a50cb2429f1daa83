"""Takes the second factor from somebody, for an owner whom no other owner can help."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError, CommandParser

from remixes.actions import second_factor
from remixes.actions.rejected import Rejected
from remixes.models import Person


class Command(BaseCommand):
    help = "Takes every second factor from somebody and signs them out; the password stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: object, **options: str) -> None:
        person = Person.objects.filter(email__iexact=options["email"].strip()).first()
        if person is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        try:
            second_factor.reset(person)
        except Rejected as rejected:
            raise CommandError(rejected.sentence) from rejected
        self.stdout.write(f"{person.email} signs in with the password alone.")
