"""`manage.py verifier FICHIER.pdf [--json]`: is this PDF, byte for byte, one that the guichet sealed?"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from guichet.base.erreurs import Refus
from guichet.documents.registre import verifier_octets
from guichet.documents.verification import TAILLE_MAX

ILLISIBLES = {
    "VERIF_PAS_UN_PDF",
    "VERIF_TROP_GROS",
    "VERIF_FICHIER_INTROUVABLE",
    "SCEAU_ABSENT",
    "SCEAU_ILLISIBLE",
}
SANS_REPONSE = {"fichier": "", "valide": False, "code": "", "phrase": "", "details": {}, "registre": None}


class Command(BaseCommand):
    """Exit status: 0 valid, 1 not valid, 2 no answer (no file, not a PDF, too large, no seal here)."""

    help = "Vérifie qu’un PDF est, octet par octet, un document émis par le guichet."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)
        parser.add_argument(
            "--json", action="store_true", help="Réponse en JSON (docs/schemas/verifier.json)."
        )

    def handle(self, *, fichier: Path, json: bool = False, **_options):
        reponse = report(fichier)
        self.stdout.write(_json(reponse) if json else _text(reponse))
        if not reponse["valide"]:
            raise SystemExit(2 if reponse["code"] in ILLISIBLES else 1)


def report(chemin: Path) -> dict:
    """Return the answer as JSON data."""
    try:
        with chemin.open("rb") as fichier:
            octets = fichier.read(TAILLE_MAX + 1)
    except OSError as erreur:
        phrase = f"Le fichier {chemin.name} ne peut pas être lu : {erreur.strerror}."
        return {
            **SANS_REPONSE,
            "fichier": chemin.name,
            "code": "VERIF_FICHIER_INTROUVABLE",
            "phrase": phrase,
        }
    try:
        verdict, preuve = verifier_octets(octets)
    except Refus as refus:
        return {**SANS_REPONSE, "fichier": chemin.name, "code": refus.code, "phrase": str(refus)}
    return {
        "fichier": chemin.name,
        "valide": verdict.valide,
        "code": verdict.code,
        "phrase": verdict.phrase,
        "details": verdict.details,
        "registre": _register(preuve),
    }


def _register(preuve) -> dict | None:
    if preuve is None:
        return None
    return {
        "code": preuve.code,
        "numero": preuve.numero,
        "version": preuve.version,
        "genre": preuve.genre,
        "emetteur": preuve.emetteur,
        "emis_le": preuve.emis_le.isoformat(),
        "remplacee_par": preuve.remplacee_par,
    }


def _json(reponse: dict) -> str:
    return json.dumps(reponse, ensure_ascii=False, indent=1)


def _text(reponse: dict) -> str:
    lignes = [f"{'Valide' if reponse['valide'] else 'Non valide'} ({reponse['code']}). {reponse['phrase']}"]
    if registre := reponse["registre"]:
        lignes.append(f"{registre['numero']}, version {registre['version']}, émis par {registre['emetteur']}")
    return "\n".join(lignes)
