"""Doors of the house: where to go after login, is the house alive, what is to be done."""

from django.conf import settings
from django.db import connection
from django.http import JsonResponse
from django.shortcuts import redirect, render

from guichet.base.reponses import not_found
from guichet.droits import liens
from guichet.territoires.resolution import memberships

# Where a signed link leads, by kind.
DESTINATIONS: dict[str, str] = {}


def accueil(request):
    """Send a signed-in user to their territoire, others to the login page."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    toutes = memberships(request.user)
    if len(toutes) == 1 and toutes[0].territoire:
        return redirect("a_faire", toutes[0].territoire.slug)
    return render(request, "comptes/choix.html", {"appartenances": toutes})


def ouvrir_lien(request, jeton):
    """Check a signed link, move its token to a cookie and lead to its page."""
    lu = liens.read(jeton)
    trouve = liens.find(*lu) if lu else None
    if trouve is None:
        return not_found(request)
    territoire, lien = trouve
    reponse = redirect(DESTINATIONS[lien.genre], territoire.slug)
    reponse.set_cookie(
        liens.COOKIE, jeton, max_age=12 * 3600, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return reponse


def sante(request):
    """Answer 200 when the base answers, for probes."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT 1")
    return JsonResponse({"etat": "ok"})


def a_faire(request, slug):
    """Home of a territoire: the tasks of the reader's role, oldest first."""
    return render(request, "entree/a_faire.html")
