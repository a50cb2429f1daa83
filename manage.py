#!/usr/bin/env python
"""The command line door; it knows only where the settings are."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remixsite.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        if sys.argv[1:] == ["up"]:  # starts processes only: loading every app here costs a second
            from remixsite.up.main import run

            return run()
        return execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:  # a bad setting is the operator's: a sentence, no trace
        sys.exit(f"manage.py: {error}")


if __name__ == "__main__":
    main()
