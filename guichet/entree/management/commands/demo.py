"""`manage.py demo`: fill the base with the demonstration; run again, it changes nothing."""

from django.core.management.base import BaseCommand

from guichet.comptes.demonstration import comptes_demo
from guichet.entree.demo.construction import construire


class Command(BaseCommand):
    """Exit status 0; prints the accounts and the password they share."""

    help = "Remplit la base avec la démonstration : deux territoires, des personnes inventées, des comptes."

    def handle(self, *args, **options):
        construire()
        demo = comptes_demo()
        largeur = max(len(compte.email) for compte in demo.comptes)
        self.stdout.write(f"Comptes de démonstration, mot de passe : {demo.mot_de_passe}")
        for compte in demo.comptes:
            self.stdout.write(f"  {compte.email:<{largeur}}  {compte.libelle}")
