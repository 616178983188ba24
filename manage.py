#!/usr/bin/env python
"""Command line. Commands that change the schema work as the owner of the base, others as the application."""

import os
import sys

DU_PROPRIETAIRE = {"migrate", "sqlmigrate", "makemigrations", "showmigrations", "restaure"}


def main() -> None:
    """Run a management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guichet.settings")
    if DU_PROPRIETAIRE & set(sys.argv[1:2]):
        os.environ["GUICHET_ROLE_BASE"] = "proprietaire"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
