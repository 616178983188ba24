"""Lines of the rights table."""

from guichet.droits.regles import ACHETEUR, ETAT, GUICHET, STRUCTURE, Regle

REGLES: list[Regle] = [
    Regle("reporting:tableau_de_bord", ACHETEUR, relation="un acheteur, ses marchés ; un service, ses lots"),
    Regle("reporting:tableau_donneur_ordre", GUICHET, objet="donneur_ordre"),
    Regle("reporting:tableau_etat", ETAT | GUICHET),
    Regle(
        "reporting:lot",
        GUICHET | ACHETEUR | ETAT,
        objet="lot",
        relation="un acheteur, ses lots ; l’État, les lots notifiés ; les personnes, au guichet seulement",
    ),
    Regle(
        "reporting:personne",
        GUICHET | STRUCTURE,
        objet="participant",
        relation="une structure, ses seules personnes et missions",
    ),
]
