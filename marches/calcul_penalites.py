"""R10, penalty at stake, only if written in the marché. The guichet informs, the donneur d'ordre decides."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guichet.base.formats import arrondir


class BasePenalite(StrEnum):
    """How the marché counts the penalty."""

    HEURE = "heure"
    SMIC = "smic"
    JOUR = "jour"


@dataclass(frozen=True, kw_only=True)
class ClausePenalite:
    """Penalty as written: `valeur` is € per hour not done, a multiple of the hourly SMIC, or € per day late.

    `plafond` in €, None without cap.
    """

    base: BasePenalite
    valeur: Decimal
    plafond: Decimal | None = None


def penalite(
    clause: ClausePenalite | None,
    *,
    heures_manquantes: Decimal,
    jours_de_retard: int = 0,
    smic_horaire: Decimal | None = None,
) -> Decimal:
    """Amount at stake in €, 0 without a clause or without shortfall; capped.

    `smic_horaire` is needed when the clause refers to it: ValueError otherwise.
    """
    if clause is None or heures_manquantes <= 0:
        return Decimal(0)
    if clause.base is BasePenalite.JOUR:
        montant = clause.valeur * max(0, jours_de_retard)
    elif clause.base is BasePenalite.HEURE:
        montant = clause.valeur * heures_manquantes
    elif smic_horaire is None:
        raise ValueError("le SMIC horaire est nécessaire à cette pénalité")
    else:
        montant = clause.valeur * smic_horaire * heures_manquantes
    return arrondir(montant if clause.plafond is None else min(montant, clause.plafond), 2)
