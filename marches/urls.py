"""URLs under /t/<slug>/."""

app_name = "marches"
urlpatterns: list = []
