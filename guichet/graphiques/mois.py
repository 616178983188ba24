"""Hours month by month: stacked bars with patterns, forecast outlined, pace needed to keep the engagement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guichet.base.dates import mois_court, mois_nom
from guichet.base.formats import VIDE, heures, nombre
from guichet.graphiques.dessin import Dessin, Repere, Tableau
from guichet.graphiques.echelles import graduations, part
from guichet.graphiques.formes import Ligne, Rect, Texte

ZERO = Decimal(0)
HAUT, TRACE = 16, 192
BAS = HAUT + TRACE
# Mean width of a letter of 13 px, semibold.
LETTRE = Decimal("5.6")
SERIES = (
    ("validees", "Validées"),
    ("attente", "En attente"),
    ("declarees", "Déclarées"),
    ("prevision", "Prévision"),
)


@dataclass(frozen=True)
class Mois:
    """Hours (Decimal) of one month, named by its first day."""

    mois: date
    validees: Decimal = ZERO
    attente: Decimal = ZERO
    declarees: Decimal = ZERO
    prevision: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """Height of the bar, all series stacked."""
        return self.validees + self.attente + self.declarees + self.prevision


def _axe(valeurs: list[Decimal]) -> list:
    maximum, formes = valeurs[-1], []
    for valeur in valeurs:
        y = BAS - part(valeur, maximum) * TRACE / 100
        formes.append(Ligne(ZERO, y, Decimal(100), y, "axe" if valeur == 0 else "grille"))
        texte = heures(valeur) if valeur == maximum else nombre(valeur)
        formes.append(Texte(ZERO, y + 4, texte, ancre="end", dx=-8))
    return formes


def _barre(m: Mois, gauche: Decimal, largeur: Decimal, maximum: Decimal) -> list:
    formes, y = [], Decimal(BAS)
    for style, _ in SERIES:
        hauteur = part(getattr(m, style), maximum) * TRACE / 100
        if hauteur > 0:
            y -= hauteur
            formes.append(Rect(gauche, y, largeur, hauteur, style))
    return formes


def _rythme(rythme: Decimal, depuis: Decimal, maximum: Decimal, largeur: int) -> list:
    y = BAS - part(rythme, maximum) * TRACE / 100
    texte = f"{heures(rythme)} par mois pour tenir l’engagement"
    formes = [Ligne(depuis, y, Decimal(100), y, "rythme")]
    if len(texte) * LETTRE <= (100 - depuis) * largeur / 100:
        formes.append(Texte(Decimal(100), y - 6, texte, "texte-fort", "end", secondaire=True))
    return formes


def _tableau(mois: list[Mois]) -> Tableau:
    lignes = tuple(
        (
            f"{mois_nom(m.mois)} {m.mois.year}".capitalize(),
            *(nombre(getattr(m, s), 1) if getattr(m, s) else VIDE for s, _ in SERIES),
        )
        for m in mois
    )
    sommes = (sum((getattr(m, s) for m in mois), ZERO) for s, _ in SERIES)
    return Tableau(
        ("Mois", *(libelle for _, libelle in SERIES)), lignes, ("Total", *(nombre(s, 1) for s in sommes))
    )


def heures_par_mois(
    mois: list[Mois], *, phrase: str, identifiant: str, rythme: Decimal | None = None, largeur: int = 640
) -> Dessin:
    """Stacked bars of `mois` in order (at least one); `rythme` h a month drawn over the forecast months.

    `largeur` (px) of the place it gets: the words of the pace are left to the legend when they would spill.
    """
    valeurs = graduations(max([m.total for m in mois] + [rythme or ZERO]))
    pas = Decimal(100) / len(mois)
    formes, annee = _axe(valeurs), None
    for rang, m in enumerate(mois):
        centre = pas * rang + pas / 2
        formes += _barre(m, centre - pas * Decimal("0.32"), pas * Decimal("0.64"), valeurs[-1])
        secondaire = len(mois) > 6 and rang % 3 != 0
        formes.append(Texte(centre, BAS + 18, mois_court(m.mois), ancre="middle", secondaire=secondaire))
        if m.mois.year != annee:
            annee = m.mois.year
            formes.append(Texte(centre, BAS + 34, str(annee), "texte-fort", "middle"))
    a_venir = [rang for rang, m in enumerate(mois) if m.prevision > 0]
    reperes = [Repere(s, libelle) for s, libelle in SERIES if any(getattr(m, s) > 0 for m in mois)]
    if rythme and a_venir:
        formes += _rythme(rythme, pas * a_venir[0], valeurs[-1], largeur)
        reperes.append(Repere("rythme", f"Rythme nécessaire, {heures(rythme)} par mois"))
    return Dessin(
        identifiant, phrase, BAS + 40, tuple(formes), _tableau(mois), legende=tuple(reperes), gauche=52
    )
