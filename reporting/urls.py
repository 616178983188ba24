"""URLs under /t/<slug>/suivi/."""

from django.urls import path

from reporting.views import bilans, chiffres, lots, personnes, tableaux

app_name = "reporting"
urlpatterns = [
    path("tableau/", tableaux.tableau_de_bord, name="tableau_de_bord"),
    path("etat/", tableaux.tableau_etat, name="tableau_etat"),
    path("donneurs-ordre/<int:pk>/", tableaux.tableau_donneur_ordre, name="tableau_donneur_ordre"),
    path("lots/<int:pk>/", lots.lot, name="lot"),
    path("personnes/<int:pk>/", personnes.personne, name="personne"),
    path("heures/", chiffres.lignes, name="lignes"),
    path("clauses/", chiffres.lots_identifies, name="lots_identifies"),
    path("comptees/", chiffres.personnes_comptees, name="personnes_comptees"),
    path("bilans/", bilans.bilans, name="bilans"),
    path("bilans/nouveau/", bilans.bilan_creer, name="bilan_creer"),
    path("bilans/<int:pk>/", bilans.bilan, name="bilan"),
    path("bilans/<int:pk>/textes/", bilans.bilan_rediger, name="bilan_rediger"),
    path("bilans/<int:pk>/arreter/", bilans.bilan_arreter, name="bilan_arreter"),
    path("bilans/<int:pk>/corriger/", bilans.bilan_corriger, name="bilan_corriger"),
    path("bilans/<int:pk>/diffuser/", bilans.bilan_diffuser, name="bilan_diffuser"),
]
