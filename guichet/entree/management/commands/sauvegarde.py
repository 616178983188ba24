"""`manage.py sauvegarde FICHIER.tar`: the base and the private files, with what must come back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from guichet.base.erreurs import Refus
from guichet.entree.exploitation.archive import sauvegarder


class Command(BaseCommand):
    """Exit status: 0 written, 1 refused."""

    help = "Sauvegarde la base et les fichiers privés dans une archive."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        try:
            manifeste = sauvegarder(fichier)
        except Refus as refus:
            raise CommandError(str(refus)) from refus
        lignes = sum(n for table in manifeste["lignes"].values() for n in table.values())
        self.stdout.write(f"{fichier} : {lignes} lignes et {len(manifeste['fichiers'])} fichiers.")
