"""Documents already made: the bilan of the year of the real table, and a convention to sign."""

from datetime import date

from django.db import transaction

from conventions.models import Convention
from guichet.entree.demo.territoires import acces_de
from guichet.entree.demo.travaux import faire
from guichet.models import Travail
from reporting.bilans.services import arreter_bilan, creer_bilan, diffuser_bilan, ecrire_textes
from reporting.models import Bilan

TEXTES = {
    "activite": (
        "Onze mois, de janvier à novembre : sept donneurs d’ordre l’an dernier, douze cette année. "
        "Les heures réalisées ont plus que doublé."
    ),
    "personnes": "L’accompagnement des jeunes a changé d’échelle avec la mission locale.",
}


def arreter_les_documents(territoire) -> None:
    """Freeze and print the bilan of 2017 (eleven months) and the first convention to sign, once."""
    with transaction.atomic():
        par = acces_de("facilitation", territoire)
        bilan = Bilan.objects.filter(genre="territoire", annee=2017).first()
        if bilan is None:
            bilan = creer_bilan(annee=2017, debut=date(2017, 1, 1), fin=date(2017, 11, 30), par=par)
            ecrire_textes(bilan=bilan, textes=TEXTES, par=par)
            bilan = arreter_bilan(bilan=bilan, par=par)
        convention = Convention.objects.filter(partenaire__genre="ei", etat="a_signer").first()
        attendus = [bilan.travail_id, convention.travail_id if convention else None]
        travaux = list(Travail.objects.filter(pk__in=filter(None, attendus)).exclude(etat="fini"))
    for travail in travaux:
        faire(travail)
    with transaction.atomic():
        bilan = Bilan.objects.get(pk=bilan.pk)
        if bilan.etat == "arrete":
            diffuser_bilan(bilan=bilan, par=par)
