"""`manage.py decp lire FICHIER [--json]`: read a DECP file, store nothing."""

import json

from django.core.management.base import BaseCommand

from marches.decp.rapport import lire

USAGE = {"DECP_FICHIER_INTROUVABLE"}


class Command(BaseCommand):
    """Exit status: 0 read, 1 file refused, 2 wrong arguments or no such file."""

    help = "Lit un fichier de données essentielles (DECP) et dit ce qu’il contient, sans rien enregistrer."
    requires_system_checks = []

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        lecture = actions.add_parser("lire", help="Lire un fichier JSON ou XML, formats 2017 et 2022.")
        lecture.add_argument("fichier")
        lecture.add_argument(
            "--json", action="store_true", help="Rapport complet en JSON (docs/schemas/decp-lire.json)."
        )

    def handle(self, *, fichier, json: bool = False, **_options):
        rapport = lire(fichier)
        self.stdout.write(_json(rapport) if json else _texte(rapport))
        if rapport["statut"] == "refuse":
            raise SystemExit(2 if rapport["refus"]["code"] in USAGE else 1)


def _json(rapport: dict) -> str:
    return json.dumps(rapport, ensure_ascii=False, indent=1)


def _texte(rapport: dict) -> str:
    if rapport["statut"] == "refuse":
        refus = rapport["refus"]
        return f"Refusé ({refus['code']}). {refus['phrase']} {refus['que_faire']}"
    fichier, compte = rapport["fichier"], rapport["synthese"]
    lignes = [
        f"{fichier['nom']} : {fichier['format'].upper()} {fichier['version']}, {fichier['encodage']}",
        f"{compte['notices']} notices, {compte['chargeables']} chargeables, {compte['doublons']} doublons, "
        f"{compte['sans_identite']} sans identité nationale",
    ]
    lignes += [f"{nombre:6d}  {code}" for code, nombre in rapport["anomalies"].items()]
    return "\n".join(lignes)
