"""Root URLs: public pages, accounts, and everything of a territoire under /t/<slug>/."""

from django.urls import include, path

from guichet.comptes.views import accepter_invitation
from guichet.documents import views as documents
from guichet.entree import etat, views

handler400 = "guichet.entree.erreurs.page_400"
handler403 = "guichet.entree.erreurs.page_403"
handler404 = "guichet.entree.erreurs.page_404"
handler500 = "guichet.entree.erreurs.page_500"

territoire = [
    path("", views.a_faire, name="a_faire"),
    path("recherche/", views.recherche, name="recherche"),
    path("", include("guichet.comptes.urls_territoire")),
    path("", include("guichet.organisations.urls")),
    path("", include("guichet.tableaux.liste.vues")),
    path("travaux/", include("guichet.travaux.urls")),
    path("courriels/", include("guichet.courriels.urls")),
    path("fichiers/", include("guichet.fichiers.urls")),
    path("documents/", include("guichet.documents.urls")),
    path("journal/", include("guichet.journal.urls")),
    path("marches/", include("marches.urls")),
    path("publics/", include("publics.urls")),
    path("conventions/", include("conventions.urls")),
    path("suivi/", include("reporting.urls")),
]

urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("sante/", views.sante, name="sante"),
    path("d/", etat.accueil_etat, name="accueil_etat"),
    path("d/<str:departement>/", etat.accueil_etat, name="etat_departement"),
    path("france/", etat.france, name="france"),
    path("compte/", include("guichet.comptes.urls")),
    path("v/", documents.verifier, name="verifier"),
    path("v/<str:code>/", documents.verifier_code, name="verifier_code"),
    path("i/<str:jeton>/", accepter_invitation, name="accepter_invitation"),
    path("l/<str:jeton>/", views.ouvrir_lien, name="ouvrir_lien"),
    path("t/<slug:slug>/", include(territoire)),
]
