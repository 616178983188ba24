"""URLs under /t/<slug>/marches/."""

from django.urls import path

from marches.views import calculs, decp, lots, marches

app_name = "marches"
urlpatterns = [
    path("", marches.marches, name="marches"),
    path("nouveau/", marches.marche_creer, name="marche_creer"),
    path("<int:pk>/", marches.marche_fiche, name="marche_fiche"),
    path("<int:pk>/modifier/", marches.marche_modifier, name="marche_modifier"),
    path("<int:pk>/lot/", marches.lot_ajouter, name="lot_ajouter"),
    path("<int:pk>/exemption/", marches.exemption_creer, name="exemption_creer"),
    path("lots/", lots.lots, name="lots"),
    path("lots/<int:pk>/", lots.lot_fiche, name="lot_fiche"),
    path("lots/<int:pk>/modifier/", lots.lot_modifier, name="lot_modifier"),
    path("lots/<int:pk>/etat/<slug:verbe>/", lots.lot_etat, name="lot_etat"),
    path("lots/<int:pk>/calcul/", calculs.lot_calcul, name="lot_calcul"),
    path("lots/<int:pk>/calcul/resultat/", calculs.lot_calcul_resultat, name="lot_calcul_resultat"),
    path("lots/<int:pk>/engagement/", lots.engagement_creer, name="engagement_creer"),
    path("lots/<int:pk>/entreprise/", lots.attribution_creer, name="attribution_creer"),
    path("engagements/<int:pk>/affermir/", lots.engagement_affermir, name="engagement_affermir"),
    path("engagements/<int:pk>/retirer/", lots.engagement_retirer, name="engagement_retirer"),
    path("entreprises/<int:pk>/", lots.attribution_modifier, name="attribution_modifier"),
    path("entreprises/<int:pk>/retirer/", lots.attribution_retirer, name="attribution_retirer"),
    path("decp/", decp.decp, name="decp"),
    path("decp/<int:pk>/", decp.decp_apercu, name="decp_apercu"),
]
