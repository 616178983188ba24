"""Hours of a lot on one bar: due, validated, declared, forecast, expected today; waiting hours hang below."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guichet.base.formats import heures, taux
from guichet.graphiques.dessin import Dessin, Repere
from guichet.graphiques.echelles import part
from guichet.graphiques.formes import Ligne, Marque, Rect, Texte

ZERO = Decimal(0)
ECHELLE_MAXIMALE = Decimal("1.5")
# Under this distance (px) two labels of one row would touch.
ECART_ETIQUETTES = Decimal(320)


@dataclass(frozen=True)
class Heures:
    """Hours of a lot (Decimal). `a_realiser` = engagement; None where nothing can be said."""

    a_realiser: Decimal
    validees: Decimal = ZERO
    declarees: Decimal = ZERO
    en_attente: Decimal = ZERO
    attendues: Decimal | None = None
    prevision: Decimal | None = None
    remarque: str = ""

    @property
    def portees(self) -> Decimal:
        """Validated and declared hours, the drawn part of the bar."""
        return self.validees + self.declarees

    @property
    def maximum(self) -> Decimal:
        """The longest thing the bar must hold."""
        return max(
            self.a_realiser, self.portees + self.en_attente, self.attendues or ZERO, self.prevision or ZERO
        )


def _phrase(h: Heures) -> str:
    morceaux = [f"{heures(h.validees)} validées sur {heures(h.a_realiser)} à réaliser"]
    if h.declarees:
        morceaux.append(f"{heures(h.declarees)} déclarées")
    if h.en_attente:
        morceaux.append(f"{heures(h.en_attente)} en attente de décision, hors total")
    if h.attendues is not None:
        morceaux.append(f"{heures(h.attendues)} attendues aujourd’hui")
    if h.prevision is not None:
        morceaux.append(f"{heures(h.prevision)} prévues à la fin")
    return ", ".join(morceaux)


def _legende(h: Heures) -> tuple[Repere, ...]:
    def repere(style, libelle, valeur, detail=None):
        if detail is None:
            detail = taux(valeur / h.a_realiser) if h.a_realiser else ""
        return Repere(style, libelle, heures(valeur), detail)

    reperes = [
        repere("engagement", "À réaliser", h.a_realiser, h.remarque),
        repere("validees", "Validées", h.validees),
    ]
    if h.declarees:
        reperes.append(repere("declarees", "Déclarées, à contrôler", h.declarees))
    if h.en_attente:
        reperes.append(repere("attente", "En attente de décision", h.en_attente, "hors total"))
    if h.attendues is not None:
        reperes.append(repere("attendu", "Attendu aujourd’hui", h.attendues))
    if h.prevision is not None:
        reperes.append(repere("prevision", "Prévision à la fin", h.prevision))
    return tuple(reperes)


def _barres(h: Heures, total: Decimal, y: int, hauteur: int) -> list:
    """Track, forecast, validated, declared and engagement, on a bar `hauteur` px high at `y`."""

    def x(valeur):
        return part(valeur, total)

    formes = [Rect(ZERO, y, x(h.a_realiser), hauteur, "piste")]
    if h.prevision is not None and h.prevision > h.portees:
        formes.append(Rect(x(h.portees), y, x(h.prevision) - x(h.portees), hauteur, "prevision"))
    if h.validees > 0:
        formes.append(Rect(ZERO, y, x(h.validees), hauteur, "validees"))
    if h.declarees > 0:
        formes.append(Rect(x(h.validees), y, x(h.portees) - x(h.validees), hauteur, "declarees"))
    if h.a_realiser > 0:
        formes.append(Ligne(x(h.a_realiser), y - 6, x(h.a_realiser), y + hauteur + 6, "engagement"))
    return formes


def barre_heures(h: Heures, identifiant: str, largeur: int = 1232) -> Dessin:
    """The big bar of a lot's page, with direct labels and a legend that gives every value.

    `largeur` (px) of the place it gets: labels that would touch are left to the legend.
    """
    ecart = ECART_ETIQUETTES * 100 / largeur
    total = h.maximum * Decimal("1.03")
    engagement, attendu = part(h.a_realiser, total), part(h.attendues or ZERO, total)
    formes = _barres(h, total, 32, 24)
    if h.maximum <= 0:
        formes.append(Texte(ZERO, 48, "Aucune heure pour l’instant"))
    if h.a_realiser > 0:
        formes.append(Texte(engagement, 12, f"À réaliser {heures(h.a_realiser)}", "texte-fort", "end"))
    if h.attendues is not None:
        formes += [Ligne(attendu, 22, attendu, 56, "attendu"), Marque(attendu, 22, "triangle", "attendu")]
        if engagement - attendu >= ecart or attendu > engagement + ecart:
            ancre = "start" if attendu < 12 else "middle"
            texte = f"Attendu aujourd’hui {heures(h.attendues)}"
            formes.append(Texte(attendu, 12, texte, "texte-fort", ancre, secondaire=True))
    attente, prevision = part(h.portees, total), part(h.prevision or ZERO, total)
    if h.en_attente > 0:
        formes.append(Rect(attente, 58, part(h.en_attente, total), 8, "attente"))
        bord, ancre = (attente + part(h.en_attente, total), "end") if attente > 70 else (attente, "start")
        formes.append(Texte(bord, 82, f"{heures(h.en_attente)} hors total", ancre=ancre))
    if h.prevision is not None and (not h.en_attente or prevision - attente >= ecart):
        ancre = "end" if prevision > 30 else "start"
        texte = f"Prévision à la fin {heures(h.prevision)}"
        formes.append(Texte(prevision, 82, texte, ancre=ancre, secondaire=True))
    return Dessin(
        identifiant,
        _phrase(h),
        90,
        tuple(formes),
        legende=_legende(h),
        gabarit="graphiques/barre_heures.html",
    )


def echelle_commune(lots: Iterable[Heures]) -> Decimal:
    """Scale shared by the small bars of a table, in times the engagement: at least 1.05, at most 1.5."""
    ratios = [h.maximum / h.a_realiser for h in lots if h.a_realiser > 0]
    return min(max([Decimal("1.05"), *(r * Decimal("1.02") for r in ratios)]), ECHELLE_MAXIMALE)


def petite_barre(h: Heures, identifiant: str, echelle: Decimal) -> Dessin:
    """The bar of one row of a table, 28 px high, in % of the engagement (`echelle`: echelle_commune)."""
    total = h.a_realiser * echelle if h.a_realiser > 0 else h.maximum
    formes = _barres(h, total, 12, 10)
    if h.attendues is not None:
        formes.append(Marque(part(h.attendues, total), 5, "triangle", "attendu"))
    if h.en_attente > 0:
        formes.append(Rect(part(h.portees, total), 23, part(h.en_attente, total), 5, "attente"))
    return Dessin(identifiant, _phrase(h), 30, tuple(formes), gabarit="")
