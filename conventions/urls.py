"""URLs under /t/<slug>/."""

app_name = "conventions"
urlpatterns: list = []
