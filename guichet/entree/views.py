"""Doors of the house: where to go after login, is the house alive, what is to be done."""

from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect, render

from guichet.territoires.resolution import memberships


def accueil(request):
    """Send a signed-in user to their territoire, others to the login page."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    situees = [a for a in memberships(request.user) if a.territoire]
    if len(situees) == 1:
        return redirect("a_faire", situees[0].territoire.slug)
    return render(request, "entree/choix.html", {"appartenances": situees})


def sante(request):
    """Answer 200 when the base answers, for probes."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1")
    return JsonResponse({"etat": "ok"})


def a_faire(request, slug):
    """Home of a territoire: the tasks of the reader's role, oldest first."""
    return render(request, "entree/a_faire.html")
