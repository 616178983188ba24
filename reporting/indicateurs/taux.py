"""R8 and R9: rate of received lots, progress of running ones, full-time equivalents. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guichet.base.formats import arrondir

BASE_DEFAUT = Decimal(1607)
BASE_NATIONALE = Decimal(1600)


@dataclass(frozen=True, kw_only=True)
class HeuresLot:
    """Hours of one lot: `engagees` due by contract, `validees` done; `receptionne` received or completed."""

    engagees: Decimal
    validees: Decimal
    receptionne: bool


@dataclass(frozen=True, kw_only=True)
class Realisation:
    """R8 for a set of lots. Ratios: 1 = 100 %, None when nothing was due.

    `lots_atteints` of `lots_receptionnes`: received lots with hours due that reached them.
    """

    taux: Decimal | None
    taux_plafonne: Decimal | None
    lots_atteints: int
    lots_receptionnes: int
    avancement: Decimal | None
    lots_en_cours: int


def realisation(lots: Iterable[HeuresLot]) -> Realisation:
    """Rate of received lots, plain and capped at 100 % a lot, objectives reached, progress (R8)."""
    lots = list(lots)
    recus = [lot for lot in lots if lot.receptionne]
    en_cours = [lot for lot in lots if not lot.receptionne]
    objectifs = [lot for lot in recus if lot.engagees > 0]
    return Realisation(
        taux=_ratio(sum(lot.validees for lot in recus), recus),
        taux_plafonne=_ratio(sum(min(lot.validees, lot.engagees) for lot in recus), recus),
        lots_atteints=sum(lot.validees >= lot.engagees for lot in objectifs),
        lots_receptionnes=len(objectifs),
        avancement=_ratio(sum(lot.validees for lot in en_cours), en_cours),
        lots_en_cours=len(en_cours),
    )


def _ratio(heures: Decimal | int, lots: list[HeuresLot]) -> Decimal | None:
    engagees = sum((lot.engagees for lot in lots), Decimal(0))
    return Decimal(heures) / engagees if engagees > 0 else None


def etp(heures: Decimal, base: Decimal = BASE_DEFAUT, decimales: int = 1) -> Decimal:
    """Full-time equivalents: hours / yearly base in hours (> 0), half-up. Print the base under the figure."""
    if base <= 0:
        raise ValueError(f"base d'équivalent temps plein : {base} trouvé, plus que zéro attendu")
    return arrondir(heures / base, decimales)
