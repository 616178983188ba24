"""Lines of the rights table."""

from guichet.droits.regles import ACHETEUR, ETAT, GUICHET, STRUCTURE, Regle

LECTEURS = GUICHET | ACHETEUR | ETAT | STRUCTURE
LIRE_ECRIRE = ("GET", "POST")
SES_BILANS = "un acheteur, une structure : les leurs et celui du territoire diffusé ; jamais un brouillon"
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
    *(Regle(f"reporting:{nom}", GUICHET) for nom in ("lignes", "lots_identifies", "personnes_comptees")),
    Regle("reporting:bilans", LECTEURS, relation=SES_BILANS),
    Regle("reporting:bilan", LECTEURS, objet="bilan", relation=SES_BILANS),
    Regle("reporting:bilan_creer", GUICHET, methodes=LIRE_ECRIRE),
    Regle("reporting:bilan_rediger", GUICHET, objet="bilan", methodes=LIRE_ECRIRE),
    *(
        Regle(f"reporting:{nom}", GUICHET, objet="bilan", methodes=("POST",))
        for nom in ("bilan_arreter", "bilan_corriger", "bilan_diffuser")
    ),
]
