"""What happens to a validated mission: suspension, resumption, end, early end, cancellation."""

from datetime import timedelta

from django.db import transaction

from guichet.base.dates import jour as ecrire_jour
from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.journal.services import journaliser
from publics.models import EtatMission, LigneReleve, Mission
from publics.services.parametres import parametres
from publics.services.transitions import MISSION, change_state, lock

MOTIFS_RUPTURE = {
    "emploi": "Autre emploi",
    "formation": "Entrée en formation",
    "abandon": "Abandon ou absence",
    "employeur": "Fin décidée par l’employeur",
    "accord": "D’un commun accord",
    "sante": "Santé",
    "chantier": "Arrêt du chantier",
    "autre": "Autre motif",
}


@transaction.atomic
def suspendre_mission(*, mission: Mission, motif: str, par) -> Mission:
    """Suspend a running mission, with its reason."""
    return _pass(mission, EtatMission.SUSPENDUE, "suspendre_mission", "Mission suspendue", par, motif=motif)


@transaction.atomic
def reprendre_mission(*, mission: Mission, par) -> Mission:
    """Resume a suspended mission."""
    return _pass(mission, EtatMission.EN_COURS, "reprendre_mission", "Mission reprise", par)


@transaction.atomic
def terminer_mission(*, mission: Mission, fin, par) -> Mission:
    """End a mission at its term; `fin` is its last day.

    Raises Refus (MISSION_FIN_AVANT_DEBUT, MISSION_FIN_FUTURE).
    """
    phrase = f"Mission terminée le {ecrire_jour(fin)}"
    return _pass(mission, EtatMission.TERMINEE, "terminer_mission", phrase, par, fin=fin)


@transaction.atomic
def rompre_mission(*, mission: Mission, fin, motif: str, par) -> Mission:
    """End a mission before its term; `motif` is a key of MOTIFS_RUPTURE, or words."""
    motif = MOTIFS_RUPTURE.get(motif, motif)
    phrase = f"Rupture anticipée le {ecrire_jour(fin)} : {motif}"
    return _pass(mission, EtatMission.ROMPUE, "rompre_mission", phrase, par, fin=fin, motif=motif)


@transaction.atomic
def annuler_mission(*, mission: Mission, motif: str, par) -> Mission:
    """Cancel a mission that never started. Raises Refus (MISSION_AVEC_HEURES) when hours were declared."""
    if LigneReleve.objects.filter(mission=mission.pk).exists():
        raise Refus(
            "MISSION_AVEC_HEURES",
            "Des heures ont été déclarées sur cette mission : elle a commencé.",
            "Terminez-la, ou déclarez une rupture anticipée.",
        )
    return _pass(mission, EtatMission.ANNULEE, "annuler_mission", "Mission annulée", par, motif=motif)


def _pass(mission, vers, verbe, phrase, par, *, fin=None, motif: str | None = None) -> Mission:
    vue = lock(Mission, mission.pk)
    change_state(vue, vers, MISSION)
    if motif is not None and not motif.strip():
        raise Refus("MOTIF_ABSENT", "Aucun motif n’est écrit.", "Écrivez-le en une phrase.", champ="motif")
    if fin is not None:
        _check_end(vue, fin, par)
        vue.fin = fin
    vue.motif_fin, vue.modifie_le = motif or "", maintenant()
    vue.save()
    journaliser(par=par, verbe=verbe, objet=vue, phrase=phrase, details={"fin": fin, "motif": motif})
    return vue


def _check_end(mission: Mission, fin, par) -> None:
    if fin < mission.debut:
        raise Refus(
            "MISSION_FIN_AVANT_DEBUT",
            f"La fin ({ecrire_jour(fin)}) précède le début ({ecrire_jour(mission.debut)}).",
            "Corrigez la date.",
            champ="fin",
        )
    if fin > aujourdhui(par.territoire):
        raise Refus(
            "MISSION_FIN_FUTURE",
            f"Le {ecrire_jour(fin)} n’est pas encore passé.",
            "Déclarez la fin ce jour-là ; d’ici là, la mission court.",
            champ="fin",
        )


@transaction.atomic
def actualiser_missions(*, par) -> dict[str, int]:
    """Each night: start the missions validated whose day has come, end those without contract for too long.

    Too long is `ecart_mission_jours` [T] after the last day known (R2). Returns the counts.
    """
    jour = aujourdhui(par.territoire)
    instant = maintenant()
    validees = Mission.objects.du_territoire(par).filter(etat=EtatMission.VALIDEE, debut__lte=jour)
    commencees = validees.update(etat=EtatMission.EN_COURS, modifie_le=instant)
    limite = jour - timedelta(days=parametres(par.territoire).ecart_mission_jours + 1)
    finies = Mission.objects.du_territoire(par).filter(etat=EtatMission.EN_COURS, fin__lt=limite)
    terminees = finies.update(etat=EtatMission.TERMINEE, modifie_le=instant)
    if commencees or terminees:
        journaliser(
            par=par,
            verbe="actualiser_missions",
            phrase=f"Missions commencées : {commencees}, terminées : {terminees}",
        )
    return {"commencees": commencees, "terminees": terminees}
