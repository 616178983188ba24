"""How the cells of a bilan are written: one way for the page, the PDF and the exports of text. Pure."""

from collections.abc import Callable
from decimal import Decimal

from guichet.base.formats import VIDE, etp, evolution, montant, nombre, taux
from guichet.rgpd.masques import MENTION
from reporting.indicateurs.catalogue import EUROS, MOIS, TAUX, Indicateur
from reporting.indicateurs.repartitions import Part

ECRITURES: dict[str, Callable] = {
    "nombre": lambda v: nombre(v, 0),
    "heures": lambda v: nombre(v, 0),
    EUROS: lambda v: montant(v, 0),
    TAUX: lambda v: taux(v, 1),
    "etp": etp,
    MOIS: lambda v: nombre(v, 1),
}
SECOND = "Masqué avec le précédent"


def cellule(texte: str, *, fort: bool = False) -> dict:
    """A cell of a table."""
    return {"texte": texte, "fort": fort}


def masquee(rang: int, colonnes: int) -> dict:
    """A masked cell over `colonnes` columns (R14); the first names the threshold."""
    return {"texte": SECOND if rang else MENTION, "masque": True, "colonnes": colonnes}


def ecrire(indicateur: Indicateur, valeur) -> str:
    """Write one value of an indicator."""
    return VIDE if valeur is None else ECRITURES[indicateur.unite](valeur)


def compare(indicateur: Indicateur, valeur, avant) -> str:
    """Write a change since the period before: per cent, points for a rate, a dash when there is no base."""
    if valeur is None or avant is None:
        return VIDE
    if indicateur.unite == TAUX:
        ecart = (Decimal(valeur) - Decimal(avant)) * 100
        signe = "+" if ecart > 0 else ""
        return f"{signe}{nombre(ecart, 1)} pt"
    return evolution((Decimal(valeur) - Decimal(avant)) / Decimal(avant), 1) if avant else VIDE


def cellules_de_part(part: Part | None) -> list[dict]:
    """Write the two cells of a row of a breakdown: head-count and share, or their mask."""
    if part is None:
        return [cellule(VIDE), cellule(VIDE)]
    if part.masquee:
        return [masquee(part.rang_masque, 2)]
    return [cellule(nombre(part.nombre, 0)), cellule(taux(part.part, 1))]
