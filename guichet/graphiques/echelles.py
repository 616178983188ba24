"""Scales of the charts: round graduations from zero, shares of a width, positions of dates."""

import math
from datetime import date
from decimal import Decimal

PAS = (Decimal(1), Decimal("2"), Decimal("2.5"), Decimal(5), Decimal(10))


def graduations(maximum: Decimal, intervalles: int = 4) -> list[Decimal]:
    """Round values from 0 to at least `maximum`, at most `intervalles` apart; [0, 1] when all is zero."""
    if maximum <= 0:
        return [Decimal(0), Decimal(1)]
    grandeur = Decimal(1).scaleb((maximum / intervalles).adjusted())
    pas = next(p * grandeur for p in PAS if p * grandeur * intervalles >= maximum)
    return [pas * i for i in range(math.ceil(maximum / pas) + 1)]


def part(valeur: Decimal, total: Decimal) -> Decimal:
    """`valeur` in % of `total`, kept between 0 and 100; 0 when there is no total."""
    if total <= 0:
        return Decimal(0)
    return min(max(Decimal(valeur) * 100 / total, Decimal(0)), Decimal(100))


def position_date(jour: date, debut: date, fin: date) -> Decimal:
    """Place of `jour` between `debut` (0) and `fin` (100), kept between both."""
    return part(Decimal((jour - debut).days), Decimal((fin - debut).days))


def debuts_de_mois(debut: date, fin: date) -> list[date]:
    """First days of the months from `debut` (included if a first day) to `fin` excluded."""
    mois, trouves = date(debut.year, debut.month, 1), []
    while mois < fin:
        if mois >= debut:
            trouves.append(mois)
        mois = date(mois.year + mois.month // 12, mois.month % 12 + 1, 1)
    return trouves
