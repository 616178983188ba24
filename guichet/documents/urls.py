"""URLs of documents inside a territoire."""

from django.urls import path

from guichet.documents import views

app_name = "documents"
urlpatterns = [path("<int:pk>/", views.telecharger, name="telecharger")]
