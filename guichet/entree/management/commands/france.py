"""`manage.py france --echelle 0.01`: as many rows as the whole country, or a part, to measure on."""

from django.core.management.base import BaseCommand, CommandError

from guichet.base.erreurs import Refus
from guichet.comptes.demonstration import MOT_DE_PASSE
from guichet.entree.demo.france.construction import COURRIEL, construire_france, territoires_reels


class Command(BaseCommand):
    """Exit status: 0 made, 2 refused (real territoires in the base, or already made)."""

    help = "Génère la France entière, ou une fraction, avec des personnes inventées (mesures de charge)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--echelle", type=float, default=0.01, help="1 = dix ans de France (défaut 0.01)."
        )
        parser.add_argument("--oui", action="store_true", help="Même si la base tient de vrais territoires.")

    def handle(self, *, echelle: float, oui: bool, **_options):
        if not 0.001 <= echelle <= 1:
            raise CommandError(f"Échelle {echelle} : de 0.001 à 1 attendu.", returncode=2)
        reels = territoires_reels()
        if reels and not oui:
            liste = ", ".join(reels[:5])
            raise CommandError(
                f"Cette base tient de vrais territoires ({liste}). Ajoutez --oui pour y ajouter la France.",
                returncode=2,
            )
        try:
            for nom, nombre, secondes in construire_france(echelle):
                self.stdout.write(f"{nombre:>10} {nom} ({secondes:.1f} s)")
        except Refus as refus:
            raise CommandError(str(refus), returncode=2) from refus
        self.stdout.write(f"Compte du plus grand territoire : {COURRIEL}, mot de passe {MOT_DE_PASSE}")
