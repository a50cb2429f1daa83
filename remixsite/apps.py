"""The site as a Django app, so that its system checks run; it has no tables and no pages."""

from django.apps import AppConfig


class RemixsiteConfig(AppConfig):
    name = "remixsite"

    def ready(self) -> None:
        from remixsite import checks  # noqa: F401  importing registers them
