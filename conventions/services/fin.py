"""Tacit renewal, expiry, denunciation (R11)."""

import datetime

from django.db import transaction

from conventions.etats import transition
from conventions.models import Convention, EtatConvention
from conventions.services.redaction import fin_de_la_premiere_annee, verrouiller
from conventions.services.signature import source_of
from guichet.base.erreurs import Refus
from guichet.journal.services import journaliser
from publics.models import Habilitation

UN_JOUR = datetime.timedelta(days=1)


@transaction.atomic
def denoncer_convention(*, convention, effet_le: datetime.date, par_qui: str, par) -> Convention:
    """End a convention at the request of a party, from a day entered; its rights end the day before.

    Raises Refus DENONCIATION_AVANT (before the convention began), Conflit when it is not in force.
    """
    convention = verrouiller(convention)
    convention.etat = transition(convention.etat, "denoncer")
    if effet_le <= convention.debut:
        raise Refus(
            "DENONCIATION_AVANT",
            f"La dénonciation prendrait effet le {effet_le:%d/%m/%Y}, avant l’entrée en vigueur.",
            f"Saisissez un jour après le {convention.debut:%d/%m/%Y}.",
            champ="effet_le",
        )
    convention.denoncee_le = effet_le
    convention.fin = effet_le - UN_JOUR
    convention.save(update_fields=["etat", "denoncee_le", "fin"])
    _close_rights(convention)
    journaliser(
        par=par,
        verbe="denoncer_convention",
        objet=convention,
        phrase=f"Dénoncée par {par_qui.strip()}, à effet du {effet_le:%d/%m/%Y}",
    )
    return convention


def _close_rights(convention) -> None:
    Habilitation.objects.filter(partenaire=convention.partenaire, source=source_of(convention)).update(
        fin=convention.fin
    )


@transaction.atomic
def passer_echeances(*, jour: datetime.date, par) -> dict[str, int]:
    """Renew tacitly, or let expire, every convention whose term is past; return how many of each."""
    faits = {"reconduites": 0, "expirees": 0}
    echues = Convention.objects.select_for_update(of=("self",), no_key=True).filter(
        territoire=par.territoire, etat=EtatConvention.EN_VIGUEUR, fin__lt=jour
    )
    for convention in echues.order_by("pk"):
        if convention.reconduction_tacite:
            while convention.fin < jour:
                convention.fin = fin_de_la_premiere_annee(convention.fin + UN_JOUR)
            acte, phrase = "reconduire", f"Reconduite tacitement jusqu’au {convention.fin:%d/%m/%Y}"
            faits["reconduites"] += 1
        else:
            acte, phrase = "laisser_expirer", "Arrivée à son terme"
            faits["expirees"] += 1
        convention.etat = transition(convention.etat, acte)
        convention.save(update_fields=["etat", "fin"])
        _close_rights(convention)
        journaliser(par=par, verbe=acte, objet=convention, phrase=phrase)
    return faits
