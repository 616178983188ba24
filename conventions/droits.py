"""Lines of the rights table."""

from guichet.droits.regles import ETAT, GUICHET, STRUCTURE, Regle

LIRE = GUICHET | ETAT | STRUCTURE
LIRE_ECRIRE = ("GET", "POST")
REGLES: list[Regle] = [
    Regle("conventions:conventions", LIRE),
    Regle(
        "conventions:convention",
        LIRE,
        objet="convention",
        relation="structure : la sienne ; ni la structure ni l’État ne voient les brouillons",
    ),
    Regle("conventions:convention_creer", GUICHET, methodes=LIRE_ECRIRE),
    Regle("conventions:convention_rediger", GUICHET, objet="convention", methodes=LIRE_ECRIRE),
    Regle("conventions:convention_signature", GUICHET, objet="convention", methodes=LIRE_ECRIRE),
    Regle("conventions:convention_denoncer", GUICHET, objet="convention", methodes=LIRE_ECRIRE),
    Regle("conventions:convention_reprendre", GUICHET, objet="convention", methodes=LIRE_ECRIRE),
    Regle("conventions:convention_original", GUICHET, objet="convention", methodes=LIRE_ECRIRE),
]
