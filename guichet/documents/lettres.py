"""Letters that the project's font can print.

A document must be the same on every machine and PDF/A forbids missing glyphs: a letter outside the font is
written with fewer accents when that exists, else as a question mark, never borrowed from the machine.
"""

import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from guichet.documents.ressources import RACINE_STATIQUE

INCONNUE = "?"
_BLANCS = frozenset("\n\r\t")
# Spaces the font lacks keep their meaning: thin and narrow ones become the no-break space.
_ESPACES = {"\u202f": "\u00a0", "\u2009": "\u00a0", "\u200b": "", "\ufeff": "", "\u2011": "-"}


@cache
def lettres_de_la_police() -> frozenset[str]:
    """Characters of `static/polices/*.woff2`, read once."""
    lettres = set(_BLANCS)
    for fichier in sorted((RACINE_STATIQUE / "polices").glob("*.woff2")):
        with TTFont(fichier) as police:
            lettres.update(map(chr, police.getBestCmap()))
    return frozenset(lettres)


def imprimable(texte: str) -> str:
    """Return `texte` with every character in the font."""
    couvertes = lettres_de_la_police()
    if autres := set(texte) - couvertes:
        texte = texte.translate({ord(lettre): _proche(lettre, couvertes) for lettre in autres})
    return texte


def _proche(lettre: str, couvertes: frozenset[str]) -> str:
    """The same letter with as many of its accents as the font has: ễ gives ê."""
    if lettre in _ESPACES:
        return _ESPACES[lettre]
    parties = unicodedata.normalize("NFKD", lettre)
    while parties:
        proche = unicodedata.normalize("NFC", parties)
        if set(proche) <= couvertes:
            return proche
        parties = parties[:-1]
    return INCONNUE
