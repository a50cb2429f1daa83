"""The desk as a Django app; it knows its name and where its admin pages are."""

from django.apps import AppConfig


class RemixesConfig(AppConfig):
    name = "remixes"
    verbose_name = "Remixdesk"
    default_auto_field = "django.db.models.BigAutoField"
