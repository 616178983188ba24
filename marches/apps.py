"""Django app."""

from django.apps import AppConfig


class MarchesConfig(AppConfig):
    """App marches."""

    name = "marches"
