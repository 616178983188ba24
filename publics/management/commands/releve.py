"""`manage.py releve controler FICHIER --structure SIRET --mois 2026-10`: check a file, store nothing."""

import json

from django.core.management.base import BaseCommand

from guichet.base.erreurs import Refus
from publics.forms.releves import mois_lu
from publics.releves.rapport import USAGE, VERSION, controler_fichier


class Command(BaseCommand):
    """Exit status: 0 read (the verdicts are in the report), 1 file refused, 2 wrong arguments."""

    requires_system_checks = []
    help = "Contrôle un fichier d’heures comme s’il était déposé, sans rien enregistrer."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        controle = actions.add_parser("controler", help="Contrôler un fichier XLSX, XLS, ODS ou CSV.")
        controle.add_argument("fichier")
        controle.add_argument("--structure", required=True, help="SIRET ou nom de la structure.")
        controle.add_argument("--mois", required=True, help="Mois du relevé, par exemple 2026-10.")
        controle.add_argument("--territoire", default="", help="S’il y en a plusieurs pour cette structure.")
        controle.add_argument(
            "--json", action="store_true", help="Rapport complet (docs/schemas/releve-controler.json)."
        )

    def handle(self, *, fichier, structure, mois, territoire="", json=False, **_options):
        mois_voulu = mois_lu(mois)
        if mois_voulu is None:
            rapport = _refus_de_mois(mois)
        else:
            rapport = controler_fichier(fichier, structure=structure, mois=mois_voulu, territoire=territoire)
        self.stdout.write(_json(rapport) if json else _texte(rapport))
        if rapport["statut"] == "refuse":
            raise SystemExit(2 if rapport["refus"]["code"] in USAGE else 1)


def _refus_de_mois(mois: str) -> dict:
    refus = Refus("MOIS_ILLISIBLE", f"« {mois} » n’est pas un mois.", "Écrivez par exemple 2026-10.")
    dit = {"code": refus.code, "phrase": refus.phrase, "que_faire": refus.que_faire}
    return {"version": VERSION, "statut": "refuse", "refus": dit}


def _json(rapport: dict) -> str:
    return json.dumps(rapport, ensure_ascii=False, indent=1)


def _texte(rapport: dict) -> str:
    if rapport["statut"] == "refuse":
        refus = rapport["refus"]
        return f"Refusé ({refus['code']}). {refus['phrase']} {refus['que_faire']}"
    lignes = [rapport["synthese"]["phrase"]]
    lignes += [question["phrase"] for question in rapport["questions"]]
    lignes += [alerte["phrase"] for alerte in rapport["avertissements"]]
    for ligne in rapport["lignes"]:
        lignes += [
            f"{verdict['phrase']} {verdict['que_faire']}".strip()
            for verdict in ligne["verdicts"]
            if verdict["gravite"] != "information"
        ]
    return "\n".join(lignes)
