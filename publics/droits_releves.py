"""Lines of the rights table for relevés and decisions."""

from guichet.droits.regles import ACHETEUR, GUICHET, STRUCTURE, Regle

EMPLOYEURS = GUICHET | STRUCTURE
LIRE_ECRIRE, ECRIRE = ("GET", "POST"), ("POST",)
LES_SIENNES = (
    "un donneur d’ordre, celles de ses lots une fois transmises ; une structure, celles de ses missions"
)
SIENS = "une structure, ses seuls relevés"

RELEVES = [
    Regle("publics:releves", EMPLOYEURS, relation=SIENS),
    Regle("publics:releve_deposer", EMPLOYEURS, methodes=LIRE_ECRIRE),
    Regle("publics:releve_saisir", EMPLOYEURS, methodes=LIRE_ECRIRE),
    Regle("publics:releve_modele", EMPLOYEURS),
    Regle("publics:releve_relancer", GUICHET, methodes=ECRIRE),
    Regle("publics:mois_cloturer", GUICHET, methodes=ECRIRE),
    Regle("publics:releve", EMPLOYEURS, "releve", SIENS),
    Regle("publics:releve_colonnes", EMPLOYEURS, "releve", SIENS, ECRIRE),
    Regle("publics:releve_erreurs", EMPLOYEURS, "releve", SIENS),
    Regle("publics:releve_justificatif", EMPLOYEURS, "releve", SIENS, LIRE_ECRIRE),
    Regle("publics:releve_envoyer", EMPLOYEURS, "releve", SIENS, ECRIRE),
    Regle("publics:releve_controle", GUICHET, "releve"),
    Regle("publics:releve_accepter", GUICHET, "releve", methodes=ECRIRE),
    Regle("publics:releve_ligne", EMPLOYEURS, "ligne", SIENS, ECRIRE),
    Regle("publics:ligne_repondre", STRUCTURE, "ligne", SIENS, ECRIRE),
    Regle("publics:ligne_decider", GUICHET, "ligne", methodes=ECRIRE),
    Regle("publics:decision_proposer", GUICHET, "ligne", methodes=LIRE_ECRIRE),
    Regle("publics:decisions", EMPLOYEURS | ACHETEUR, relation=LES_SIENNES),
    Regle("publics:decision", EMPLOYEURS | ACHETEUR, "decision", LES_SIENNES),
    Regle("publics:decision_observer", STRUCTURE, "decision", LES_SIENNES, ECRIRE),
    Regle("publics:decision_transmettre", GUICHET, "decision", methodes=ECRIRE),
    Regle("publics:decision_decider", ACHETEUR, "decision", LES_SIENNES, ECRIRE),
    Regle("publics:decision_reviser", GUICHET, "decision", methodes=ECRIRE),
    Regle("publics:ligne_annuler", GUICHET, "ligne", methodes=ECRIRE),
]
