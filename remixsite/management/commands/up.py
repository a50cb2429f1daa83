"""`manage.py up`, listed among the commands; manage.py itself takes a shorter way to the same."""

from typing import Any

from django.core.management import BaseCommand

from remixsite.up.main import run


class Command(BaseCommand):
    help = "Runs the whole desk: web server, workers, sweepers and an embedded Redis."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        run()
