"""The site's own settings for a desk started here; only the admin's static files stay behind."""

from remixsite.settings import *  # noqa: F403

# Compressing the admin's thousand files takes longer than every start of these tests together.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
