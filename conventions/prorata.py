"""R11, yearly amount of a prestation between two collectivités, prorata by day or by month. Pure."""

from calendar import isleap, monthrange
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guichet.base.formats import arrondir


class BaseProrata(StrEnum):
    """What the convention counts."""

    JOUR = "jour"
    MOIS = "mois"


def montant_prorata(annuel: Decimal, debut: date, fin: date, base: BaseProrata) -> Decimal:
    """Amount (€, cents half-up) owed from `debut` to `fin`, both included, for `annuel` € a year.

    By day: days over 365 or 366, year by year. By month: twelfths, an incomplete month by its days.
    Rounded once, at the end. Raises ValueError when `fin` is before `debut`.
    """
    if fin < debut:
        raise ValueError("la fin de la période est avant son début")
    part = _part_par_jour if base is BaseProrata.JOUR else _part_par_mois
    return arrondir(annuel * part(debut, fin), 2)


def _part_par_jour(debut: date, fin: date) -> Decimal:
    part = Decimal(0)
    for annee in range(debut.year, fin.year + 1):
        premier, dernier = max(debut, date(annee, 1, 1)), min(fin, date(annee, 12, 31))
        part += Decimal((dernier - premier).days + 1) / (366 if isleap(annee) else 365)
    return part


def _part_par_mois(debut: date, fin: date) -> Decimal:
    mois = Decimal(0)
    for rang in range(debut.year * 12 + debut.month - 1, fin.year * 12 + fin.month):
        annee, numero = rang // 12, rang % 12 + 1
        jours = monthrange(annee, numero)[1]
        premier, dernier = max(debut, date(annee, numero, 1)), min(fin, date(annee, numero, jours))
        mois += Decimal((dernier - premier).days + 1) / jours
    return mois / 12
