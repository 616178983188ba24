"""Lines of the rights table for the ground floor and the roof."""

from guichet.droits.regles import PUBLIC, TOUS, Regle

REGLES = [
    Regle("accueil", PUBLIC),
    Regle("sante", PUBLIC),
    Regle("a_faire", TOUS),
]
