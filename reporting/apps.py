"""Django app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """App reporting."""

    name = "reporting"
