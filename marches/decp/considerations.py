"""Social considerations of v2, whatever the writing: wrapped, flat, one text with commas, without accents."""

import unicodedata

from marches.decp.anomalies import Constats
from marches.decp.nettoyage import lire_liste
from marches.decp.notices import AUCUNE, CONSIDERATIONS
from marches.decp.textes import en_texte, est_vide


def _cle(libelle: str) -> str:
    sans_accent = unicodedata.normalize("NFKD", libelle).encode("ascii", "ignore").decode()
    return " ".join(sans_accent.lower().split())


CODES = {_cle(libelle): code for libelle, code in CONSIDERATIONS.items()}


def lire_considerations(brut: object, constats: Constats) -> tuple[str, ...] | None:
    """Codes in published order, None when nothing readable is published."""
    champ = "considerationsSociales"
    textes = [
        partie.strip()
        for valeur in lire_liste(brut, "considerationSociale")
        for partie in (en_texte(valeur) or "").replace(";", ",").split(",")
        if not est_vide(partie)
    ]
    if not textes:
        return constats.signaler("DECP_CONSIDERATION_ABSENTE", champ, en_texte(brut) or None)
    codes = []
    for texte in textes:
        code = CODES.get(_cle(texte))
        if code is None:
            constats.signaler("DECP_CONSIDERATION_INCONNUE", champ, texte)
        elif code not in codes:
            codes.append(code)
    if AUCUNE in codes and len(codes) > 1:
        constats.signaler("DECP_CONSIDERATION_CONTRADICTOIRE", champ, ", ".join(textes))
    return tuple(codes) or None
