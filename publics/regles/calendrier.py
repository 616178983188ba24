"""Month arithmetic shared by every clock of the rules."""

from calendar import monthrange
from datetime import date, timedelta


def ajouter_mois(jour: date, mois: int) -> date:
    """Same day `mois` months later, or the last day of that month when it has no such day (R2)."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    return date(annee, rang + 1, min(jour.day, monthrange(annee, rang + 1)[1]))


def veille_anniversaire(jour: date, mois: int) -> date:
    """Last day of a period of `mois` months whose first day is `jour`: the eve of the anniversary (R4).

    29/02/2024 has its anniversary on 28/02/2026 (last day of the month), so its eve is 27/02/2026.
    """
    return ajouter_mois(jour, mois) - timedelta(days=1)


def premier_du_mois(jour: date) -> date:
    """First day of the month of `jour`."""
    return jour.replace(day=1)


def dernier_du_mois(jour: date) -> date:
    """Last day of the month of `jour`."""
    return jour.replace(day=monthrange(jour.year, jour.month)[1])
