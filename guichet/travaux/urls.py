"""URLs of jobs."""

from django.urls import path

from guichet.travaux import views

app_name = "travaux"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("<int:pk>/", views.fiche, name="fiche"),
    path("<int:pk>/progres/", views.progres, name="progres"),
    path("<int:pk>/relancer/", views.relancer, name="relancer"),
]
