"""Accounts and settings of a territoire, under /t/<slug>/."""

from django.urls import path

from guichet.comptes import views
from guichet.territoires.views import reglages_territoire

urlpatterns = [
    path("comptes/", views.equipe, name="equipe"),
    path("comptes/inviter/", views.inviter, name="inviter"),
    path("comptes/invitations/<int:pk>/annuler/", views.annuler_invitation, name="annuler_invitation"),
    path("comptes/<int:pk>/fermer/", views.fermer_compte, name="fermer_compte"),
    path("comptes/<int:pk>/rouvrir/", views.rouvrir_compte, name="rouvrir_compte"),
    path("reglages/", reglages_territoire, name="reglages"),
]
