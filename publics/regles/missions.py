"""Contracts become missions: one participant × lot × employer while no gap exceeds the setting (R2)."""

from collections.abc import Iterable, Sequence
from datetime import date

from publics.regles.faits import Contrat, Mission


def jours_d_ecart(fin: date, debut: date) -> int:
    """Days strictly between the last day of one contract and the first of the next; 27/03 → 20/04 is 23."""
    return (debut - fin).days - 1


def enchainer(contrats: Iterable[Contrat], ecart_max: int) -> tuple[Mission, ...]:
    """Missions made by the contracts of one participant × lot × employer, oldest first.

    A gap of exactly `ecart_max` days keeps the mission; one more day ends it.
    """
    chaines: list[list[Contrat]] = []
    dernier = date.min
    for contrat in sorted(contrats, key=lambda c: (c.debut, c.periode.dernier)):
        if chaines and jours_d_ecart(dernier, contrat.debut) <= ecart_max:
            chaines[-1].append(contrat)
        else:
            chaines.append([contrat])
        dernier = max(dernier, contrat.periode.dernier)
    return tuple(Mission(tuple(chaine)) for chaine in chaines)


def situer(contrats: Sequence[Contrat], jour: date, ecart_max: int) -> tuple[tuple[Mission, ...], int]:
    """All missions, and the rank of the one that holds `jour`, or would if a contract began then."""
    if any(jour in contrat.periode for contrat in contrats):
        missions = enchainer(contrats, ecart_max)
    else:
        missions = enchainer([*contrats, Contrat(debut=jour, fin=jour)], ecart_max)
    return missions, next(rang for rang, mission in enumerate(missions) if jour in mission.periode)
