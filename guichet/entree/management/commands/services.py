"""``manage.py services start|stop|status``: the local PostgreSQL and Valkey of this checkout."""

import sys

from django.core.management.base import BaseCommand

from guichet.services_locaux.__main__ import ACTIONS, executer_action


class Command(BaseCommand):
    """Runs before any connection is possible: no system check, no database."""

    help = "Démarre, arrête ou décrit les serveurs locaux (base de données et file d'attente) de ce dossier."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=ACTIONS)

    def handle(self, *, action, **options):
        if statut := executer_action(action, ecrire=self.stdout.write):
            sys.exit(statut)
