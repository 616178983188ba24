"""What happens besides the hours: evaluation at the end of a mission, exit, situation at 6 and 12 months."""

from django.db import transaction

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui
from guichet.journal.services import journaliser
from publics.models import Evaluation, Mission, Participant, Sortie, Suivi
from publics.services.transitions import lock


@transaction.atomic
def evaluer_mission(*, mission: Mission, valeurs: dict, par) -> Evaluation:
    """Record the evaluation of a mission: `le`, `assiduite`, `gestes`, `suite`; sent twice, it is one."""
    _not_future(valeurs["le"], par)
    lock(Mission, mission.pk)
    evaluation, nouvelle = Evaluation.objects.get_or_create(
        territoire=par.territoire, mission=mission, auteur=par.nom, **valeurs
    )
    if nouvelle:
        journaliser(par=par, verbe="evaluer_mission", objet=mission, phrase="Évaluation de fin de mission")
    return evaluation


@transaction.atomic
def enregistrer_sortie(*, personne: Participant, valeurs: dict, par) -> Sortie:
    """Record how a person left: `le`, `vers`, `type_contrat`, `debut` and `fin` of the contract found.

    Sent twice, it is one exit: the bilan counts exits.
    Raises Refus (SORTIE_CONTRAT) for a job without its kind of contract.
    """
    _not_future(valeurs["le"], par)
    emploi = valeurs["vers"] in (Sortie.Vers.TITULAIRE, Sortie.Vers.AUTRE)
    if emploi and not valeurs.get("type_contrat"):
        raise Refus(
            "SORTIE_CONTRAT",
            "Une sortie en emploi dit le contrat obtenu.",
            "Choisissez-le : il compte dans le bilan.",
            champ="type_contrat",
        )
    lock(Participant, personne.pk)
    sortie, nouvelle = Sortie.objects.get_or_create(
        territoire=par.territoire, participant=personne, **valeurs
    )
    if nouvelle:
        journaliser(
            par=par,
            verbe="enregistrer_sortie",
            objet=personne,
            phrase=f"Sortie : {sortie.get_vers_display().lower()}",
        )
    return sortie


@transaction.atomic
def enregistrer_suivi(*, personne: Participant, echeance: int, le, situation: str, source: str, par) -> Suivi:
    """Record the situation `echeance` months after the entry (6 or 12); asked again, the answer replaces."""
    _not_future(le, par)
    suivi, _ = Suivi.objects.update_or_create(
        territoire=par.territoire,
        participant=personne,
        echeance=echeance,
        defaults={"le": le, "situation": situation, "source": source},
    )
    journaliser(
        par=par, verbe="enregistrer_suivi", objet=personne, phrase=f"Situation à {echeance} mois enregistrée"
    )
    return suivi


def _not_future(le, par) -> None:
    if le > aujourdhui(par.territoire):
        raise Refus("DATE_FUTURE", "Cette date est à venir.", "Corrigez-la.", champ="le")
