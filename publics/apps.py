"""Django app."""

from django.apps import AppConfig


class PublicsConfig(AppConfig):
    """Persons, missions and hours; it tells the marchés what it knows of their hours."""

    name = "publics"

    def ready(self):
        from marches.heures_des_lots import declarer
        from publics.services.heures_des_lots import en_attente_du_lot, validees_du_lot

        declarer(validees=validees_du_lot, en_attente=en_attente_du_lot)
