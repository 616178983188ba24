"""Years side by side, one or two series, the value written above each bar: the charts of the bilan."""

from dataclasses import dataclass
from decimal import Decimal

from guichet.base.formats import nombre
from guichet.graphiques.dessin import Dessin, Repere, Tableau
from guichet.graphiques.echelles import graduations, part
from guichet.graphiques.formes import Ligne, Rect, Texte

HAUT, TRACE = 24, 200
BAS = HAUT + TRACE


@dataclass(frozen=True)
class Serie:
    """One series: its words, the values of each year, its style (validees or identifiees)."""

    libelle: str
    valeurs: tuple[Decimal, ...]
    style: str = "validees"


def _axe(valeurs: list[Decimal], maximum: Decimal) -> list:
    formes = []
    for valeur in valeurs:
        y = BAS - part(valeur, maximum) * TRACE / 100
        if valeur <= maximum:
            formes.append(Ligne(Decimal(0), y, Decimal(100), y, "axe" if valeur == 0 else "grille"))
            formes.append(Texte(Decimal(0), y + 4, nombre(valeur), ancre="end", dx=-8))
    return formes


def annees(
    libelles: tuple[str, ...],
    series: tuple[Serie, ...],
    *,
    phrase: str,
    identifiant: str,
    axe: bool = True,
) -> Dessin:
    """Grouped bars of `series` (one or two) over the years `libelles`; `axe` draws the graduations."""
    valeurs = graduations(max(v for s in series for v in s.valeurs), 3)
    # The tallest bar takes the whole height: its own figure is written above it.
    maximum = max([v for s in series for v in s.valeurs if v > 0] or [valeurs[-1]])
    pas = Decimal(100) / len(libelles)
    largeur = pas * (Decimal("0.36") if len(series) > 1 else Decimal("0.6"))
    base = Ligne(Decimal(0), BAS, Decimal(100), BAS, "axe")
    formes = _axe(valeurs, maximum) if axe else [base]
    for rang, annee in enumerate(libelles):
        centre = pas * rang + pas / 2
        for numero, serie in enumerate(series):
            gauche = centre - largeur * len(series) / 2 + largeur * numero
            hauteur = part(serie.valeurs[rang], maximum) * TRACE / 100
            formes.append(Rect(gauche, BAS - hauteur, largeur * Decimal("0.92"), hauteur, serie.style))
            style = "texte-accent" if serie.style == "validees" else "texte"
            texte = nombre(serie.valeurs[rang])
            milieu = gauche + largeur * Decimal("0.46")
            formes.append(Texte(milieu, BAS - hauteur - 7, texte, style, "middle"))
        formes.append(Texte(centre, BAS + 20, annee, "texte-fort", "middle"))
    lignes = tuple((s.libelle, *(nombre(v) for v in s.valeurs)) for s in series)
    legende = tuple(Repere(s.style, s.libelle) for s in series) if len(series) > 1 else ()
    return Dessin(
        identifiant,
        phrase,
        BAS + 28,
        tuple(formes),
        Tableau(("Série", *libelles), lignes),
        legende=legende,
        gauche=56 if axe else 0,
    )
