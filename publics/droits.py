"""Lines of the rights table."""

from guichet.droits.regles import GUICHET, PRESCRIPTEUR, STRUCTURE, Regle
from publics.droits_releves import RELEVES

LIEN_PRESCRIPTEUR = frozenset({"lien:prescripteur"})
EMPLOYEURS = GUICHET | STRUCTURE
PRESCRIVENT = GUICHET | STRUCTURE | PRESCRIPTEUR | LIEN_PRESCRIPTEUR
LIRE_ECRIRE, ECRIRE = ("GET", "POST"), ("POST",)
SIENNES = "une structure, ses seules personnes et missions"
SES_FICHES = "un prescripteur, ses seules fiches ; une structure, celles qui la nomment"

PERSONNES = [
    Regle("publics:personnes", EMPLOYEURS, relation=SIENNES),
    Regle("publics:personne_creer", GUICHET, methodes=LIRE_ECRIRE),
    Regle("publics:personne", EMPLOYEURS, "participant", SIENNES),
    Regle("publics:personne_modifier", GUICHET, "participant", methodes=LIRE_ECRIRE),
    Regle("publics:personne_rapprocher", GUICHET, "participant", methodes=ECRIRE),
    Regle("publics:titre_creer", GUICHET, "participant", methodes=LIRE_ECRIRE),
    Regle("publics:personne_prolonger", GUICHET, "participant", methodes=LIRE_ECRIRE),
    Regle("publics:sortie_creer", EMPLOYEURS, "participant", SIENNES, methodes=LIRE_ECRIRE),
    Regle("publics:suivi_creer", GUICHET, "participant", methodes=LIRE_ECRIRE),
    Regle("publics:titre_changement", GUICHET, "titre_fiche", methodes=LIRE_ECRIRE),
    Regle("publics:titre_periode", GUICHET, "titre_pass", methodes=LIRE_ECRIRE),
]
FICHES = [
    Regle("publics:prescriptions", PRESCRIVENT, relation=SES_FICHES),
    Regle("publics:liens_prescripteurs", GUICHET, methodes=LIRE_ECRIRE),
    Regle("publics:lien_revoquer", GUICHET, "lien_prescripteur", methodes=ECRIRE),
    Regle("publics:prescription_creer", PRESCRIVENT, methodes=LIRE_ECRIRE),
    Regle("publics:prescription", PRESCRIVENT, "prescription", SES_FICHES),
    Regle("publics:prescription_decider", GUICHET, "prescription", methodes=ECRIRE),
    Regle("publics:prescription_annuler_refus", GUICHET, "prescription", methodes=ECRIRE),
    Regle("publics:prescription_completer", PRESCRIVENT, "prescription", SES_FICHES, methodes=ECRIRE),
    Regle("publics:prescription_retirer", PRESCRIVENT, "prescription", SES_FICHES, methodes=ECRIRE),
]
MISSIONS = [
    Regle("publics:missions", EMPLOYEURS, relation=SIENNES),
    Regle("publics:mission_demander", EMPLOYEURS, methodes=LIRE_ECRIRE),
    Regle("publics:contrats_semaine", EMPLOYEURS, relation=SIENNES, methodes=LIRE_ECRIRE),
    Regle("publics:mission", EMPLOYEURS, "mission", SIENNES),
    Regle("publics:mission_valider", GUICHET, "mission", methodes=ECRIRE),
    Regle("publics:mission_refuser", GUICHET, "mission", methodes=ECRIRE),
    Regle("publics:mission_redemander", EMPLOYEURS, "mission", SIENNES, methodes=ECRIRE),
    Regle("publics:contrat_ajouter", EMPLOYEURS, "mission", SIENNES, methodes=LIRE_ECRIRE),
    Regle("publics:mission_etat", EMPLOYEURS, "mission", SIENNES, methodes=ECRIRE),
    Regle("publics:mission_terminer", EMPLOYEURS, "mission", SIENNES, methodes=LIRE_ECRIRE),
    Regle("publics:evaluation_creer", EMPLOYEURS, "mission", SIENNES, methodes=LIRE_ECRIRE),
    Regle("publics:verifier_mission", EMPLOYEURS, methodes=LIRE_ECRIRE),
    Regle("publics:verification", EMPLOYEURS, "verification", SIENNES),
]
REGLES = [*PERSONNES, *FICHES, *MISSIONS, *RELEVES]
