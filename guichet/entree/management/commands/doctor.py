"""`manage.py doctor`: what is missing or weak, in French."""

from django.core.management.base import BaseCommand

from guichet.entree.exploitation.diagnostic import examiner

SIGNES = {"bon": "bon    ", "faible": "faible ", "manque": "MANQUE "}


class Command(BaseCommand):
    """Exit status: 0 nothing missing, 1 something missing."""

    help = "Dit ce qui manque ou ce qui est faible dans l’installation."
    requires_system_checks: list[str] = []

    def handle(self, **options):
        constats = examiner()
        for constat in constats:
            self.stdout.write(f"{SIGNES[constat.niveau]} {constat.phrase}")
        if any(c.niveau == "manque" for c in constats):
            raise SystemExit(1)
