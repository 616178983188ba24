"""Mails about decisions: a reference, a lot and a link, no name."""

from guichet.base.dates import jour_long
from guichet.base.formats import heures as ecrire_heures
from marches.models import Attribution
from publics.models import Decision
from publics.services.releves_annonces import envoyer


def _objet(decision: Decision) -> str:
    return f"lot {decision.lot.numero}, {decision.lot.marche.objet}"


def proposee(decision: Decision, *, par) -> None:
    """Tell the structure and the companies of the lot: they may answer until a day."""
    titulaires = Attribution.objects.filter(lot=decision.lot_id).values_list("entreprise", flat=True)
    envoyer(
        acteur_ids=[decision.mission.employeur_id, *titulaires],
        cle=f"decision-proposee:{decision.pk}",
        sujet=f"{decision.reference} : heures en attente de décision",
        corps=f"{ecrire_heures(decision.heures)} en attente sur le {_objet(decision)}. "
        f"Vous pouvez répondre jusqu’au {jour_long(decision.observations_avant)} :",
        chemin=par.url("publics:decision", decision.pk),
        objet=decision,
        par=par,
    )


def transmise(decision: Decision, *, par) -> None:
    """Ask the buyer to decide."""
    _au_donneur_d_ordre(decision, "transmise", "Une décision vous est demandée", par=par)


def relancee(decision: Decision, *, par) -> None:
    """Remind the buyer."""
    _au_donneur_d_ordre(decision, "relance", "Rappel : une décision vous est demandée", par=par)


def _au_donneur_d_ordre(decision: Decision, quoi: str, phrase: str, *, par) -> None:
    marche = decision.lot.marche
    envoyer(
        acteur_ids=[marche.service_id or marche.donneur_ordre_id],
        cle=f"decision-{quoi}:{decision.pk}",
        sujet=f"{decision.reference} : {phrase.lower()}",
        corps=f"{phrase} pour {ecrire_heures(decision.heures)} sur le {_objet(decision)} :",
        chemin=par.url("publics:decision", decision.pk),
        objet=decision,
        par=par,
    )


def decidee(decision: Decision, *, par) -> None:
    """Tell the structure what was decided."""
    envoyer(
        acteur_ids=[decision.mission.employeur_id],
        cle=f"decision-decidee:{decision.pk}",
        sujet=f"{decision.reference} : décision prise",
        corps=f"Le donneur d’ordre a décidé pour {ecrire_heures(decision.heures)}, {_objet(decision)} :",
        chemin=par.url("publics:decision", decision.pk),
        objet=decision,
        par=par,
    )
