"""Articles of the convention tripartite guichet–structure–État (D1), by kind of structure (R11).

Pure: words and choices, no data. The commitments are those the partners of a guichet take towards each other;
the wording is ours. Each text may hold the variables of `conventions.variables`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from conventions import textes
from conventions.variables import remplir
from guichet.base.erreurs import Refus

# Families whose articles differ (R6 for the hours, R11 for the follow-up).
FAMILLES: dict[str, str] = {
    "ai": "mise_a_disposition",
    "etti": "mise_a_disposition",
    "ei": "production",
    "aci": "production",
    "eiti": "production",
    "regie": "production",
    "geiq": "geiq",
    "ett": "interim",
    "ea": "handicap",
    "eatt": "handicap",
    "esat": "handicap",
}
SIAE = frozenset({"ai", "etti", "ei", "aci", "eiti"})


@dataclass(frozen=True)
class Article:
    """A numbered article: sentences, then commitments as a list."""

    titre: str
    paragraphes: tuple[str, ...] = ()
    engagements: tuple[str, ...] = ()


def articles(genre: str) -> tuple[Article, ...]:
    """Return the articles for a kind of structure ("ai", "geiq", "ett", "ea"…), variables still in.

    Raises Refus GENRE_SANS_CONVENTION for another kind.
    """
    famille = FAMILLES.get(genre)
    if famille is None:
        raise Refus(
            "GENRE_SANS_CONVENTION",
            f"Aucune convention n’est prévue pour une structure de type « {genre} ».",
            f"Types prévus : {', '.join(sorted(FAMILLES))}.",
        )
    siae = genre in SIAE
    guichet = (
        *textes.ENGAGEMENTS_GUICHET,
        *textes.GUICHET_PLUS[famille],
        *(textes.GUICHET_SIAE if siae else ()),
    )
    structure = (*textes.ENGAGEMENTS_STRUCTURE, *textes.STRUCTURE_PLUS[famille])
    suivi = textes.SUIVI_SIAE if siae else textes.SUIVI_AUTRES
    return (
        Article("Objet", (textes.OBJET[famille], textes.OBJET_COMMUN)),
        Article("Personnes concernées", textes.PERSONNES, textes.ENTREE[famille]),
        Article("Engagements du guichet", (textes.GUICHET,), guichet),
        Article("Engagements de la structure", (textes.STRUCTURE,), structure),
        Article("Heures retenues", (textes.HEURES[famille],), textes.HEURES_COMMUNES),
        Article("Engagements de l’État", (textes.ETAT,), textes.ETAT_SIAE if siae else textes.ETAT_AUTRES),
        Article("Suivi de la convention", (suivi, textes.SUIVI_COMMUN)),
        Article("Données personnelles", textes.DONNEES),
        Article("Principes partagés", (textes.PRINCIPES,)),
        Article("Entrée en vigueur et durée", (textes.DUREE,)),
        Article("Modification, dénonciation, désaccord", textes.FIN),
    )


def articles_remplis(genre: str, valeurs: Mapping[str, str]) -> list[dict]:
    """Return the articles as plain data for the page: `numero`, `titre`, `paragraphes`, `engagements`.

    Every variable is replaced; raises the Refus of `articles` and of `remplir`.
    """
    return [
        {
            "numero": numero,
            "titre": article.titre,
            "paragraphes": [remplir(texte, valeurs) for texte in article.paragraphes],
            "engagements": [remplir(texte, valeurs) for texte in _ponctuer(article.engagements)],
        }
        for numero, article in enumerate(articles(genre), start=1)
    ]


def _ponctuer(lignes: tuple[str, ...]) -> list[str]:
    """Commitments end with a semicolon, the last with a full stop; sentences stay as they are."""
    if not lignes or lignes[0].endswith("."):
        return list(lignes)
    return [*(f"{ligne} ;" for ligne in lignes[:-1]), f"{lignes[-1]}."]
