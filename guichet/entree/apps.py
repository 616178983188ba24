"""The roof as a Django app without models: it carries the management commands."""

from django.apps import AppConfig


class EntreeConfig(AppConfig):
    """Roof."""

    name = "guichet.entree"
    label = "entree"
