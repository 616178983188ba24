"""R3 and R4 on hours: which are conformes, à décider, en attente, refusées, or must be split by the
structure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from guichet.base.dates import jour as ecrire_jour
from publics.regles.codes import Code
from publics.regles.faits import Periode
from publics.regles.journee import Dossier, Poste, juger
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite, Verdict

A_VENTILER = "a_ventiler"
CASES = {
    Gravite.CONFORME: "conformes",
    Gravite.A_DECIDER: "a_decider",
    Gravite.EN_ATTENTE: "en_attente",
    Gravite.REFUSEE: "refusees",
}


@dataclass(frozen=True)
class Saisie:
    """Hours declared as one figure for the days from `debut` to `fin`, both included."""

    debut: date
    fin: date
    heures: Decimal


@dataclass(frozen=True)
class Troncon:
    """Days in a row that have the same fate."""

    debut: date
    fin: date
    verdict: Verdict


@dataclass(frozen=True)
class Sort:
    """Fate of one figure: the case it falls in, why, and the stretches of days it covers."""

    saisie: Saisie
    case: str
    verdict: Verdict
    troncons: tuple[Troncon, ...]


def repartir(
    saisies: Iterable[Saisie], *, poste: Poste, dossier: Dossier, parametres: Parametres
) -> tuple[Sort, ...]:
    """Fate of every figure of a post. A figure over days of different fates waits to be split."""
    return tuple(_sort(saisie, poste, dossier, parametres) for saisie in saisies)


def totaux(sorts: Iterable[Sort]) -> dict[str, Decimal]:
    """Hours per case; the cases add up to what was declared."""
    sommes = defaultdict(Decimal, dict.fromkeys([*CASES.values(), A_VENTILER], Decimal(0)))
    for sort in sorts:
        sommes[sort.case] += sort.saisie.heures
    return dict(sommes)


def _sort(saisie: Saisie, poste: Poste, dossier: Dossier, parametres: Parametres) -> Sort:
    troncons = _troncons(saisie, poste, dossier, parametres)
    if len({troncon.verdict.gravite for troncon in troncons}) == 1:
        verdict = troncons[0].verdict
        return Sort(saisie, CASES[verdict.gravite], verdict, troncons)
    coupes = ", ".join(ecrire_jour(troncon.debut) for troncon in troncons[1:])
    verdict = Verdict(
        code=Code.R3_A_VENTILER,
        gravite=Gravite.A_CONFIRMER,
        phrase=f"Un seul total pour des jours traités différemment : à séparer au {coupes}.",
        que_faire="Indiquez les heures de chaque partie ; sinon toute la ligne attend.",
    )
    return Sort(saisie, A_VENTILER, verdict, troncons)


def _troncons(saisie: Saisie, poste: Poste, dossier: Dossier, parametres: Parametres) -> tuple[Troncon, ...]:
    troncons: list[Troncon] = []
    for jour in _jours(saisie, poste):
        verdict = juger(jour=jour, poste=poste, dossier=dossier, parametres=parametres).verdict
        if troncons and troncons[-1].verdict.gravite is verdict.gravite:
            troncons[-1] = Troncon(troncons[-1].debut, jour, troncons[-1].verdict)
        else:
            troncons.append(Troncon(jour, jour, verdict))
    return tuple(troncons)


def _jours(saisie: Saisie, poste: Poste) -> list[date]:
    """Days of the figure under contract; all of them when no contract is known for these days."""
    periode = Periode(saisie.debut, saisie.fin)
    jours = [
        periode.debut + timedelta(days=rang) for rang in range((periode.dernier - periode.debut).days + 1)
    ]
    sous_contrat = [jour for jour in jours if any(jour in contrat.periode for contrat in poste.contrats)]
    return sous_contrat or jours
