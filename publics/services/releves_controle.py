"""The guichet's control of a relevé: accept, refuse, ask for a correction, undo."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q, QuerySet

from guichet.base.erreurs import Conflit, Refus
from guichet.base.formats import heures as ecrire_heures
from guichet.base.horloge import maintenant
from guichet.courriels.services import annuler_courriels, delai_annulation
from guichet.journal.services import journaliser
from publics.models import EtatLigne, EtatReleve, LigneReleve, Releve
from publics.services import releves_annonces
from publics.services.transitions import lock

A_VOIR = Q(anomalies__contains=[{"gravite": "refusee"}]) | Q(anomalies__contains=[{"gravite": "en_attente"}])
EN_CONTROLE = (EtatLigne.SANS_ANOMALIE, EtatLigne.A_CONFIRMER)
MOTIFS = {
    "R2_SANS_TITRE": "R2, aucun titre d’éligibilité au début de la mission",
    "R4_DUREE_ATTEINTE": "R4, durée d’éligibilité dépassée",
    "R6_SALARIE_PERMANENT": "R6, salarié permanent de la structure",
    "R6_HORS_CONTRAT": "R6, heures hors du contrat de travail",
    "R6_HEURES_NON_TRAVAILLEES": "R6, congés, fériés, tutorat ou PMSMP",
    "R6_EMBAUCHE_AVANT_NOTIFICATION": "R6, embauche avant la notification du marché",
    "R7_SANS_JUSTIFICATIF": "R7, justificatif absent ou illisible",
    "R7_HEURES_EXCESSIVES": "R7, heures non expliquées",
    "R7_DOUBLON": "R7, heures déjà comptées",
    "R7_AUTRE_LOT": "R7, heures d’un autre marché",
    "AUTRE": "Autre motif, dit dans le message",
}
"""Coded reasons of the guichet: code → sentence on screen."""


@dataclass(frozen=True, kw_only=True)
class Reponse:
    """What the guichet says of a line: `acte` is accepter, refuser (with `heures` refused) or corriger."""

    acte: str
    heures: Decimal | None = None
    motif: str = ""
    message: str = ""


def lignes_envoyees(releve: Releve) -> QuerySet:
    """Return the lines of a relevé that count."""
    return LigneReleve.objects.filter(releve=releve, courante=True)


def lignes_acceptables(releve: Releve) -> QuerySet:
    """Return the lines under control that nothing stops: one click accepts them all."""
    return lignes_envoyees(releve).filter(
        ~A_VOIR, etat=EtatLigne.SANS_ANOMALIE, mission__isnull=False, heures__gte=0
    )


@transaction.atomic
def accepter_lignes_sans_anomalie(*, releve: Releve, par) -> int:
    """Validate every line without anomaly at once; return how many. Done twice, nothing more happens."""
    releve = lock(Releve, releve.pk)
    nombre = lignes_acceptables(releve).update(
        etat=EtatLigne.VALIDEE,
        heures_validees=F("heures"),
        decidee_le=maintenant(),
        decidee_par=par.utilisateur,
    )
    if nombre:
        journaliser(
            par=par,
            verbe="accepter_lignes",
            objet=releve,
            phrase=f"Lignes sans anomalie acceptées, {nombre}",
            details={"lignes": nombre},
        )
    conclure(releve, par=par)
    return nombre


@transaction.atomic
def decider_ligne(*, ligne: LigneReleve, reponse: Reponse, par) -> LigneReleve:
    """Answer on one line: accept, refuse all or a part, ask for a correction.

    Raises Conflit (LIGNE_DEJA_DECIDEE) and Refus (LIGNE_MOTIF, LIGNE_HEURES_REFUSEES, LIGNE_MESSAGE).
    """
    ligne = lock(LigneReleve, ligne.pk)
    if not ligne.courante or ligne.etat not in EN_CONTROLE:
        raise Conflit(
            "LIGNE_DEJA_DECIDEE",
            f"La ligne {ligne.numero} est déjà « {ligne.get_etat_display().lower()} ».",
            "Rechargez la page ; annulez la décision si elle doit changer.",
        )
    ligne.avant = {"etat": ligne.etat}
    ACTES[reponse.acte](ligne, reponse)
    ligne.decidee_le, ligne.decidee_par = maintenant(), par.utilisateur
    ligne.save()
    journaliser(
        par=par,
        verbe="decider_ligne",
        objet=ligne.releve,
        phrase=f"Ligne {ligne.numero} {VERBES[reponse.acte]}, {ecrire_heures(ligne.heures)}",
        details={"ligne": ligne.pk, "motif": ligne.motif_code, "refusees": ligne.heures_refusees},
    )
    conclure(ligne.releve, par=par)
    return ligne


def _accepter(ligne: LigneReleve, reponse: Reponse) -> None:
    ligne.etat, ligne.heures_validees = EtatLigne.VALIDEE, ligne.heures
    ligne.heures_refusees, ligne.motif_code = Decimal(0), ""
    ligne.message = reponse.message


def _refuser(ligne: LigneReleve, reponse: Reponse) -> None:
    _exiger_motif(ligne, reponse)
    refusees = ligne.heures if reponse.heures is None else reponse.heures
    if not 0 < refusees <= ligne.heures:
        raise Refus(
            "LIGNE_HEURES_REFUSEES",
            f"{ecrire_heures(refusees)} à refuser sur {ecrire_heures(ligne.heures)}.",
            f"Indiquez un nombre entre 0,01 et {ecrire_heures(ligne.heures)}.",
            champ="heures",
        )
    ligne.heures_refusees, ligne.heures_validees = refusees, ligne.heures - refusees
    ligne.etat = EtatLigne.VALIDEE if ligne.heures_validees else EtatLigne.REFUSEE
    ligne.motif_code, ligne.message = reponse.motif, reponse.message


def _corriger(ligne: LigneReleve, reponse: Reponse) -> None:
    _exiger_motif(ligne, reponse)
    ligne.etat, ligne.motif_code, ligne.message = EtatLigne.A_CORRIGER, reponse.motif, reponse.message


def _exiger_motif(ligne: LigneReleve, reponse: Reponse) -> None:
    if reponse.motif not in MOTIFS:
        raise Refus("LIGNE_MOTIF", "Le motif manque.", "Choisissez-le dans la liste.", champ="motif")
    if not reponse.message.strip():
        raise Refus(
            "LIGNE_MESSAGE",
            "Le message à la structure est vide.",
            "Dites-lui ce qui ne va pas et ce qu’elle doit faire.",
            champ="message",
        )


ACTES = {"accepter": _accepter, "refuser": _refuser, "corriger": _corriger}
VERBES = {"accepter": "acceptée", "refuser": "refusée", "corriger": "à corriger"}


@transaction.atomic
def annuler_decision(*, ligne: LigneReleve, par) -> LigneReleve:
    """Undo the answer given on a line, within the delay of the territoire; its mail does not leave.

    Raises Refus (DECISION_TROP_ANCIENNE).
    """
    ligne = lock(LigneReleve, ligne.pk)
    if ligne.avant is None or maintenant() - ligne.decidee_le > delai_annulation(par.territoire):
        raise Refus(
            "DECISION_TROP_ANCIENNE",
            f"La décision sur la ligne {ligne.numero} ne peut plus être annulée.",
            "Demandez un rectificatif à la structure.",
        )
    ligne.etat, ligne.avant = ligne.avant["etat"], None
    ligne.heures_validees = ligne.heures_refusees = Decimal(0)
    ligne.motif_code = ligne.message = ""
    ligne.decidee_le = ligne.decidee_par = None
    ligne.save()
    Releve.objects.filter(pk=ligne.releve_id).update(etat=EtatReleve.DEPOSE, valide_le=None)
    annuler_courriels(cle_prefixe=releves_annonces.cle_de_controle(ligne.releve), par=par)
    journaliser(
        par=par,
        verbe="annuler_decision",
        objet=ligne.releve,
        phrase=f"Décision annulée, ligne {ligne.numero}",
    )
    conclure(ligne.releve, par=par)
    return ligne


def conclure(releve: Releve, *, par) -> None:
    """Set the state that the lines give to the relevé, and tell the structure once its control is over."""
    lignes = LigneReleve.objects.filter(releve=releve).exclude(
        etat__in=[EtatLigne.IGNOREE, EtatLigne.MISE_DE_COTE]
    )
    sous_controle = lignes.filter(courante=True, etat__in=EN_CONTROLE).exists()
    a_reprendre = lignes.filter(
        Q(courante=True, etat=EtatLigne.A_CORRIGER) | Q(envoyee_le__isnull=True)
    ).exists()
    etat = (
        EtatReleve.A_COMPLETER if a_reprendre else EtatReleve.DEPOSE if sous_controle else EtatReleve.VALIDE
    )
    valide_le = maintenant() if etat == EtatReleve.VALIDE else None
    Releve.objects.filter(pk=releve.pk).update(etat=etat, valide_le=valide_le)
    if not sous_controle:
        releves_annonces.releve_controle(releve, par=par)
