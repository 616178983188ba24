"""The ground floor as a Django app: checks and signals are connected at start."""

from django.apps import AppConfig


class GuichetConfig(AppConfig):
    """Ground floor and roof."""

    name = "guichet"
    verbose_name = "guichet unique"

    def ready(self):
        from django.db.models.signals import post_migrate

        from guichet.base.pg import depart  # noqa: F401  (registers the check)
        from guichet.base.pg.roles import grant_to_application
        from guichet.droits import table  # noqa: F401  (registers the check)

        post_migrate.connect(grant_to_application, sender=self)
