"""Models of persons, their right to work, missions and monthly hours."""

from publics.models.decision import AccordDecision, Decision, EtatDecision, LigneDecision
from publics.models.habilitation import Habilitation
from publics.models.mission import Contrat, EtatMission, Mission, Modalite
from publics.models.parcours import Evaluation, Sortie, Suivi
from publics.models.participant import Critere, Participant, Prolongation
from publics.models.releve import (
    ClotureMois,
    EtatLigne,
    EtatReleve,
    Justificatif,
    LigneReleve,
    NatureHeures,
    Releve,
    SurnomLot,
)
from publics.models.titre import EtatPrescription, GenreTitre, Prescription, Titre
from publics.models.verification import Verification

__all__ = [
    "AccordDecision",
    "ClotureMois",
    "Contrat",
    "Critere",
    "Decision",
    "EtatDecision",
    "EtatLigne",
    "EtatMission",
    "EtatPrescription",
    "EtatReleve",
    "Evaluation",
    "GenreTitre",
    "Habilitation",
    "Justificatif",
    "LigneDecision",
    "LigneReleve",
    "Mission",
    "Modalite",
    "NatureHeures",
    "Participant",
    "Prescription",
    "Prolongation",
    "Releve",
    "Sortie",
    "Suivi",
    "SurnomLot",
    "Titre",
    "Verification",
]
