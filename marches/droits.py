"""Lines of the rights table."""

from guichet.droits.regles import ACHETEUR, ETAT, GUICHET, STRUCTURE, Regle

LIRE_ECRIRE, ECRIRE = ("GET", "POST"), ("POST",)
SIENS = "un donneur d’ordre, ses seuls marchés ; structures et État, les lots notifiés"

REGLES: list[Regle] = [
    Regle("marches:marches", GUICHET | ACHETEUR, relation=SIENS),
    Regle("marches:marche_creer", GUICHET, methodes=LIRE_ECRIRE),
    Regle("marches:marche_fiche", GUICHET | ACHETEUR, "marche", SIENS),
    Regle("marches:marche_modifier", GUICHET, "marche", methodes=LIRE_ECRIRE),
    Regle("marches:lot_ajouter", GUICHET, "marche", methodes=LIRE_ECRIRE),
    Regle("marches:exemption_creer", GUICHET, "marche", methodes=LIRE_ECRIRE),
    Regle("marches:lots", GUICHET | ACHETEUR | STRUCTURE | ETAT, relation=SIENS),
    Regle("marches:lot_fiche", GUICHET | ACHETEUR | STRUCTURE | ETAT, "lot", SIENS),
    Regle("marches:lot_modifier", GUICHET, "lot", methodes=LIRE_ECRIRE),
    Regle("marches:lot_etat", GUICHET, "lot", "verbe : un acte que l’état du lot permet", LIRE_ECRIRE),
    Regle("marches:lot_calcul", GUICHET, "lot", methodes=LIRE_ECRIRE),
    Regle("marches:lot_calcul_resultat", GUICHET, "lot"),
    Regle("marches:engagement_creer", GUICHET, "lot", methodes=LIRE_ECRIRE),
    Regle("marches:engagement_affermir", GUICHET, "engagement", methodes=ECRIRE),
    Regle("marches:engagement_retirer", GUICHET, "engagement", methodes=ECRIRE),
    Regle("marches:attribution_creer", GUICHET, "lot", methodes=LIRE_ECRIRE),
    Regle("marches:attribution_modifier", GUICHET, "attribution", methodes=LIRE_ECRIRE),
    Regle("marches:attribution_retirer", GUICHET, "attribution", methodes=ECRIRE),
    Regle("marches:decp", GUICHET, methodes=LIRE_ECRIRE),
    Regle("marches:decp_apercu", GUICHET, "chargement", methodes=LIRE_ECRIRE),
]
