"""Requesting a mission and the guichet's answer (R2, R3)."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from guichet.base.dates import jour as ecrire_jour
from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.journal.services import journaliser
from guichet.organisations.genres import Genre
from guichet.organisations.models import Acteur
from marches.models import Lot
from publics.models import EtatMission, Habilitation, Mission, Modalite, Participant, Titre
from publics.regles.faits import Decision
from publics.regles.r3_validation_en_amont import Couverture, couverture
from publics.regles.verdict import Gravite
from publics.services import annonces
from publics.services.eligibilite import (
    DossierLu,
    demande_en_faits,
    dossiers_de,
    droit_sur_un_lot,
)
from publics.services.parametres import parametres
from publics.services.participants import enregistrer_personne
from publics.services.transitions import MISSION, change_state, lock

MODALITES = {
    Genre.ETTI: Modalite.ETTI,
    Genre.AI: Modalite.AI,
    Genre.GEIQ: Modalite.GEIQ,
    Genre.ETT: Modalite.ETT,
    Genre.EI: Modalite.EI,
    Genre.EITI: Modalite.EI,
    Genre.REGIE: Modalite.EI,
    Genre.ACI: Modalite.ACI,
    Genre.EA: Modalite.EA,
    Genre.EATT: Modalite.EA,
    Genre.ESAT: Modalite.EA,
}


def modalite_de(employeur: Acteur) -> Modalite:
    """Return how an employer carries out the clause, from its kind; a company hires directly."""
    return MODALITES[Genre(employeur.genre)] if employeur.genre else Modalite.EMBAUCHE


def est_habilite(*, employeur: Acteur, modalite: str, jour) -> bool:
    """Tell whether a convention in force lets a structure employ so on that day; a company needs none."""
    if modalite == Modalite.EMBAUCHE:
        return True
    return Habilitation.objects.en_vigueur_le(jour).filter(partenaire=employeur, modalite=modalite).exists()


@transaction.atomic
def demander_mission(
    *,
    participant: Participant,
    lot: Lot,
    employeur: Acteur,
    debut,
    fin=None,
    poste: str = "",
    permanent: bool = False,
    verification=None,
    par,
) -> Mission:
    """Ask the guichet to validate a mission; it covers from today, or from the check it follows (R3).

    A mission worked without request is the one that the request bears on. Raises Refus: LOT_NON_OUVERT,
    R6_SALARIE_PERMANENT (and R6 for a hire before notification), MEME_MISSION (a contract is enough),
    MISSION_CHEVAUCHE.
    """
    if lot.notifie_le is None or lot.etat in ("clos", "resilie", "clause_levee"):
        raise Refus("LOT_NON_OUVERT", "Ce lot n’est pas ouvert aux missions.", "Choisissez un lot notifié.")
    verdict = droit_sur_un_lot(
        participant=participant,
        lot=lot,
        employeur=employeur,
        jour=debut,
        parametres=parametres(par.territoire),
        permanent=permanent,
    )
    if verdict.code.startswith("R6_"):
        raise Refus(verdict.code, verdict.phrase, verdict.que_faire, champ="permanent")
    mission = suite_de(participant=participant, lot=lot, employeur=employeur, debut=debut, verdict=verdict)
    if mission is not None and mission.demandee_le is not None:
        raise Refus(
            "MEME_MISSION",
            f"C’est la suite de la mission commencée le {ecrire_jour(mission.debut)}.",
            "Ajoutez-y un contrat : aucune nouvelle demande n’est nécessaire.",
            champ="debut",
        )
    if mission is None:
        mission = Mission(
            territoire=par.territoire,
            participant=participant,
            lot=lot,
            employeur=employeur,
            modalite=modalite_de(employeur),
            debut=debut,
            fin=fin,
            permanent=permanent,
        )
    if verification is not None and not _same_question(verification, mission, debut):
        verification = None
    mission.demandee_le = aujourdhui(par.territoire)
    if verification is not None:
        mission.demandee_le = verification.le.astimezone(ZoneInfo(par.territoire.fuseau)).date()
    mission.demandee_par, mission.verification = par.utilisateur, verification
    mission.poste, mission.modifie_le = poste or mission.poste, maintenant()
    _store(mission)
    journaliser(
        par=par,
        verbe="demander_mission",
        objet=mission,
        phrase=f"Mission demandée, début le {ecrire_jour(debut)}",
        details={"code": verdict.code, "demandee_le": mission.demandee_le},
    )
    return mission


def suite_de(*, participant, lot, employeur, debut, verdict) -> Mission | None:
    """Return the mission that a start on `debut` belongs to, by the verdict on it (R2), or None."""
    depuis = verdict.valeurs.get("mission_debut")
    if participant is None or depuis is None:
        return None
    deja = Mission.objects.effectives().filter(participant=participant, lot=lot, employeur=employeur)
    return deja.filter(debut__gte=depuis, debut__lte=debut).order_by("-debut", "-pk").first()


@transaction.atomic
def demander_mission_pour(*, identite: dict, par, **demande) -> Mission:
    """Ask for a mission for a named person: see `enregistrer_personne` and `demander_mission`."""
    personne = enregistrer_personne(identite=identite, par=par)
    return demander_mission(participant=personne, par=par, **demande)


def _store(mission: Mission) -> None:
    try:
        with transaction.atomic():
            mission.save()
    except IntegrityError as erreur:
        if "mission_sans_chevauchement" not in str(erreur):
            raise
        raise Refus(
            "MISSION_CHEVAUCHE",
            "Cette personne a déjà une mission sur ce lot, chez cet employeur, à ces dates.",
            "Ajoutez un contrat à cette mission, ou changez les dates.",
            champ="debut",
        ) from erreur


def couverture_de(mission: Mission, *, lu: DossierLu, le, parametres) -> Couverture:
    """Return what a validation given on `le` would cover (R3); `lu` are the facts of the person."""
    demande = replace(
        demande_en_faits(mission),
        complete_le=complete_le(mission, lu.titres),
        decision=Decision.VALIDEE,
        decidee_le=le,
    )
    return couverture(
        debut=mission.debut,
        demandes=(demande,),
        titres=lu.faits.titres,
        parametres=parametres,
        employeur=str(mission.employeur_id),
    )


def complete_le(mission: Mission, titres):
    """Return the day the request was complete: not before the fiche that opens it was lodged in full (R3)."""
    fiches = [titre.prescription for titre in _in_force(titres, mission.debut)]
    jours = [fiche.complete_le if fiche else None for fiche in fiches]
    if not jours or None in jours:
        return mission.demandee_le
    return max(mission.demandee_le, min(jours))


def _in_force(titres, jour) -> list[Titre]:
    return [t for t in titres if t.debut <= jour and (t.fin is None or jour <= t.fin)]


@transaction.atomic
def valider_mission(*, mission: Mission, par) -> Mission:
    """Validate a request: the hours are covered from the day it was complete, or from the mission's start.

    Raises Refus: PERSONNE_A_RAPPROCHER, or the code of the rule when no title opens the mission (R2).
    """
    vue = lock(Mission, mission.pk)
    if vue.participant.a_rapprocher:
        raise Refus(
            "PERSONNE_A_RAPPROCHER",
            "Une personne proche est déjà connue : c’est peut-être la même.",
            "Dites d’abord si c’est elle ou une nouvelle personne.",
        )
    change_state(vue, EtatMission.VALIDEE, MISSION)
    jour = aujourdhui(par.territoire)
    lu = dossiers_de([vue.participant])[vue.participant_id]
    couvre = couverture_de(vue, lu=lu, le=jour, parametres=parametres(par.territoire))
    if couvre.depuis is None:
        raise Refus(couvre.titre.code, couvre.titre.phrase, couvre.titre.que_faire)
    vue.complete_le = complete_le(vue, lu.titres)
    vue.couverte_depuis = couvre.depuis
    vue.titre = _opening_title(vue, couvre, lu.titres)
    vue.validee_le, vue.validee_par, vue.motif_fin = jour, par.utilisateur, ""
    if vue.debut <= jour:
        vue.etat = EtatMission.EN_COURS
    vue.modifie_le = maintenant()
    vue.save()
    journaliser(
        par=par,
        verbe="valider_mission",
        objet=vue,
        phrase=f"Mission validée, couverte à partir du {ecrire_jour(vue.couverte_depuis)}",
    )
    annonces.mission_validee(vue, par=par)
    return vue


def _opening_title(mission: Mission, couvre: Couverture, titres) -> Titre | None:
    """Return the title in force on the day coverage begins, the one that runs longest."""
    jour = mission.debut if couvre.titre.gravite is Gravite.CONFORME else couvre.depuis
    return max(_in_force(titres, jour), key=lambda t: (t.fin is None, t.fin or t.debut), default=None)


@transaction.atomic
def refuser_mission(*, mission: Mission, motif: str, par) -> Mission:
    """Refuse a request, with its reason; it may be asked again (`redemander_mission`)."""
    vue = lock(Mission, mission.pk)
    change_state(vue, EtatMission.REFUSEE, MISSION)
    if not motif.strip():
        raise Refus("MOTIF_ABSENT", "Aucun motif n’est écrit.", "Écrivez-le en une phrase.", champ="motif")
    vue.motif_fin, vue.validee_le, vue.validee_par = motif.strip(), None, par.utilisateur
    vue.modifie_le = maintenant()
    vue.save()
    journaliser(par=par, verbe="refuser_mission", objet=vue, phrase=f"Mission refusée : {motif}")
    annonces.mission_refusee(vue, par=par)
    return vue


@transaction.atomic
def redemander_mission(*, mission: Mission, par) -> Mission:
    """Lodge again a refused request: it covers from today. The guichet's own undo keeps the first day."""
    vue = lock(Mission, mission.pk)
    change_state(vue, EtatMission.A_VALIDER, MISSION)
    annonces.annuler(f"mission-refusee:{vue.pk}:", par=par)
    if not par.est_guichet:
        vue.demandee_le = aujourdhui(par.territoire)
    vue.motif_fin, vue.modifie_le = "", maintenant()
    _store(vue)
    journaliser(par=par, verbe="redemander_mission", objet=vue, phrase="Mission à nouveau à valider")
    return vue


def _same_question(verification, mission: Mission, debut) -> bool:
    """Tell whether a receipt was given for this very mission."""
    return (
        verification.participant_id == mission.participant_id
        and verification.lot_id == mission.lot_id
        and verification.structure_id == mission.employeur_id
        and verification.debut == debut
    )
