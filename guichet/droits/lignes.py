"""Lines of the rights table for the ground floor and the roof."""

from guichet.droits.regles import ACHETEUR, ADMIN, CONNECTE, ETAT, GUICHET, PUBLIC, STRUCTURE, TOUS, Regle

LIRE_ECRIRE = ("GET", "POST")
ECRIRE = ("POST",)
# Pages of allauth that a visitor may open; each checks its own step of the login.
PORTE = (
    "account_login",
    "account_confirm_login_code",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_trust",
)
LISTES_ACTEURS = ("donneurs_ordre", "titulaires", "prescripteurs_liste", "services_etat")
PARTS = ("partenaire", "donneur_ordre", "titulaire", "prescripteur", "service_etat", "acteur")
SECURITE = (
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
)

REGLES = [
    *(Regle(nom, PUBLIC, methodes=LIRE_ECRIRE) for nom in PORTE),
    *(Regle(nom, CONNECTE, methodes=LIRE_ECRIRE) for nom in SECURITE),
    Regle("compte", CONNECTE, methodes=LIRE_ECRIRE),
    Regle("choisir_role", CONNECTE, objet="appartenance", relation="les siennes", methodes=ECRIRE),
    Regle("accepter_invitation", PUBLIC, objet="jeton", methodes=LIRE_ECRIRE),
    Regle("ouvrir_lien", PUBLIC, objet="jeton"),
    Regle("equipe", ADMIN),
    Regle("inviter", ADMIN, methodes=LIRE_ECRIRE),
    Regle("annuler_invitation", ADMIN, objet="invitation", methodes=ECRIRE),
    Regle("fermer_compte", ADMIN, objet="appartenance", methodes=ECRIRE),
    Regle("rouvrir_compte", ADMIN, objet="appartenance", methodes=ECRIRE),
    Regle("partenaires", GUICHET | ETAT),
    *(Regle(nom, GUICHET) for nom in LISTES_ACTEURS),
    *(Regle(f"{part}_creer", GUICHET, methodes=LIRE_ECRIRE) for part in PARTS),
    Regle("acteur_fiche", GUICHET | ETAT, objet="acteur", relation="l’État, les structures"),
    Regle("acteur_modifier", GUICHET, objet="acteur", methodes=LIRE_ECRIRE),
    Regle("territoire_ouvrir", ADMIN, objet="acteur", methodes=ECRIRE),
    Regle("contact_creer", GUICHET, objet="acteur", methodes=LIRE_ECRIRE),
    Regle("contact_modifier", GUICHET, objet="contact", methodes=LIRE_ECRIRE),
    Regle("contact_supprimer", GUICHET, objet="contact", methodes=ECRIRE),
    Regle("vue_enregistrer", TOUS, methodes=ECRIRE),
    Regle("vue_supprimer", TOUS, objet="vue", relation="les siennes", methodes=ECRIRE),
    Regle("reglages", ADMIN, methodes=LIRE_ECRIRE),
    Regle("accueil", PUBLIC),
    Regle("sante", PUBLIC),
    Regle("accueil_etat", CONNECTE, relation="l’État : les territoires qui lui sont ouverts"),
    Regle("etat_departement", CONNECTE, objet="departement", relation="l’État : les territoires ouverts"),
    Regle("france", CONNECTE, relation="rôle plateforme seul"),
    Regle("a_faire", TOUS),
    Regle("recherche", GUICHET | STRUCTURE | ACHETEUR, relation="ce que chacun peut voir"),
    Regle("verifier", PUBLIC, methodes=LIRE_ECRIRE),
    Regle("verifier_code", PUBLIC, objet="code"),
    Regle("documents:telecharger", TOUS, objet="document", relation="les siens"),
    Regle("fichiers:telecharger", TOUS, objet="fichier", relation="les siens", methodes=LIRE_ECRIRE),
    Regle("courriels:liste", GUICHET),
    Regle("courriels:relancer", GUICHET, objet="courriel", methodes=ECRIRE),
    Regle("fichiers:montrer", TOUS, objet="fichier", relation="les siens"),
    Regle("travaux:liste", TOUS, relation="les siens"),
    Regle("travaux:fiche", TOUS, objet="travail", relation="les siens"),
    Regle("travaux:progres", TOUS, objet="travail", relation="les siens"),
    Regle("travaux:relancer", TOUS, objet="travail", relation="les siens", methodes=ECRIRE),
    Regle("journal:historique", GUICHET, objet="reference"),
    Regle("journal:noter", GUICHET, objet="reference", methodes=ECRIRE),
    Regle("journal:consultations", GUICHET, objet="reference"),
    Regle("journal:clore", GUICHET, objet="note", methodes=ECRIRE),
]
