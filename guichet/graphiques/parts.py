"""Shares of a whole: a table whose rows carry a small horizontal bar."""

from dataclasses import dataclass
from decimal import Decimal

from guichet.graphiques.dessin import Dessin
from guichet.graphiques.echelles import part
from guichet.graphiques.formes import Rect


@dataclass(frozen=True)
class Part:
    """One row: label, hours or persons, share of the whole (ratio, 1 = all) and its bar."""

    libelle: str
    valeur: Decimal
    ratio: Decimal
    barre: Dessin


@dataclass(frozen=True)
class Repartition:
    """A table of shares: head of the first column, head of the figures, places, rows and total."""

    objet: str
    mesure: str
    decimales: int
    lignes: tuple[Part, ...]
    total: Decimal
    gabarit: str = "graphiques/parts.html"


def barre_de_part(ratio: Decimal, identifiant: str) -> Dessin:
    """Bar of a share (ratio from 0 to 1); the figure is in the row, the drawing says nothing more."""
    piste = Rect(Decimal(0), Decimal(5), Decimal(100), Decimal(10), "piste")
    plein = Rect(Decimal(0), Decimal(5), part(ratio, Decimal(1)), Decimal(10), "validees")
    return Dessin(identifiant, "", 20, (piste, plein), decoratif=True, gabarit="")


def repartition(
    valeurs: list[tuple[str, Decimal]],
    *,
    objet: str,
    identifiant: str,
    mesure: str = "Heures validées",
    decimales: int = 1,
) -> Repartition:
    """Rows from the largest to the smallest, each with its share of the sum (0 when the sum is zero)."""
    total = sum((Decimal(v) for _, v in valeurs), Decimal(0))
    lignes = []
    for rang, (libelle, valeur) in enumerate(sorted(valeurs, key=lambda v: (-v[1], v[0]))):
        ratio = Decimal(valeur) / total if total else Decimal(0)
        lignes.append(Part(libelle, Decimal(valeur), ratio, barre_de_part(ratio, f"{identifiant}-{rang}")))
    return Repartition(objet, mesure, decimales, tuple(lignes), total)
