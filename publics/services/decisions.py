"""Hours that started before validation (R3): the guichet proposes, the buyer decides without a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from guichet.base.dates import de_mois
from guichet.base.dates import jour as ecrire_jour
from guichet.base.erreurs import Conflit, Refus
from guichet.base.formats import heures as ecrire_heures
from guichet.base.horloge import aujourdhui, maintenant
from guichet.documents.models import Compteur
from guichet.journal.services import journaliser
from guichet.tableaux.noms import mots_de
from publics.models import AccordDecision, Decision, EtatDecision, EtatLigne, LigneDecision, LigneReleve
from publics.regles.decision_donneur_ordre import calendrier_decision
from publics.services import decisions_annonces
from publics.services.parametres import parametres
from publics.services.transitions import lock

ZERO = Decimal("0.00")
SENS = Decision.Sens
MOTIFS = {
    "R3_JAMAIS_DEMANDEE": "Mission jamais soumise au guichet",
    "R3_DEMANDE_TARDIVE": "Demande déposée après le début de la mission",
    "R3_DEMANDE_REFUSEE": "Demande refusée par le guichet",
    "R2_FICHE_PERIMEE": "Titre d’éligibilité périmé au début de la mission",
    "R2_SANS_TITRE": "Aucun titre d’éligibilité au début de la mission",
    "R3_BONNE_FOI": "Public éligible, retard de bonne foi",
    "R3_RECIDIVE": "Retard répété malgré les rappels",
}
"""Coded reasons of a proposal: code → sentence, without anything personal."""


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """What the guichet proposes: `heures` are those to keep, from 0 to all."""

    sens: str
    heures: Decimal
    motif: str
    explication: str = ""


@transaction.atomic
def proposer_decision(*, lignes: Sequence[LigneReleve], proposition: Proposition, par) -> Decision:
    """Propose a decision on the waiting hours of lines of one mission; structure and titulaire are told.

    The buyer that delegated the decision in writing leaves it to the guichet: the proposal applies at once.
    Raises Refus (DECISION_LIGNES, DECISION_MOTIF, DECISION_HEURES) and Conflit (DECISION_EN_COURS).
    """
    lignes = [lock(LigneReleve, ligne.pk) for ligne in sorted(lignes, key=lambda ligne: ligne.pk)]
    attente = _exiger_lignes(lignes)
    _exiger_proposition(proposition, attente)
    mission = lignes[0].mission
    exiger_sans_nom(proposition.explication, mission.participant, "explication")
    jour = aujourdhui(par.territoire)
    decision = Decision.objects.create(
        territoire=par.territoire,
        lot=mission.lot,
        mission=mission,
        reference=_reference(par.territoire, jour.year),
        mois=min(ligne.mois for ligne in lignes),
        heures=attente,
        proposition=proposition.sens,
        heures_proposees=proposition.heures,
        motif_code=proposition.motif,
        explication=proposition.explication.strip(),
        proposee_par=par.utilisateur,
        observations_avant=calendrier_decision(jour, parametres(par.territoire)).reponses_jusqu_au,
    )
    LigneDecision.objects.bulk_create(
        LigneDecision(
            territoire=par.territoire, decision=decision, ligne=ligne, heures=ligne.heures_a_decider
        )
        for ligne in lignes
    )
    journaliser(
        par=par,
        verbe="proposer_decision",
        objet=decision,
        phrase=f"{decision.get_proposition_display()} proposé, {ecrire_heures(attente)}",
        details={"heures": attente, "a_maintenir": proposition.heures, "motif": proposition.motif},
    )
    accord = accord_de(decision)
    if accord is not None and accord.delegation:
        return decider(
            decision=decision,
            sens=proposition.sens,
            heures=proposition.heures,
            motif=f"Décision déléguée au guichet ({accord.reference})",
            par=par,
        )
    decisions_annonces.proposee(decision, par=par)
    return decision


def _exiger_lignes(lignes: list[LigneReleve]) -> Decimal:
    """Return the waiting hours; the lines must be of one mission and free of another proposal."""
    attente = sum((ligne.heures_a_decider for ligne in lignes if ligne.courante), ZERO)
    if not lignes or attente <= 0 or len({ligne.mission_id for ligne in lignes}) != 1:
        raise Refus(
            "DECISION_LIGNES",
            "Aucune heure de cette mission n’attend de décision.",
            "Choisissez des lignes « À décider » d’une même mission.",
        )
    ouvertes = LigneDecision.objects.filter(
        ligne__in=[ligne.pk for ligne in lignes],
        decision__etat__in=[EtatDecision.PROPOSEE, EtatDecision.TRANSMISE],
    )
    if ouvertes.exists():
        raise Conflit(
            "DECISION_EN_COURS", "Une proposition existe déjà pour ces heures.", "Ouvrez-la pour la suivre."
        )
    return attente


def _exiger_proposition(proposition: Proposition, attente: Decimal) -> None:
    if proposition.motif not in MOTIFS:
        raise Refus("DECISION_MOTIF", "Le motif manque.", "Choisissez-le dans la liste.", champ="motif")
    _exiger_heures(proposition.sens, proposition.heures, attente)


def _exiger_heures(sens: str, heures: Decimal, attente: Decimal) -> None:
    """Maintien keeps some hours, invalidation drops some."""
    bas, haut = (Decimal("0.01"), attente) if sens == SENS.MAINTIEN else (ZERO, attente - Decimal("0.01"))
    if not bas <= heures <= haut:
        raise Refus(
            "DECISION_HEURES",
            f"{ecrire_heures(heures)} à maintenir sur {ecrire_heures(attente)} en attente.",
            f"Indiquez un nombre entre {ecrire_heures(bas)} et {ecrire_heures(haut)}.",
            champ="heures",
        )


def exiger_sans_nom(texte: str, participant, champ: str) -> None:
    """Refuse a text for the sheet that names the person (R14); raises Refus (DECISION_NOM)."""
    noms = {mot for mot in (*mots_de(participant.nom), *mots_de(participant.prenom)) if len(mot) > 2}
    if noms & set(mots_de(texte)):
        raise Refus(
            "DECISION_NOM",
            "Le texte nomme la personne ; la fiche est sans nom.",
            "Écrivez « la personne ».",
            champ=champ,
        )


def _reference(territoire, annee: int) -> str:
    """Return the next anonymous reference of a year (« DEC-2026-0007 »)."""
    cle = {"territoire": territoire, "genre": "DEC", "annee": annee}
    Compteur.objects.bulk_create([Compteur(**cle)], ignore_conflicts=True)
    compteur = Compteur.objects.select_for_update(no_key=True).get(**cle)
    compteur.dernier += 1
    compteur.save(update_fields=["dernier"])
    return f"DEC-{annee}-{compteur.dernier:04d}"


def accord_de(decision: Decision) -> AccordDecision | None:
    """Return what the buyer of a decision agreed in writing."""
    donneur = decision.lot.marche.donneur_ordre_id
    return AccordDecision.objects.filter(territoire=decision.territoire_id, donneur_ordre=donneur).first()


@transaction.atomic
def observer(*, decision: Decision, texte: str, par) -> Decision:
    """Record what the structure answers to the proposal, before it is sent to the buyer."""
    decision = lock(Decision, decision.pk)
    if decision.etat != EtatDecision.PROPOSEE:
        raise Conflit(
            "DECISION_TRANSMISE",
            f"Le donneur d’ordre a déjà la proposition {decision.reference}.",
            "Écrivez au guichet : une décision peut être révisée.",
        )
    if not texte.strip():
        raise Refus("OBSERVATION_VIDE", "L’observation est vide.", "Écrivez-la.", champ="observation")
    exiger_sans_nom(texte, decision.mission.participant, "observation")
    decision.observation = texte.strip()[:2000]
    decision.save(update_fields=["observation"])
    journaliser(par=par, verbe="observer_decision", objet=decision, phrase="Observation de la structure")
    return decision


@transaction.atomic
def transmettre(*, decision: Decision, par) -> Decision:
    """Send the sheet to the buyer: once the days to answer are over, or the structure has answered.

    Raises Refus (DECISION_TROP_TOT) and Conflit (DECISION_TRANSMISE).
    """
    decision = lock(Decision, decision.pk)
    if decision.etat != EtatDecision.PROPOSEE:
        raise Conflit(
            "DECISION_TRANSMISE",
            f"La proposition {decision.reference} est déjà transmise.",
            "Rechargez la page.",
        )
    if not decision.observation and aujourdhui(par.territoire) <= decision.observations_avant:
        raise Refus(
            "DECISION_TROP_TOT",
            f"La structure peut répondre jusqu’au {ecrire_jour(decision.observations_avant)}.",
            "Transmettez ensuite ; ce sera fait seul le lendemain.",
        )
    decision.etat, decision.transmise_le = EtatDecision.TRANSMISE, maintenant()
    decision.save(update_fields=["etat", "transmise_le"])
    journaliser(
        par=par,
        verbe="transmettre_decision",
        objet=decision,
        phrase="Proposition transmise au donneur d’ordre",
    )
    decisions_annonces.transmise(decision, par=par)
    return decision


@transaction.atomic
def decider(
    *, decision: Decision, sens: str, heures: Decimal | None = None, motif: str, tacite: bool = False, par
) -> Decision:
    """Decide: keep `heures` of the waiting hours (all for a maintien, none for an invalidation, by default).

    One decision only: Conflit (DECISION_DEJA_PRISE) for whoever comes after. Raises Refus (DECISION_HEURES,
    DECISION_MOTIF).
    """
    decision = lock(Decision, decision.pk)
    if decision.etat not in (EtatDecision.TRANSMISE, EtatDecision.PROPOSEE):
        raise Conflit(
            "DECISION_DEJA_PRISE",
            f"La décision {decision.reference} est déjà « {decision.get_etat_display().lower()} ».",
            "Rechargez la page pour la lire ; le guichet peut proposer une révision.",
        )
    if not motif.strip():
        raise Refus(
            "DECISION_MOTIF", "Le motif manque.", "Dites pourquoi, sans nommer personne.", champ="motif"
        )
    if heures is None:
        heures = decision.heures if sens == SENS.MAINTIEN else ZERO
    _exiger_heures(sens, heures, decision.heures)
    decision.etat, decision.sens, decision.heures_maintenues = EtatDecision.DECIDEE, sens, heures
    decision.motif_decision, decision.tacite = motif.strip()[:600], tacite
    decision.decidee_le, decision.decidee_par = maintenant(), par.utilisateur
    decision.save()
    _appliquer(decision)
    journaliser(
        par=par,
        verbe="decider",
        objet=decision,
        phrase=f"{decision.get_sens_display()}, {ecrire_heures(heures)} sur {ecrire_heures(decision.heures)}",
        details={"maintenues": heures, "tacite": tacite, "mois": de_mois(decision.mois)},
    )
    decisions_annonces.decidee(decision, par=par)
    return decision


def _appliquer(decision: Decision) -> None:
    """Share the hours kept over the lines, the oldest first; the others are invalidated."""
    reste = decision.heures_maintenues
    for part in LigneDecision.objects.filter(decision=decision).order_by("ligne__mois", "ligne"):
        ligne = lock(LigneReleve, part.ligne_id)
        gardees = min(reste, part.heures)
        reste -= gardees
        ligne.heures_a_decider -= part.heures
        ligne.heures_validees += gardees
        ligne.heures_invalidees += part.heures - gardees
        ligne.etat = _etat(ligne)
        ligne.decidee_le, ligne.decidee_par, ligne.avant = decision.decidee_le, decision.decidee_par, None
        ligne.save()


def _etat(ligne: LigneReleve) -> str:
    if ligne.heures_a_decider > 0:
        return EtatLigne.A_DECIDER
    if ligne.heures_validees > 0:
        return EtatLigne.VALIDEE
    return EtatLigne.INVALIDEE if ligne.heures_invalidees > 0 else EtatLigne.REFUSEE


@transaction.atomic
def reviser(*, decision: Decision, proposition: Proposition, par) -> Decision:
    """Propose to revise a decision taken: its hours wait again, the earlier decision stays readable.

    Raises Conflit (DECISION_NON_REVISABLE) and Refus (DECISION_LIGNES) when its lines were replaced since.
    """
    ancienne = lock(Decision, decision.pk)
    if ancienne.etat != EtatDecision.DECIDEE:
        raise Conflit("DECISION_NON_REVISABLE", "Seule une décision prise se révise.", "Rechargez la page.")
    reste = ancienne.heures_maintenues
    lignes = []
    for part in LigneDecision.objects.filter(decision=ancienne).order_by("ligne__mois", "ligne"):
        ligne = lock(LigneReleve, part.ligne_id)
        gardees = min(reste, part.heures)
        reste -= gardees
        ligne.heures_validees -= gardees
        ligne.heures_invalidees -= part.heures - gardees
        ligne.heures_a_decider += part.heures
        ligne.etat = EtatLigne.A_DECIDER
        ligne.save()
        lignes.append(ligne)
    ancienne.etat = EtatDecision.REVISEE
    ancienne.save(update_fields=["etat"])
    nouvelle = proposer_decision(lignes=lignes, proposition=proposition, par=par)
    Decision.objects.filter(pk=nouvelle.pk).update(revise=ancienne)
    return Decision.objects.get(pk=nouvelle.pk)
