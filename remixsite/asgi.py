"""The ASGI application, for servers; it knows only where the settings are."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remixsite.settings")

application = get_asgi_application()
