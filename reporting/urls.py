"""URLs under /t/<slug>/."""

app_name = "reporting"
urlpatterns: list = []
