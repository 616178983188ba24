"""URLs under /t/<slug>/conventions/."""

from django.urls import path

from conventions import views

app_name = "conventions"
urlpatterns = [
    path("", views.conventions, name="conventions"),
    path("creer/", views.convention_creer, name="convention_creer"),
    path("<int:pk>/", views.convention, name="convention"),
    path("<int:pk>/rediger/", views.convention_rediger, name="convention_rediger"),
    path("<int:pk>/signature/", views.convention_signature, name="convention_signature"),
    path("<int:pk>/denoncer/", views.convention_denoncer, name="convention_denoncer"),
    path("<int:pk>/reprendre/", views.convention_reprendre, name="convention_reprendre"),
    path("<int:pk>/original/", views.convention_original, name="convention_original"),
]
