"""Answers shared by the middleware and the views."""

from django.shortcuts import render


def not_found(request):
    """Return the one 404 page: the same for a missing id, another tenant's and an unknown territoire."""
    return render(request, "erreurs/404.html", status=404)
