"""URLs under /t/<slug>/."""

app_name = "publics"
urlpatterns: list = []
