"""Names of persons: splitting one cell, and the forms under which two spellings are compared. Pure."""

import re
from functools import lru_cache

from guichet.tableaux.dates import sans_accents

CIVILITES = {"m", "mr", "mme", "mlle", "melle", "monsieur", "madame", "mademoiselle"}
PARTICULES = {
    "de",
    "du",
    "des",
    "d",
    "la",
    "le",
    "les",
    "l",
    "el",
    "al",
    "ben",
    "bel",
    "von",
    "van",
    "da",
    "dos",
    "di",
}
REPERES = {"nee", "ne", "epouse", "epoux", "ep", "veuve", "vve"}
"""Words between a usual name and a name of birth: they tell nothing of the person."""
SEPARATEURS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65_536)
def mots_de(texte: str) -> tuple[str, ...]:
    """Words of a name without accents, hyphens, civility nor « née »: « Mme LE GOFF-Élie née X » → le goff
    elie x.
    """
    plat = sans_accents(texte.replace("œ", "oe").replace("Œ", "OE").replace("ß", "ss").replace("ø", "o"))
    mots = [mot for mot in SEPARATEURS.split(plat) if mot]
    while mots and mots[0] in CIVILITES:
        mots.pop(0)
    return tuple(mot for mot in mots if mot not in REPERES)


def forme(texte: str) -> str:
    """Normal form of a name: words without accents, particles attached (« De la Tour » → delatour)."""
    return "".join(mots_de(texte))


def cle_de_personne(nom: str, prenom: str = "") -> str:
    """Key that is the same whatever the order of name and first name, accents, hyphens or spaces.

    Words are sorted; particles are attached to the word that follows.
    """
    mots, attente = [], ""
    for mot in (*mots_de(nom), *mots_de(prenom)):
        if mot in PARTICULES:
            attente += mot
        else:
            mots.append(attente + mot)
            attente = ""
    if attente:
        mots.append(attente)
    return " ".join(sorted(mots))


def separer(texte: str) -> tuple[str, str, bool]:
    """(name, first name, sure?) of one cell: a comma or capitals tell; otherwise the first word is the
    name.
    """
    if "," in texte:
        nom, _, prenom = texte.partition(",")
        return nom.strip(), prenom.strip(), bool(prenom.strip())
    mots = [mot for mot in texte.split() if sans_accents(mot).strip(".") not in CIVILITES]
    capitales = [mot for mot in mots if mot.upper() == mot and len(mot.strip("-.'’")) > 1]
    if capitales and len(capitales) < len(mots):
        nom = " ".join(mot for mot in mots if mot in capitales or sans_accents(mot) in REPERES)
        prenom = " ".join(mot for mot in mots if mot not in capitales and sans_accents(mot) not in REPERES)
        return nom, prenom, bool(prenom)
    if len(mots) < 2:
        return texte.strip(), "", False
    debut = 1
    while debut < len(mots) - 1 and sans_accents(mots[debut - 1]).strip("'’") in PARTICULES:
        debut += 1
    return " ".join(mots[:debut]), " ".join(mots[debut:]), False
