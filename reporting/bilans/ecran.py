"""A chapter of a bilan on the screen: wide tables, narrow ones side by side, charts with their legend."""

from decimal import Decimal

from guichet.graphiques.annuel import Serie, annees
from guichet.graphiques.dessin import Dessin


def screen(chapitre: dict) -> dict:
    """Return a chapter of a snapshot as the page lays it out."""
    return {
        **chapitre,
        "larges": [labelled(t) for t in chapitre["tableaux"] if not t.get("etroit")],
        "etroits": [labelled(t) for t in chapitre["tableaux"] if t.get("etroit")],
        "dessins": [
            (g["titre"], chart(g, f"{chapitre['code']}-{rang}"))
            for rang, g in enumerate(chapitre["graphiques"])
        ],
    }


def labelled(tableau: dict) -> dict:
    """Give each cell the title of its column: on a narrow screen rows become blocks."""
    titres = [colonne["titre"] for colonne in tableau["colonnes"]]
    return {**tableau, "lignes": [_row(ligne, titres) for ligne in tableau["lignes"]]}


def _row(ligne: dict, titres: list[str]) -> dict:
    cellules, place = [], 1
    for cellule in ligne["cellules"]:
        cellules.append({**cellule, "l": titres[place]})
        place += cellule.get("colonnes", 1)
    return {**ligne, "cellules": cellules}


def chart(graphique: dict, identifiant: str) -> Dessin:
    """Return the drawing of a chart of a snapshot."""
    series = tuple(
        Serie(s["libelle"], tuple(Decimal(v) for v in s["valeurs"]), s["style"]) for s in graphique["series"]
    )
    return annees(
        tuple(graphique["libelles"]),
        series,
        phrase=graphique["phrase"],
        identifiant=identifiant,
        axe=graphique.get("axe", True),
    )
