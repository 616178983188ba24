"""URLs of actors, at the root of a territoire."""

from django.urls import path

from guichet.organisations import views

urlpatterns = [
    path("partenaires/", views.partenaires, name="partenaires"),
    path("partenaires/nouveau/", views.acteur_creer, {"part": "partenaire"}, name="partenaire_creer"),
    path("donneurs-ordre/", views.donneurs_ordre, name="donneurs_ordre"),
    path(
        "donneurs-ordre/nouveau/", views.acteur_creer, {"part": "donneur_ordre"}, name="donneur_ordre_creer"
    ),
    path("titulaires/", views.titulaires, name="titulaires"),
    path("titulaires/nouveau/", views.acteur_creer, {"part": "titulaire"}, name="titulaire_creer"),
    path("prescripteurs/", views.prescripteurs_liste, name="prescripteurs_liste"),
    path("prescripteurs/nouveau/", views.acteur_creer, {"part": "prescripteur"}, name="prescripteur_creer"),
    path("services-etat/", views.services_etat, name="services_etat"),
    path("services-etat/nouveau/", views.acteur_creer, {"part": "service_etat"}, name="service_etat_creer"),
    path("acteurs/nouveau/", views.acteur_creer, name="acteur_creer"),
    path("acteurs/<int:pk>/", views.acteur_fiche, name="acteur_fiche"),
    path("acteurs/<int:pk>/modifier/", views.acteur_modifier, name="acteur_modifier"),
    path("acteurs/<int:pk>/ouverture/", views.territoire_ouvrir, name="territoire_ouvrir"),
    path("acteurs/<int:pk>/contacts/nouveau/", views.contact_creer, name="contact_creer"),
    path("contacts/<int:pk>/", views.contact_modifier, name="contact_modifier"),
    path("contacts/<int:pk>/supprimer/", views.contact_supprimer, name="contact_supprimer"),
]
