"""What `manage.py check` and every start say about the engine's settings."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from remixes.engine.generative.folder import trouble


@register("engine")
def check_model(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """A model that cannot be run would refuse every order, one by one, after it was placed."""
    folder = settings.REMIX_MODEL_DIR
    if folder is None or not (problem := trouble(folder)):
        return []
    return [
        Warning(
            f"REMIX_MODEL_DIR is set, but nothing can be rendered with it. {problem}",
            hint="Until this is mended every remix is refused; without the setting the engine "
            "re-arranges songs itself.",
            id="engine.W001",
        )
    ]
