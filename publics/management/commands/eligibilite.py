"""`manage.py eligibilite FAITS.json [--json]`: the pure rules answer questions on facts, without the base."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from publics.eligibilite import repondre_au_texte


class Command(BaseCommand):
    """Exit status: 0 answered, 1 facts refused (each fault with its path), 2 no such file."""

    help = "Répond aux questions d’éligibilité posées dans un fichier de faits."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("faits", type=Path)
        parser.add_argument("--json", action="store_true", help="docs/schemas/eligibilite-reponses.json")

    def handle(self, *, faits, **options):
        try:
            texte = faits.read_bytes()
        except OSError as erreur:
            self.stderr.write(f"{faits} ne peut pas être lu ({erreur.strerror}).")
            raise SystemExit(2) from erreur
        reponse = repondre_au_texte(texte)
        if options["json"]:
            self.stdout.write(json.dumps(reponse, ensure_ascii=False, indent=1, default=str))
        else:
            for element in reponse.get("erreurs") or reponse["reponses"]:
                self.stdout.write(f"{element['code']} : {element['phrase']}")
        if "erreurs" in reponse:
            raise SystemExit(1)
