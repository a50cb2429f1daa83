"""The engine as a Django app; it must not know the desk's apps."""

from django.apps import AppConfig


class EngineConfig(AppConfig):
    """Label `engine`: its tables are `engine_*`, its migrations its own."""

    name = "remixes.engine"
    label = "engine"
    verbose_name = "Embedded engine"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the engine's checks known to `manage.py check`."""
        import remixes.engine.checks  # noqa: F401
