"""`manage.py journal_verifier TERRITOIRE [--ancre RANG:SCEAU] [--json]`: is the journal's chain whole?"""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from guichet.journal.verification import Constat, verifier_journal
from guichet.models import Territoire
from guichet.territoires.contexte import contexte


class Command(BaseCommand):
    """Exit status: 0 whole, 1 broken, 2 wrong arguments."""

    help = "Vérifie la chaîne de sceaux du journal d’un territoire."

    def add_arguments(self, parser):
        parser.add_argument("territoire", help="Adresse courte du territoire (niort).")
        parser.add_argument("--ancre", help="Rang et sceau notés plus tôt, sous la forme RANG:SCEAU.")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, territoire: str, ancre: str | None = None, json: bool = False, **_options):
        ici = Territoire.objects.filter(slug=territoire).first()
        if ici is None:
            raise CommandError(f"Aucun territoire n’a l’adresse « {territoire} ».", returncode=2)
        with contexte(ici.pk, lecture=True), transaction.atomic():
            constat = verifier_journal(ici, ancre=_anchor(ancre))
        self.stdout.write(_json(constat) if json else _text(constat))
        if not constat.intact:
            raise SystemExit(1)


def _anchor(texte: str | None) -> tuple[int, str] | None:
    if texte is None:
        return None
    rang, _, sceau = texte.partition(":")
    if not rang.isdigit() or len(sceau) != 64:
        raise CommandError("--ancre attend RANG:SCEAU, par exemple 412:9f86d0…", returncode=2)
    return int(rang), sceau


def _json(constat: Constat) -> str:
    ruptures = [{"rang": rang, "phrase": phrase} for rang, phrase in constat.ruptures]
    reponse = {**vars(constat), "intact": constat.intact, "ruptures": ruptures}
    return json.dumps(reponse, ensure_ascii=False, indent=1)


def _text(constat: Constat) -> str:
    lignes = [
        f"{constat.verifiees} entrées vérifiées, dont {constat.effacees} effacées par la purge ; "
        f"{constat.a_sceller} à sceller.",
        f"Dernier sceau : {constat.dernier_rang}:{constat.dernier_sceau}",
    ]
    lignes += [f"Rupture au rang {rang} : {phrase}" for rang, phrase in constat.ruptures]
    return "\n".join(lignes)
