"""Hours added up month after month against what was expected: one full line, one dashed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from guichet.base.dates import mois_court, mois_nom
from guichet.base.formats import nombre
from guichet.graphiques.dessin import Dessin, Repere, Tableau
from guichet.graphiques.echelles import graduations, part
from guichet.graphiques.formes import Ligne, Marque, Texte

HAUT, TRACE = 16, 192
BAS = HAUT + TRACE


@dataclass(frozen=True)
class Cumul:
    """End of a month: hours validated so far, the same with declared ones, hours expected; None = unknown."""

    mois: date
    valide: Decimal | None
    attendu: Decimal
    avec_declarees: Decimal | None = None


def _segments(points: list[tuple[Decimal, Decimal]], style: str) -> list[Ligne]:
    return [Ligne(*avant, *apres, style) for avant, apres in pairwise(points)]


def _etiquettes(valides, suite, derniere: Cumul, projete: Cumul | None) -> list:
    x, y = valides[-1]
    sous = "end" if x > 80 else "start"
    formes = [
        Marque(x, y, "rond", "plein"),
        Texte(x, y + 22, f"{nombre(derniere.valide, 0)} validées", "texte-accent", sous, dx=4),
    ]
    if projete:
        x, y = suite[-1]
        mois = mois_nom(projete.mois)
        texte = f"{nombre(projete.avec_declarees, 0)} avec {mois}"
        formes += [Marque(x, y, "rond", "creux"), Texte(x, y - 10, texte, ancre="end", dx=-6)]
    return formes


def _tableau(points: list[Cumul]) -> Tableau:
    lignes = tuple(
        (
            f"{mois_nom(p.mois)} {p.mois.year}".capitalize(),
            nombre(p.valide, 0),
            nombre(p.attendu, 0),
        )
        for p in points
        if p.valide is not None
    )
    return Tableau(("Fin de mois", "Cumul validé", "Cumul attendu"), lignes)


def heures_cumulees(points: list[Cumul], *, phrase: str, identifiant: str) -> Dessin:
    """Two lines over `points` in order (at least two, the first with a validated value)."""
    tous = [v for p in points for v in (p.valide, p.attendu, p.avec_declarees) if v is not None]
    valeurs = graduations(max(tous))
    pas = Decimal(100) / (len(points) - 1)

    def place(rang, valeur):
        return pas * rang, BAS - part(valeur, valeurs[-1]) * TRACE / 100

    formes = []
    for valeur in valeurs:
        _, y = place(0, valeur)
        formes.append(Ligne(Decimal(0), y, Decimal(100), y, "axe" if valeur == 0 else "grille"))
        formes.append(Texte(Decimal(0), y + 4, nombre(valeur), ancre="end", dx=-8))
    for rang, p in enumerate(points):
        secondaire = len(points) > 6 and rang % 3 != 0
        formes.append(Texte(pas * rang, BAS + 18, mois_court(p.mois), ancre="middle", secondaire=secondaire))
    attendus = [place(i, p.attendu) for i, p in enumerate(points)]
    valides = [place(i, p.valide) for i, p in enumerate(points) if p.valide is not None]
    formes += _segments(attendus, "courbe-attendue") + _segments(valides, "courbe")
    derniere = [p for p in points if p.valide is not None][-1]
    projetes = [(i, p) for i, p in enumerate(points) if p.valide is None and p.avec_declarees is not None]
    suite = [valides[-1], *(place(i, p.avec_declarees) for i, p in projetes)]
    formes += _segments(suite, "courbe-suite")
    formes += _etiquettes(valides, suite, derniere, projetes[-1][1] if projetes else None)
    reperes = [Repere("courbe", "Validées"), Repere("courbe-attendue", "Attendues")]
    if projetes:
        reperes.insert(1, Repere("courbe-suite", "Avec les déclarées"))
    return Dessin(
        identifiant, phrase, BAS + 28, tuple(formes), _tableau(points), legende=tuple(reperes), gauche=52
    )
