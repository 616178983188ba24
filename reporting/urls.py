"""URLs under /t/<slug>/suivi/."""

from django.urls import path

from reporting.views import lots, personnes, tableaux

app_name = "reporting"
urlpatterns = [
    path("tableau/", tableaux.tableau_de_bord, name="tableau_de_bord"),
    path("etat/", tableaux.tableau_etat, name="tableau_etat"),
    path("donneurs-ordre/<int:pk>/", tableaux.tableau_donneur_ordre, name="tableau_donneur_ordre"),
    path("lots/<int:pk>/", lots.lot, name="lot"),
    path("personnes/<int:pk>/", personnes.personne, name="personne"),
]
