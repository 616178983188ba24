"""`manage.py restaure FICHIER.tar`: back into an empty base, then everything is counted and compared."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from guichet.base.erreurs import Refus
from guichet.base.pg.roles import grant_to_application
from guichet.entree.exploitation.archive import compare, restaurer


class Command(BaseCommand):
    """Exit status: 0 restored and equal, 1 refused or different. Runs as the owner of the base."""

    help = "Restaure une sauvegarde dans une base vide."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        try:
            manifeste = restaurer(fichier)
        except Refus as refus:
            raise CommandError(str(refus)) from refus
        grant_to_application(sender=self, using=connection.alias)
        ecarts = compare(manifeste)
        if ecarts:
            raise CommandError("La base restaurée diffère : " + " ; ".join(ecarts))
        tables, fichiers = len(manifeste["lignes"]), len(manifeste["fichiers"])
        self.stdout.write(f"Restauré : {tables} tables, {fichiers} fichiers, tout est égal.")
