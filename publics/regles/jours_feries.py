"""French public holidays, computed (Code du travail L3133-1, L3134-13, L3422-2), and working days."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from functools import cache


class Zone(StrEnum):
    """Where the holidays of a territoire are read."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace_moselle"
    GUADELOUPE = "guadeloupe"
    GUYANE = "guyane"
    MARTINIQUE = "martinique"
    LA_REUNION = "la_reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"
    SAINT_PIERRE_ET_MIQUELON = "saint_pierre_et_miquelon"


FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
ABOLITION = {
    Zone.MAYOTTE: (4, 27),
    Zone.MARTINIQUE: (5, 22),
    Zone.GUADELOUPE: (5, 27),
    Zone.SAINT_MARTIN: (5, 28),
    Zone.GUYANE: (6, 10),
    Zone.SAINT_BARTHELEMY: (10, 9),
    Zone.LA_REUNION: (12, 20),
}


def paques(annee: int) -> date:
    """Easter Sunday, Gregorian calendar (Meeus, Jones, Butcher)."""
    siecle, rang = divmod(annee, 100)
    lune = (19 * (annee % 19) + siecle - siecle // 4 - (siecle - (siecle + 8) // 25 + 1) // 3 + 15) % 30
    semaine = (32 + 2 * (siecle % 4) + 2 * (rang // 4) - lune - rang % 4) % 7
    recul = (annee % 19 + 11 * lune + 22 * semaine) // 451
    mois, jour = divmod(lune + semaine - 7 * recul + 114, 31)
    return date(annee, mois, jour + 1)


@cache
def jours_feries(annee: int, zone: Zone = Zone.METROPOLE) -> frozenset[date]:
    """Public holidays of a year in a zone."""
    dimanche = paques(annee)
    jours = {date(annee, mois, jour) for mois, jour in FIXES}
    jours |= {dimanche + timedelta(days=ecart) for ecart in (1, 39, 50)}
    if zone == Zone.ALSACE_MOSELLE:
        jours |= {dimanche - timedelta(days=2), date(annee, 12, 26)}
    if zone in ABOLITION:
        jours.add(date(annee, *ABOLITION[zone]))
    return frozenset(jours)


def est_ouvre(jour: date, zone: Zone = Zone.METROPOLE, locaux: Collection[date] = ()) -> bool:
    """Monday to Friday, neither a public holiday of the zone nor one of the territoire's own days."""
    return jour.weekday() < 5 and jour not in jours_feries(jour.year, zone) and jour not in locaux


def premier_jour_ouvre(jour: date, zone: Zone = Zone.METROPOLE, locaux: Collection[date] = ()) -> date:
    """`jour` itself, or the next working day."""
    while not est_ouvre(jour, zone, locaux):
        jour += timedelta(days=1)
    return jour
