"""URLs of notes and of what the journal shows."""

from django.urls import path

from guichet.journal import views

app_name = "journal"
urlpatterns = [
    path("objet/<str:reference>/", views.historique, name="historique"),
    path("objet/<str:reference>/noter/", views.noter, name="noter"),
    path("objet/<str:reference>/consultations/", views.qui_a_consulte, name="consultations"),
    path("notes/<int:pk>/relance/", views.clore, name="clore"),
]
