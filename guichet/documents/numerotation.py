"""Numbers and verification codes of documents. Pure: the caller holds the counter and the randomness."""

import re
from collections.abc import Callable

# Without 0/O, 1/I/L and U: read aloud or typed from paper without mistake. 30 letters.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_MODELE = re.compile(r"[^{}]*(\{(?:type|annee|rang)(?::0\d)?\}[^{}]*)+\Z")
MODELE_PAR_DEFAUT = "{type}-{annee}-{rang:04}"
GROUPES, LONGUEUR_GROUPE = 3, 4


def numero_de_document(genre: str, annee: int, rang: int, *, modele: str = MODELE_PAR_DEFAUT) -> str:
    """Return the number of a document: ("D1", 2026, 412) → "D1-2026-0412".

    `modele` [T] may use {type}, {annee} and {rang}, the last with zeros ({rang:04}); it must hold {rang}.
    Raises ValueError for another pattern, an empty genre, or a rank below 1.
    """
    if not genre or rang < 1:
        raise ValueError(f"Numéro impossible : type « {genre} », rang {rang}")
    if "{rang" not in modele or not _MODELE.match(modele):
        raise ValueError(f"Modèle de numéro « {modele} » : attendus {{type}}, {{annee}} et {{rang:04}}")
    return modele.format(type=genre, annee=annee, rang=rang)


def code_de_verification(tirage: Callable[[int], int]) -> str:
    """Return a code such as 7QF4-KM2D-9XTP; `tirage(n)` draws an integer in [0, n): secrets.randbelow.

    12 letters among 30: 5·10¹⁷ codes, so that nobody finds one by trying.
    """
    lettres = [ALPHABET[tirage(len(ALPHABET))] for _ in range(GROUPES * LONGUEUR_GROUPE)]
    return _en_groupes("".join(lettres))


def normaliser_code(saisie: str) -> str | None:
    """Return the code as printed from what a person typed (case, spaces, dashes free), or None."""
    brut = re.sub(r"[\s\-\u2010-\u2015.]", "", saisie).upper()
    if len(brut) != GROUPES * LONGUEUR_GROUPE or set(brut) - set(ALPHABET):
        return None
    return _en_groupes(brut)


def _en_groupes(lettres: str) -> str:
    return "-".join(lettres[i : i + LONGUEUR_GROUPE] for i in range(0, len(lettres), LONGUEUR_GROUPE))
