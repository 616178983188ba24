"""Django app."""

from django.apps import AppConfig


class PublicsConfig(AppConfig):
    """App publics."""

    name = "publics"
