"""Charts of a document, drawn from its snapshot so that the stored data alone gives the page back."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html import escape

from guichet.graphiques.annuel import Serie, annees
from guichet.graphiques.dessin import Dessin
from guichet.graphiques.svg import Svg, ecrire


def avec_dessins(instantane: Mapping) -> dict:
    """Return the snapshot with the SVG of each chart of its chapters (keys `svg`, `gauche`, `legende`).

    A chart is plain data: `titre`, `phrase`, `libelles` (years), `series` (`libelle`, `valeurs` as text,
    `style` validees or identifiees), `axe` (graduations drawn) and `large` (two thirds of the page).
    """
    accent = instantane["accent"]
    chapitres = [
        {
            **chapitre,
            "graphiques": [
                _avec_svg(graphique, f"chapitre{numero}-graphique{rang}", accent)
                for rang, graphique in enumerate(chapitre.get("graphiques", ()), start=1)
            ],
        }
        for numero, chapitre in enumerate(instantane.get("chapitres", ()), start=1)
    ]
    return {**instantane, "chapitres": chapitres}


def _avec_svg(graphique: Mapping, identifiant: str, accent: str) -> dict:
    dessin = _dessiner(graphique, identifiant, accent)
    # The alternate text of a figure of the PDF is the title of its SVG.
    svg = ecrire(dessin).replace(">", f"><title>{escape(dessin.phrase)}</title>", 1)
    return {**graphique, "svg": Svg(svg), "gauche": dessin.gauche, "legende": dessin.legende}


def _dessiner(graphique: Mapping, identifiant: str, accent: str) -> Dessin:
    series = tuple(
        Serie(s["libelle"], tuple(Decimal(v) for v in s["valeurs"]), s.get("style", "validees"))
        for s in graphique["series"]
    )
    dessin = annees(
        tuple(graphique["libelles"]),
        series,
        phrase=graphique["phrase"],
        identifiant=identifiant,
        axe=graphique.get("axe", True),
    )
    return replace(dessin, accent=accent)
