"""A chart as a list of shapes: abscissas in % of the width, ordinates in px from the top.

Nothing is stretched when the width changes: the SVG has no viewBox and its letters keep their size.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from guichet.base import couleurs
from guichet.graphiques import styles, svg
from guichet.graphiques.formes import Ligne, Marque, Rect


@dataclass(frozen=True)
class Repere:
    """One entry of a legend: the style it explains, its words, its value and a remark."""

    style: str
    libelle: str
    valeur: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Tableau:
    """The figures of a chart, already written in French: `lignes` are tuples as long as `entetes`."""

    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dessin:
    """A chart ready for its template. `identifiant` is unique in the page; `gauche` px hold the axis.

    `phrase` says what the chart shows and names it for those who do not see it.
    """

    identifiant: str
    phrase: str
    hauteur: int
    formes: tuple
    tableau: Tableau | None = None
    legende: tuple[Repere, ...] = ()
    gauche: int = 0
    decoratif: bool = False
    accent: str = styles.ACCENT
    gabarit: str = field(default="graphiques/dessin.html", repr=False)

    @property
    def svg(self) -> svg.Svg:
        """The drawing alone, without its legend."""
        return svg.ecrire(self)

    @property
    def motifs(self) -> tuple[str, ...]:
        """Names of the patterns used, each defined once in the SVG."""
        remplissages = {styles.SURFACES[f.style][0] for f in self.formes if isinstance(f, Rect)}
        return tuple(m for m in (styles.POINTS, styles.HACHURES) if m in remplissages)

    @property
    def reperes(self) -> tuple[tuple[Repere, "Dessin"], ...]:
        """Legend entries, each with the small drawing that shows its style."""
        return tuple((r, pastille(r.style, self)) for r in self.legende)

    @property
    def accent_pale(self) -> str:
        """The pale shade that goes with the accent."""
        return couleurs.palette(self.accent).pale

    def teinte(self, couleur: str) -> str:
        """A colour of styles.py in this drawing: its pattern, its accent, or itself."""
        if couleur in (styles.POINTS, styles.HACHURES):
            return f"url(#{self.identifiant}-{couleur})"
        if couleur == styles.ACCENT:
            return self.accent
        return self.accent_pale if couleur == styles.ACCENT_PALE else couleur


def pastille(style: str, dessin: Dessin) -> Dessin:
    """The small square, line or mark that stands for `style` in the legend of `dessin`."""
    cent, demi = Decimal(100), Decimal(50)
    if style == "attendu":
        formes = (Marque(demi, Decimal(6), "triangle", style),)
    elif style == "engagement":
        formes = (Ligne(demi, Decimal(1), demi, Decimal(12), style),)
    elif style in styles.TRAITS:
        formes = (Ligne(Decimal(0), Decimal(6), cent, Decimal(6), style),)
    else:
        formes = (Rect(Decimal(4), Decimal("1.5"), Decimal(92), Decimal(9), style),)
    return Dessin(
        f"{dessin.identifiant}-{style}",
        "",
        12,
        formes,
        decoratif=True,
        accent=dessin.accent,
        gabarit="graphiques/pastille.html",
    )
