"""Shape of each question of the JSON door."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from publics.eligibilite.lecture import (
    INVALIDE,
    Faute,
    Fautes,
    Lecteur,
    booleen,
    choix,
    jour,
    liste,
    mois,
    nombre,
    objet,
    texte,
)
from publics.regles.faits import NatureContrat
from publics.regles.globalisation import Allocation


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every question carries."""

    type: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class DebutMission(Question):
    """May this person start that day at that post? `contrat`: nature of the planned contract."""

    date: date
    lot: str
    employeur: str
    contrat: NatureContrat = NatureContrat.AUTRE


@dataclass(frozen=True, kw_only=True)
class JourTravaille(Question):
    """Do hours worked that day count?"""

    date: date
    lot: str
    employeur: str


@dataclass(frozen=True, kw_only=True)
class HeuresDuMois(Question):
    """How do the hours of a month split?"""

    mois: date
    lot: str | None = None
    employeur: str | None = None


@dataclass(frozen=True, kw_only=True)
class FinEligibilite(Question):
    """Until when is this person eligible, seen from that day? With a post, its exceptions apply."""

    date: date
    lot: str = ""
    employeur: str = ""


@dataclass(frozen=True, kw_only=True)
class EcheanceReleve(Question):
    """When is the relevé of that month due, and where does it stand on the day `au`?"""

    mois: date
    au: date | None = None
    depose_le: date | None = None
    employeur: str | None = None


@dataclass(frozen=True, kw_only=True)
class Globalisation(Question):
    """May the hours of a month be shared so?"""

    heures_du_mois: Decimal
    allocations: tuple[Allocation, ...]
    mois: date | None = None


@dataclass(frozen=True, kw_only=True)
class CumulMois(Question):
    """Are the hours of a month, over all employers, too many?"""

    mois: date


@dataclass(frozen=True, kw_only=True)
class PropositionDecision(Question):
    """Where does a proposal sent to the donneur d'ordre stand on the day `au`?"""

    proposee_le: date
    au: date
    silence_vaut_accord: bool = False


ALLOCATION = objet(
    Allocation,
    {"lot": texte, "heures": nombre(Decimal("0.01"), Decimal(1000))},
    {"donneur_ordre": texte, "accord": booleen},
)
POSTE = {"date": jour, "lot": texte, "employeur": texte}


def _forme(fabrique: type, requises: dict[str, Lecteur], facultatives: dict[str, Lecteur]) -> Lecteur:
    return objet(fabrique, {"type": texte, **requises}, {"id": texte, **facultatives})


QUESTIONS: dict[str, Lecteur] = {
    "debut_mission": _forme(DebutMission, POSTE, {"contrat": choix(NatureContrat)}),
    "jour_travaille": _forme(JourTravaille, POSTE, {}),
    "heures_du_mois": _forme(HeuresDuMois, {"mois": mois}, {"lot": texte, "employeur": texte}),
    "fin_eligibilite": _forme(FinEligibilite, {"date": jour}, {"lot": texte, "employeur": texte}),
    "echeance_releve": _forme(
        EcheanceReleve, {"mois": mois}, {"au": jour, "depose_le": jour, "employeur": texte}
    ),
    "globalisation": _forme(
        Globalisation,
        {"heures_du_mois": nombre(Decimal(0), Decimal(1000)), "allocations": liste(ALLOCATION, 1)},
        {"mois": mois},
    ),
    "cumul_mois": _forme(CumulMois, {"mois": mois}, {}),
    "proposition_decision": _forme(
        PropositionDecision, {"proposee_le": jour, "au": jour}, {"silence_vaut_accord": booleen}
    ),
}


def question(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """A question, by its `type`."""
    genre = valeur.get("type") if isinstance(valeur, dict) else None
    if isinstance(genre, str) and genre in QUESTIONS:
        return QUESTIONS[genre](valeur, chemin, fautes)
    attendu = "un type parmi " + ", ".join(QUESTIONS)
    fautes.noter(Faute.FAITS_VALEUR, f"{chemin}.type", attendu, genre)
    return INVALIDE
