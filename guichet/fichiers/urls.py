"""URLs of stored files."""

from django.urls import path

from guichet.fichiers import views

app_name = "fichiers"
urlpatterns = [
    path("<int:pk>/", views.telecharger, name="telecharger"),
    path("<int:pk>/montrer/", views.montrer, name="montrer"),
]
