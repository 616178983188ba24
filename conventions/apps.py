"""Django app."""

from django.apps import AppConfig


class ConventionsConfig(AppConfig):
    """App conventions."""

    name = "conventions"
