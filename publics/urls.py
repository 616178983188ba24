"""URLs under /t/<slug>/publics/."""

from django.urls import path

from publics.urls_releves import RELEVES
from publics.views import (
    dossiers,
    liens,
    listes,
    missions,
    missions_suite,
    personnes,
    prescriptions,
    verification,
)

app_name = "publics"
urlpatterns = [
    *RELEVES,
    path("personnes/", listes.personnes, name="personnes"),
    path("personnes/nouvelle/", personnes.personne_creer, name="personne_creer"),
    path("personnes/<int:pk>/", personnes.personne, name="personne"),
    path("personnes/<int:pk>/modifier/", personnes.personne_modifier, name="personne_modifier"),
    path("personnes/<int:pk>/rapprocher/", dossiers.personne_rapprocher, name="personne_rapprocher"),
    path("personnes/<int:pk>/titre/", dossiers.titre_creer, name="titre_creer"),
    path("personnes/<int:pk>/prolonger/", dossiers.personne_prolonger, name="personne_prolonger"),
    path("personnes/<int:pk>/sortie/", dossiers.sortie_creer, name="sortie_creer"),
    path("personnes/<int:pk>/suivi/", dossiers.suivi_creer, name="suivi_creer"),
    path("titres/<int:pk>/changement/", dossiers.titre_changement, name="titre_changement"),
    path("titres/<int:pk>/periode/", dossiers.titre_periode, name="titre_periode"),
    path("fiches/", listes.prescriptions, name="prescriptions"),
    path("fiches/nouvelle/", prescriptions.prescription_creer, name="prescription_creer"),
    path("fiches/liens/", liens.liens_prescripteurs, name="liens_prescripteurs"),
    path("fiches/liens/<int:pk>/fermer/", liens.lien_revoquer, name="lien_revoquer"),
    path("fiches/<int:pk>/", prescriptions.prescription, name="prescription"),
    path("fiches/<int:pk>/reponse/", prescriptions.prescription_decider, name="prescription_decider"),
    path(
        "fiches/<int:pk>/annuler-refus/",
        prescriptions.prescription_annuler_refus,
        name="prescription_annuler_refus",
    ),
    path("fiches/<int:pk>/piece/", prescriptions.prescription_completer, name="prescription_completer"),
    path("fiches/<int:pk>/retrait/", prescriptions.prescription_retirer, name="prescription_retirer"),
    path("missions/", listes.missions, name="missions"),
    path("missions/demander/", missions.mission_demander, name="mission_demander"),
    path("missions/semaine/", missions_suite.contrats_semaine, name="contrats_semaine"),
    path("missions/<int:pk>/", missions.mission, name="mission"),
    path("missions/<int:pk>/valider/", missions.mission_valider, name="mission_valider"),
    path("missions/<int:pk>/refuser/", missions.mission_refuser, name="mission_refuser"),
    path("missions/<int:pk>/redemander/", missions.mission_redemander, name="mission_redemander"),
    path("missions/<int:pk>/contrat/", missions_suite.contrat_ajouter, name="contrat_ajouter"),
    path("missions/<int:pk>/etat/", missions_suite.mission_etat, name="mission_etat"),
    path("missions/<int:pk>/fin/", missions_suite.mission_terminer, name="mission_terminer"),
    path("missions/<int:pk>/evaluation/", dossiers.evaluation_creer, name="evaluation_creer"),
    path("verifier/", verification.verifier_mission, name="verifier_mission"),
    path("verifier/<int:pk>/", verification.verification, name="verification"),
]
