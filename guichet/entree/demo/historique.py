"""The years already past, written in bulk: what a « reprise de l'existant » would have loaded."""

from datetime import date, timedelta

from django.db import transaction

from guichet.base.horloge import aujourdhui
from guichet.entree.demo.ecriture_lots import ecrire_lots, raconter
from guichet.entree.demo.ecriture_parcours import ecrire_missions, ecrire_personnes
from guichet.entree.demo.ecriture_releves import ecrire_releves
from guichet.entree.demo.ecriture_suites import ecrire_suites
from guichet.entree.demo.lots_passes import PREMIERE_ANNEE, LotPasse, lots_de
from guichet.entree.demo.parcours_passes import parcourir
from guichet.entree.demo.present import ajouter_le_present
from guichet.entree.demo.territoires import acces_de, acteurs_par_cle
from guichet.journal.models import Entree
from guichet.journal.services import journaliser
from publics.regles.calendrier import ajouter_mois

REPRISE = "reprendre_existant"


@transaction.atomic
def reprendre_le_passe(territoire) -> None:
    """Write the past of a territoire in scope, once: lots, persons, missions, relevés up to two months ago.

    The month before today's is left to `mois`: its relevés are the work of the day.
    """
    if Entree.objects.filter(verbe=REPRISE).exists():
        return
    jour = aujourdhui(territoire)
    acteurs, par = acteurs_par_cle(territoire.slug), acces_de("administration", territoire)
    annees = {an: _notified(lots_de(an), jour) for an in range(PREMIERE_ANNEE, jour.year + 1)}
    passe = parcourir(annees, ajouter_mois(jour.replace(day=1), -2))
    presents = ajouter_le_present(passe, jour)
    lots = ecrire_lots([*(x for lots in annees.values() for x in lots), *presents], acteurs, par, jour)
    raconter(lots, presents, par)
    personnes = ecrire_personnes(passe, acteurs, par)
    missions = ecrire_missions(passe, personnes, lots, acteurs, par, jour)
    ecrire_releves(passe, missions, par)
    ecrire_suites(passe, personnes, missions, par, jour)
    journaliser(
        par=par,
        verbe=REPRISE,
        phrase=f"Reprise de l’existant : {len(lots)} lots, {len(personnes)} personnes",
    )


def _notified(lots: list[LotPasse], jour: date) -> list[LotPasse]:
    """Keep the lots notified for a month: the others of the year are still at the study."""
    return [lot for lot in lots if lot.notifie <= jour - timedelta(days=30)]
