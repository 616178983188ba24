"""URLs of relevés and decisions, part of those of the app."""

from django.urls import path

from publics.views import decisions, releves, releves_controle, releves_fichiers, releves_lignes

RELEVES = [
    path("releves/", releves.releves, name="releves"),
    path("releves/deposer/", releves.releve_deposer, name="releve_deposer"),
    path("releves/saisir/", releves_fichiers.releve_saisir, name="releve_saisir"),
    path("releves/modele/", releves_fichiers.releve_modele, name="releve_modele"),
    path("releves/relancer/", releves.releve_relancer, name="releve_relancer"),
    path("releves/cloturer/", releves.mois_cloturer, name="mois_cloturer"),
    path("releves/<int:pk>/", releves.releve, name="releve"),
    path("releves/<int:pk>/colonnes/", releves.releve_colonnes, name="releve_colonnes"),
    path("releves/<int:pk>/erreurs/", releves_fichiers.releve_erreurs, name="releve_erreurs"),
    path("releves/<int:pk>/justificatif/", releves_fichiers.releve_justificatif, name="releve_justificatif"),
    path("releves/<int:pk>/envoyer/", releves.releve_envoyer, name="releve_envoyer"),
    path("releves/<int:pk>/controle/", releves_controle.releve_controle, name="releve_controle"),
    path("releves/<int:pk>/accepter/", releves_controle.releve_accepter, name="releve_accepter"),
    path("releves/lignes/<int:pk>/", releves_lignes.releve_ligne, name="releve_ligne"),
    path("releves/lignes/<int:pk>/repondre/", releves_lignes.ligne_repondre, name="ligne_repondre"),
    path("releves/lignes/<int:pk>/decider/", releves_controle.ligne_decider, name="ligne_decider"),
    path("releves/lignes/<int:pk>/proposer/", decisions.decision_proposer, name="decision_proposer"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("decisions/<int:pk>/observer/", decisions.decision_observer, name="decision_observer"),
    path("decisions/<int:pk>/transmettre/", decisions.decision_transmettre, name="decision_transmettre"),
    path("decisions/<int:pk>/decider/", decisions.decision_decider, name="decision_decider"),
    path("decisions/<int:pk>/reviser/", decisions.decision_reviser, name="decision_reviser"),
    path("releves/lignes/<int:pk>/annuler/", releves_controle.ligne_annuler, name="ligne_annuler"),
]
