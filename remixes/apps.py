"""The desk as a Django app; it knows its name and where its admin pages are."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class RemixesConfig(AppConfig):
    name = "remixes"
    verbose_name = "Remixdesk"
    default_auto_field = "django.db.models.BigAutoField"


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk's own door: site sign-in, owners only."""

    default_site = "remixes.admin_site.DeskAdminSite"
