"""Hints for the person who picks: does it speak of insertion, which trade is it. Suggestions, never facts."""

import re
import unicodedata

from marches.decp.accents import proposer_texte
from marches.decp.notices import AUCUNE
from marches.donnees import metier_du_cpv, metiers_cites

INSERTION = re.compile(
    r"\binsertion\b(?!\s+(?:urbaine|paysagere|architecturale|environnementale|dans le (?:site|paysage)))"
    r"|\bclauses? sociales?\b|\bqualification professionnelle\b|\beloigne\w* de l.emploi\b"
)


def sans_accents(texte: str) -> str:
    """Lower case without accents, for word search."""
    return unicodedata.normalize("NFKD", texte.lower().replace("’", "'")).encode("ascii", "ignore").decode()


def type_achat(cpv: str | None) -> str | None:
    """`travaux`, `fournitures`, `services` or `pi` (71 engineering, 73 research), by CPV division."""
    if cpv is None:
        return None
    division = int(cpv[:2])
    if division in {71, 73}:
        return "pi"
    if division == 45:
        return "travaux"
    return "fournitures" if division < 50 else "services"


def indice_insertion(objet: str | None, considerations: tuple[str, ...] | None) -> bool:
    """True when the published flag or the words of the object announce a social clause."""
    if considerations and set(considerations) != {AUCUNE}:
        return True
    return bool(objet and INSERTION.search(sans_accents(objet)))


def metier_propose(objet: str | None, cpv: str | None) -> str | None:
    """Code of a trade of the labour-share table: the first the object cites, else by CPV; none for supplies.

    Words first: buyers often publish the CPV code of the whole operation, or a wrong one, for each lot.
    """
    if type_achat(cpv) == "fournitures":
        return None
    cites = metiers_cites(sans_accents(proposer_texte(objet) or objet)) if objet else []
    return next(iter(cites), None) or (metier_du_cpv(cpv) if cpv else None)
