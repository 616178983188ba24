"""`manage.py indicateurs TERRITOIRE ANNEE [--du --au] [--json]`: the figures of the bilan, for programs."""

import json as format_json
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from guichet.base.formats import VIDE, heures, montant, nombre, taux
from guichet.models import Territoire
from guichet.territoires.contexte import contexte
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import annee as civil_year
from reporting.indicateurs.periodes import periode
from reporting.indicateurs.rapport import charger_compare, rapport

ECRITURES = {"heures": heures, "euros": montant, "taux": taux}


class Command(BaseCommand):
    """Exit status: 0 answered, 2 wrong arguments. Schema: docs/schemas/indicateurs.json."""

    help = "Donne les indicateurs d’un territoire sur une année, avec les deux précédentes et le cumul."

    def add_arguments(self, parser):
        parser.add_argument("territoire", help="Adresse courte du territoire (niort).")
        parser.add_argument("annee", type=int, help="Année civile.")
        parser.add_argument("--du", help="Premier jour d’un mois, à la place du 1er janvier (AAAA-MM-JJ).")
        parser.add_argument("--au", help="Dernier jour, à la place du 31 décembre (AAAA-MM-JJ).")
        parser.add_argument("--json", action="store_true", help="Réponse en JSON.")

    def handle(self, *, territoire: str, annee: int, du=None, au=None, json=False, **_options):
        ici = Territoire.objects.filter(slug=territoire).first()
        if ici is None:
            raise CommandError(f"Aucun territoire n’a l’adresse « {territoire} ».", returncode=2)
        demandee = _period(annee, du, au)
        with contexte(ici.pk, lecture=True), transaction.atomic():
            donnees = rapport(charger_compare(Perimetre(ici), demandee))
        reponse = {"territoire": ici.slug, "annee": annee, **donnees}
        if json:
            self.stdout.write(format_json.dumps(reponse, ensure_ascii=False, indent=1))
        else:
            self.stdout.write(_text(reponse))


def _period(annee: int, du: str | None, au: str | None):
    try:
        entiere = civil_year(annee)
        debut = date.fromisoformat(du) if du else entiere.debut
        fin = date.fromisoformat(au) if au else entiere.fin
        return periode(debut, fin)
    except ValueError as erreur:
        raise CommandError(f"Période refusée : {erreur}", returncode=2) from erreur


def _text(reponse: dict) -> str:
    lignes = [f"{'':48}" + "".join(f"{p['libelle'][:18]:>20}" for p in reponse["periodes"])]
    for i in reponse["indicateurs"]:
        ecrire = ECRITURES.get(i["unite"], nombre)
        valeurs = (VIDE if v is None else ecrire(str(v)) for v in i["valeurs"])
        lignes.append(f"{i['libelle'][:46]:48}" + "".join(f"{v:>20}" for v in valeurs))
    return "\n".join(lignes)
