"""URLs of the outbox."""

from django.urls import path

from guichet.courriels import views

app_name = "courriels"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("<int:pk>/relancer/", views.relancer, name="relancer"),
]
